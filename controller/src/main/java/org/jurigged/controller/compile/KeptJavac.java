package org.jurigged.controller.compile;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler.CompilationTask;

/**
 * A javac that keeps what it has read of the JDK's own classes from one run to the next, which takes half the time of one
 * that starts anew.
 *
 * <p>Of all other classes, the project's and its libraries', it forgets everything between two runs but which there are
 * ({@link KeptPackages}), for they change. A run
 * that doesn't succeed is not believed, and nothing is kept of it: only a javac that starts anew says what is wrong with a
 * source. Used by one thread at a time.
 */
final class KeptJavac {
    /** Names are never forgotten; so much grows by them only. */
    private static final int MOST_RUNS = 500;

    /** At lower levels all classes, the JDK's as well, are in no module. */
    private static final int LOWEST_RELEASE = 9;

    private final RunFiles files;
    private JavacInsides insides;
    private KeptPackages used;
    private int runs;

    private KeptJavac(RunFiles files, JavacInsides insides) {
        this.files = files;
        this.insides = insides;
    }

    /** Open one if this JDK and the project allow it. {@code files} are its own for all its runs. */
    static Optional<KeptJavac> open(CompileSettings settings, RunFiles files) {
        boolean fits =
                !settings.annotationProcessing() && (settings.release() == 0 || settings.release() >= LOWEST_RELEASE);
        return fits ? insides().map(insides -> new KeptJavac(files, insides)) : Optional.empty();
    }

    private static Optional<JavacInsides> insides() {
        try {
            return Optional.of(new JavacInsides());
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty(); // another javac, or a JVM that keeps its own closed
        }
    }

    /**
     * Compile sources together.
     *
     * @return the class files; empty when there was an error, or this javac can't be used: then another has to compile
     *     them
     */
    Optional<List<MemoryFile>> compile(Overlay overlay, List<String> options, List<SourceFile> sources) {
        tidy();
        if (insides == null) {
            return Optional.empty();
        }
        files.begin(overlay);
        ProblemCollector problems = new ProblemCollector();
        JavacInsides.Task task = new JavacInsides.Task(Writer.nullWriter(), files, problems, options, sources);
        try {
            boolean done =
                    insides.run(task, made -> call(made) && problems.problems().isEmpty());
            if (!done) {
                used = null;
            }
            return done ? Optional.of(files.classes()) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) {
            insides = null; // what it knows may be half of something
            return Optional.empty();
        } finally {
            files.begin(Overlay.EMPTY);
            renew();
        }
    }

    /**
     * Forget what is to be forgotten of the last run. The next run does it first otherwise, and somebody waits for that; for
     * the end of the run that was, somebody waits as well.
     */
    void tidy() {
        KeptPackages packages = used;
        used = null;
        if (packages != null && insides != null) {
            try {
                packages.tidy();
            } catch (ReflectiveOperationException | RuntimeException e) {
                insides = null; // what it knows may be half of something
            }
        }
    }

    /** How many runs there were since it began anew. */
    int runs() {
        return runs;
    }

    /** {@link #tidy}, unless there was another run since: that one's end is being waited for. */
    void tidyAfter(int run) {
        if (run == runs) {
            tidy();
        }
    }

    private void renew() {
        runs++;
        if (runs == MOST_RUNS) {
            runs = 0;
            insides = insides == null ? null : insides().orElse(null);
        }
    }

    private boolean call(CompilationTask task) {
        try {
            Object context = insides.context(task);
            Closeable platform = insides.platform(context);
            KeptPackages known = insides.packages(context);
            files.show(known);
            try {
                return task.call();
            } finally {
                files.show(null);
                used = known == null ? insides.keepPackages(context) : known;
                if (known != null && platform != null) {
                    platform.close(); // the run used those of the first
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
