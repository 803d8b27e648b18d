package org.jurigged.controller.session;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlCommands;
import org.jurigged.controller.control.Conversation;
import org.jurigged.controller.recode.DefinitionName;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.PatchStatus;
import org.jurigged.controller.recode.RecodeException.Rejected;

/** The commands about patches that a session answers the shell. */
public final class PatchCommands {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PatchDesk desk;

    /** Answers for the patches of a session. */
    public PatchCommands(PatchDesk desk) {
        this.desk = desk;
    }

    /** Adds {@code patch}, {@code patches}, {@code revert} and {@code commit}. */
    void addTo(ControlCommands commands) {
        commands.on("patch", this::patch)
                .on("patches", this::patches)
                .on("revert", this::revert)
                .on("commit", this::commit);
    }

    private void patch(Conversation with) throws JuriggedException {
        List<String> arguments = with.arguments();
        say(
                with,
                patch(with.argument(0), with.argument(1), arguments.contains("module"), arguments.contains("commit")));
    }

    /**
     * Makes a patch.
     *
     * @param definition as a person names it; or an absolute path of a source file
     * @return lines to show
     */
    public List<String> patch(String definition, String source, boolean module, boolean commit)
            throws JuriggedException {
        boolean isFile = definition.endsWith(".java");
        Patch.Order order = new Patch.Order(
                isFile ? Optional.empty() : Optional.of(DefinitionName.parse(definition)),
                isFile ? Optional.of(Path.of(definition)) : Optional.empty(),
                source,
                module);
        Patch patch = desk.patch(order, Optional.empty());
        List<String> lines = new ArrayList<>(
                List.of("Patch " + patch.number() + " of " + patch.info().definition() + " is live."));
        if (commit) {
            lines.addAll(commit(patch));
        }
        return lines;
    }

    private void patches(Conversation with) throws JuriggedException {
        if (with.argument(0).isEmpty()) {
            say(with, patches());
        } else {
            Patch patch = desk.find(number(with.argument(0)));
            say(with, with.argument(1).equals("source") ? List.of(patch.order().source()) : desk.listing(patch));
        }
    }

    /** Returns a line for each patch. */
    public List<String> patches() throws JuriggedException {
        return desk.all().stream().map(patch -> line(patch.info())).toList();
    }

    private static String line(PatchInfo patch) {
        return String.format(
                "%3d  %s  %-11s  %s", patch.number(), WHEN.format(patch.made()), patch.status(), patch.definition());
    }

    private void revert(Conversation with) throws JuriggedException {
        if (with.argument(0).equals("all")) {
            for (Patch patch : lastFirst()) {
                with.say(revert(patch));
            }
        } else {
            say(with, revert(with.argument(0)));
        }
    }

    /** The last one first: it may stand in an earlier one. */
    private List<Patch> lastFirst() throws JuriggedException {
        List<Patch> live = new ArrayList<>(open());
        Collections.reverse(live);
        return live;
    }

    /**
     * Takes patches back.
     *
     * @param which the number of one, {@code all}, or empty for the only one
     * @return lines to show
     */
    public List<String> revert(String which) throws JuriggedException {
        List<String> lines = new ArrayList<>();
        for (Patch patch : which.equals("all") ? lastFirst() : List.of(one(which))) {
            lines.add(revert(patch));
        }
        return lines;
    }

    private String revert(Patch patch) throws JuriggedException {
        desk.revert(patch);
        return "Patch " + patch.number() + " of " + patch.info().definition() + " is taken back.";
    }

    private void commit(Conversation with) throws JuriggedException {
        say(with, commit(with.argument(0)));
    }

    /**
     * Writes a patch into its source file.
     *
     * @param which its number, or empty for the only one
     * @return lines to show
     */
    public List<String> commit(String which) throws JuriggedException {
        return commit(one(which));
    }

    private List<String> commit(Patch patch) throws JuriggedException {
        desk.commit(patch);
        return List.of("Patch " + patch.number() + " of " + patch.info().definition() + " is in "
                + patch.info().file() + ".");
    }

    private Patch one(String number) throws JuriggedException {
        if (!number.isEmpty()) {
            return desk.find(number(number));
        }
        List<Patch> open = open();
        if (open.size() != 1) {
            throw new Rejected(
                    open.isEmpty()
                            ? "There is no patch that isn't committed."
                            : "There are " + open.size() + " patches that aren't committed; give the number of one: "
                                    + String.join(
                                            ", ",
                                            open.stream()
                                                    .map(patch -> patch.number() + " "
                                                            + patch.info().definition())
                                                    .toList())
                                    + ".");
        }
        return open.get(0);
    }

    private List<Patch> open() throws JuriggedException {
        return desk.all().stream()
                .filter(patch -> patch.status() != PatchStatus.SAVED)
                .toList();
    }

    private static int number(String given) throws Rejected {
        try {
            return Integer.parseInt(given);
        } catch (NumberFormatException e) {
            throw new Rejected("'" + given + "' is no number of a patch; 'jurigged patches' lists them.");
        }
    }

    private static void say(Conversation with, List<String> lines) throws JuriggedException {
        for (String line : lines) {
            with.say(line);
        }
    }
}
