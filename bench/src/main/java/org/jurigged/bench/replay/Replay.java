package org.jurigged.bench.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Replays the commits of a repository, the oldest first, and tells each verdict as soon as it is there. */
final class Replay {
    private final Workshop workshop;
    private final ReplayOptions options;
    private final Results results;
    private final PrintWriter out;

    /** {@code results} says which commits were replayed already: they are counted, and not replayed again. */
    Replay(Workshop workshop, Results results, PrintWriter out) {
        this.workshop = workshop;
        this.results = results;
        this.options = workshop.options();
        this.out = out;
    }

    /** Returns what came of the commits. */
    Totals run() throws IOException, InterruptedException {
        List<Commit> commits = commits(workshop.git());
        Totals totals = new Totals();
        for (Commit commit : commits) {
            Optional<Replayed> earlier = results.of(commit);
            if (earlier.isPresent()) {
                totals.add(earlier.get());
                continue;
            }
            Path folder = options.work().resolve(commit.shortHash());
            Trees.delete(folder);
            Replayed replayed = replay(new CommitReplay(workshop, commit, folder), commit);
            totals.add(replayed);
            results.add(replayed);
            tell(replayed, totals.size(), commits.size());
            if (!options.keep() && !replayed.isFailure()) {
                Trees.delete(folder);
            }
        }
        return totals;
    }

    private static Replayed replay(CommitReplay replay, Commit commit) throws InterruptedException {
        try {
            return replay.run();
        } catch (IOException | RuntimeException e) {
            // One commit that the harness can't replay is no reason to lose the others, and is not passed over either.
            Verdict verdict = new Verdict.Failed(EditOutcome.trace(e).strip());
            return new Replayed(commit, verdict, 0, 0, 0, false, false, 0);
        }
    }

    private List<Commit> commits(Git git) throws IOException, InterruptedException {
        List<Commit> all =
                git.commits(options.from(), options.inModule("src/main/java"), options.commits() * options.every());
        List<Commit> chosen = new ArrayList<>();
        for (int i = 0; i < all.size(); i += options.every()) {
            chosen.add(all.get(i));
        }
        Collections.reverse(chosen);
        return chosen;
    }

    private void tell(Replayed replayed, int number, int of) {
        Commit commit = replayed.commit();
        out.println(String.format(
                Locale.ROOT,
                "%d/%d %s %s | %d tests%s | plain: %s%s | %.1f s | %s",
                number,
                of,
                commit.shortHash(),
                replayed.verdict().word(),
                replayed.compared(),
                ignored(replayed),
                replayed.plain() ? "yes" : "no",
                replayed.linesOnly() ? ", lines only" : "",
                replayed.seconds(),
                commit.subject()));
        replayed.verdict().details().forEach(detail -> detail.lines().forEach(line -> out.println("      " + line)));
        out.flush();
    }

    private static String ignored(Replayed replayed) {
        int ignored = replayed.failing() + replayed.unsteady();
        return ignored == 0 ? "" : " (" + ignored + " more not compared)";
    }
}
