package org.jurigged.bench.replay;

import java.nio.file.Path;
import java.util.Objects;
import org.jurigged.controller.project.Jdk;

/**
 * What to replay, and how.
 *
 * @param repository a git repository, with or without a work tree
 * @param module the folder of the Maven module, from the top of the repository; empty for the top
 * @param from the newest revision to replay
 * @param commits how many commits
 * @param every take only each so-and-so-many-th commit that changes main sources
 * @param jdk the JDK that compiles and that the JVMs are of
 * @param seconds how much processor time the tests of a commit may take, in each JVM
 * @param tests how many test classes to run for a commit
 * @param work folder for what is made
 * @param keep whether what is made for a commit stays although nothing is wrong with it
 */
record ReplayOptions(
        Path repository,
        String module,
        String from,
        int commits,
        int every,
        Jdk jdk,
        int seconds,
        int tests,
        Path work,
        boolean keep) {
    ReplayOptions {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(jdk, "jdk");
        Objects.requireNonNull(work, "work");
        if (commits < 1 || every < 1 || seconds < 1 || tests < 1) {
            throw new IllegalArgumentException("--commits, --every, --seconds and --tests are numbers from 1 on.");
        }
    }

    /** Returns the path of something in the module, from the top of the repository. */
    String inModule(String path) {
        return module.isEmpty() ? path : module + "/" + path;
    }
}
