package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jurigged.controller.Event;

/**
 * What came of commits, kept in a file, so that a replay which ended early can be gone on with.
 *
 * <p>A line for each commit, written as soon as it was replayed: hash, verdict, tests compared, tests that fail, tests that
 * are unsteady, {@code plain} or {@code -}, {@code lines} or {@code -}, seconds, subject; with tabs between them. What was
 * found out about a commit besides isn't in it. Whoever wants a commit replayed again takes its line out.
 */
final class Results {
    private static final String FIELD = "\t";
    private static final int FIELDS = 9;
    private static final String REFUSED = "refused ";

    private final Optional<Path> file;
    private final Map<String, Replayed> known;

    private Results(Optional<Path> file, Map<String, Replayed> known) {
        this.file = file;
        this.known = known;
    }

    /** Nothing is kept. */
    static Results none() {
        return new Results(Optional.empty(), Map.of());
    }

    /** Reads a file that is there, and begins one that isn't. */
    static Results in(Path file) throws IOException {
        Map<String, Replayed> known = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                Replayed replayed = parse(line)
                        .orElseThrow(() -> new IOException(file + " has a line that no replay wrote: '" + line
                                + "'. Take it out, or name another file."));
                known.put(replayed.commit().hash(), replayed);
            }
        }
        return new Results(Optional.of(file), known);
    }

    /** Returns what came of a commit when it was replayed earlier. */
    Optional<Replayed> of(Commit commit) {
        return Optional.ofNullable(known.get(commit.hash()));
    }

    void add(Replayed replayed) throws IOException {
        if (file.isPresent()) {
            Files.writeString(
                    file.get(),
                    line(replayed) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    static String line(Replayed replayed) {
        return String.join(
                FIELD,
                replayed.commit().hash(),
                replayed.verdict().word(),
                Integer.toString(replayed.compared()),
                Integer.toString(replayed.failing()),
                Integer.toString(replayed.unsteady()),
                replayed.plain() ? "plain" : "-",
                replayed.linesOnly() ? "lines" : "-",
                String.format(Locale.ROOT, "%.1f", replayed.seconds()),
                replayed.commit().subject().replace(FIELD, " "));
    }

    /** Returns what a line says; empty if no replay wrote it. */
    static Optional<Replayed> parse(String line) {
        String[] fields = line.split(FIELD, -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return verdict(fields[1])
                    .map(verdict -> new Replayed(
                            new Commit(fields[0], "", fields[8]),
                            verdict,
                            Integer.parseInt(fields[2]),
                            Integer.parseInt(fields[3]),
                            Integer.parseInt(fields[4]),
                            fields[5].equals("plain"),
                            fields[6].equals("lines"),
                            Double.parseDouble(fields[7])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Verdict> verdict(String word) {
        if (word.startsWith(REFUSED)) {
            List<Event.Refused> refusals = new ArrayList<>();
            for (String code : word.substring(REFUSED.length()).split(" ")) {
                refusals.add(new Event.Refused(code, "", "", ""));
            }
            return Optional.of(new Verdict.Refused(refusals));
        }
        List<Verdict> others = new ArrayList<>(List.of(
                new Verdict.Right(),
                new Verdict.Told(List.of(), List.of()),
                new Verdict.Failed(""),
                new Verdict.Wrong(List.of())));
        for (LeftOut reason : LeftOut.values()) {
            others.add(new Verdict.NotCounted(reason, ""));
        }
        return others.stream().filter(verdict -> verdict.word().equals(word)).findFirst();
    }
}
