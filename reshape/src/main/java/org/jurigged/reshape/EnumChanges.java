package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jurigged.reshape.EnumChange.Constant;
import org.jurigged.reshape.EnumChange.Place;
import org.jurigged.reshape.form.FieldPlaces;
import org.jurigged.reshape.form.Formed;
import org.jurigged.reshape.form.Forms;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/** Finds the enums of one transaction whose constants are others from now on. */
final class EnumChanges {
    private final Forms forms;
    private final List<Refusal> refusals;
    private final List<EnumChange> changes = new ArrayList<>();
    private final Map<String, byte[]> running = new HashMap<>();

    EnumChanges(Forms forms, List<Refusal> refusals) {
        this.forms = forms;
        this.refusals = refusals;
    }

    /**
     * Adds the change of an initialised enum, if it is one.
     *
     * @param runs what the JVM runs of it
     * @return the names of the constants that it creates
     */
    Set<String> add(Subject subject, byte[] runs) {
        ClassNode latest = new ClassNode();
        new ClassReader(subject.bytes()).accept(latest, ClassReader.EXPAND_FRAMES);
        EnumConstants now = new EnumConstants(latest);
        String internal = latest.name;
        String descriptor = "L" + internal + ";";
        List<Constant> before = new EnumConstants(subject.live())
                .names().stream()
                        .map(n -> new Constant(n, place(forms.fields().formerHome(internal, n, descriptor))))
                        .toList();
        List<Constant> after = now.names().stream()
                .map(n -> new Constant(n, place(forms.fields().home(internal, n, descriptor))))
                .toList();
        FieldNode values = now.values();
        if (values == null
                || (before.equals(after) && !forms.fields().isNewStatic(internal, values.name, values.desc))) {
            return Set.of();
        }
        Set<Place> known = before.stream().map(Constant::place).collect(Collectors.toSet());
        Set<String> created = new HashSet<>();
        List<InitialiserRun.Slice> creations = new ArrayList<>();
        for (Constant constant : after) {
            if (!known.contains(constant.place())) {
                created.add(constant.name());
                creations.addAll(creation(subject, latest, now, constant));
            }
        }
        Place array = place(forms.fields().home(internal, values.name, values.desc));
        changes.add(new EnumChange(
                subject.change().className(), array, before, after, creations, Set.of(), Optional.empty()));
        running.put(subject.change().className(), runs);
        return created;
    }

    /** Whether any enum changes. */
    boolean any() {
        return !changes.isEmpty();
    }

    private List<InitialiserRun.Slice> creation(
            Subject subject, ClassNode latest, EnumConstants now, Constant constant) {
        String display = subject.change().className().replace('$', '.') + "." + constant.name();
        StaticRun run = new StaticRun(constant.name(), display, now.line(constant.name()), 0);
        Slice slice = now.creation(constant.name());
        if (slice == null) {
            refusals.add(new Refusal(Code.J151, display, "its code and that of its neighbours are interwoven"));
            return List.of();
        }
        Assertions.apply(subject.loaded(), latest);
        Companion companion = new Companion(latest, slice, forms, true);
        companion.refusal(run).ifPresent(refusals::add);
        return List.of(companion.run(run));
    }

    private static Place place(FieldPlaces.Home home) {
        return new Place(Schema.binary(home.owner()), home.field());
    }

    /** Returns the changes, once it is known what the classes become. */
    List<EnumChange> of(Formed formed) {
        List<EnumChange> deferring = new ArrayList<>();
        for (EnumChange change : changes) {
            Set<String> leading = new HashSet<>();
            Set<String> users = users(change, formed, leading);
            byte[] redefined = formed.redefinitions().get(change.className());
            deferring.add(change.deferring(
                    users,
                    redefined == null
                            ? Optional.empty()
                            : EnumInterim.of(running.get(change.className()), redefined, leading, change.creations())));
        }
        return deferring;
    }

    /** Finds the redefinitions that lead to a new constant: they name its field's class, or a new class that does; adds those classes. */
    private static Set<String> users(EnumChange change, Formed formed, Set<String> leading) {
        Set<Place> known = change.before().stream().map(Constant::place).collect(Collectors.toSet());
        change.after().stream()
                .map(Constant::place)
                .filter(p -> !known.contains(p) && !p.owner().equals(change.className()))
                .forEach(p -> leading.add(p.owner()));
        Map<String, Set<String>> named = new LinkedHashMap<>();
        formed.definitions().forEach((name, file) -> {
            if (!EnumTables.isTable(file)) {
                named.put(name, ClassNames.in(file));
            }
        });
        formed.redefinitions().forEach((name, file) -> named.put(name, ClassNames.in(file)));
        Set<String> users = new HashSet<>();
        boolean grows = !leading.isEmpty();
        while (grows) {
            grows = false;
            for (Map.Entry<String, Set<String>> entry : named.entrySet()) {
                if (entry.getValue().stream().anyMatch(leading::contains)) {
                    grows |= formed.redefinitions().containsKey(entry.getKey())
                            ? users.add(entry.getKey())
                            : leading.add(entry.getKey());
                }
            }
        }
        users.remove(change.className());
        return users;
    }
}
