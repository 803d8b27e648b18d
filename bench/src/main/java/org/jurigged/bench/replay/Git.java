package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A git repository, with or without a work tree, which is only read. */
final class Git {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String FIELD = "\u001f";

    private final Path directory;

    /** Opens the repository of a directory: a work tree or what is within {@code .git}. */
    Git(Path directory) {
        this.directory = directory;
    }

    /** Returns the newest commits, reachable from a revision, that change Java sources below a folder; newest first. */
    List<Commit> commits(String revision, String folder, int most) throws IOException, InterruptedException {
        String log = git(
                Map.of(),
                "log",
                "--no-merges",
                "--max-count=" + most,
                "--format=%H" + FIELD + "%s",
                revision,
                "--",
                ":(glob)" + folder + "/**/*.java");
        List<Commit> commits = new ArrayList<>();
        for (String line : log.lines().toList()) {
            String[] fields = line.split(FIELD, -1);
            Optional<String> parent = parent(fields[0]);
            if (parent.isPresent()) {
                commits.add(new Commit(fields[0], parent.get(), fields[1]));
            }
        }
        return commits;
    }

    /** Returns the parent of a commit; empty for the first one. */
    private Optional<String> parent(String hash) throws IOException, InterruptedException {
        String[] hashes = git(Map.of(), "rev-list", "--parents", "--max-count=1", hash)
                .strip()
                .split(" ");
        return hashes.length > 1 ? Optional.of(hashes[1]) : Optional.empty();
    }

    /** Returns the id of a folder's content in a commit; empty if it has none. */
    Optional<String> tree(String commit, String folder) throws IOException, InterruptedException {
        String[] fields = git(Map.of(), "ls-tree", "-d", commit, folder).split("\\s+");
        return fields.length > 2 ? Optional.of(fields[2]) : Optional.empty();
    }

    /**
     * Writes all files of a commit to a folder. A repository that lacks some of them, as copies without large files do,
     * will do as long as the sources are there.
     */
    void checkOut(String commit, Path target) throws IOException, InterruptedException {
        Path index = target.resolveSibling(target.getFileName() + ".index");
        Map<String, String> places = Map.of("GIT_INDEX_FILE", index.toString(), "GIT_WORK_TREE", target.toString());
        git(places, "read-tree", commit);
        run(places, "checkout-index", "--all", "--force", "--quiet");
        String missing = git(places, "ls-files", "--deleted", "--", "*.java", "*pom.xml");
        if (!missing.isBlank()) {
            throw new IOException("Of " + commit + ", " + directory + " lacks " + missing.strip() + ". Clone it anew.");
        }
    }

    private String git(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Processes.Ended ended = run(environment, arguments);
        if (ended.status() != 0) {
            throw new IOException("'git " + String.join(" ", arguments) + "' fails in " + directory + ": "
                    + ended.output().strip() + ". Check the repository and the revision.");
        }
        return ended.output();
    }

    private Processes.Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", directory.toString(), "-c", "core.quotePath=false"));
        command.addAll(List.of(arguments));
        return Processes.run(command, environment, LIMIT);
    }
}
