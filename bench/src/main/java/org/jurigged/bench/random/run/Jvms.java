package org.jurigged.bench.random.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.Jdk;

/** The two JVMs of a run, and where they work; both are started anew now and then. Used by one thread. */
final class Jvms implements AutoCloseable {
    /** What the classes of so many programs cost the target and the session is little. */
    private static final int PROGRAMS = 40;

    private final Jdk jdk;
    private final int attachEvery;
    private final Path directory;
    private final Path stage;
    private final Versions versions = new Versions();
    private LiveJvm live;
    private FreshJvm fresh;
    private int programs;
    private int started;

    Jvms(Jdk jdk, int attachEvery) throws IOException {
        this.jdk = jdk;
        this.attachEvery = attachEvery;
        this.directory = Files.createTempDirectory("jurigged-random-").toRealPath();
        this.stage = Connection.install(directory.resolve("stage"));
    }

    LiveJvm live() {
        return live;
    }

    FreshJvm fresh() {
        return fresh;
    }

    Versions versions() {
        return versions;
    }

    Path stage() {
        return stage;
    }

    /** Begins a program; returns the name of its package. */
    String begin() throws IOException, JuriggedException {
        if (live == null || programs % PROGRAMS == 0) {
            restart();
        }
        programs++;
        return "p" + programs;
    }

    Path work(String packageName) {
        return directory.resolve("versions").resolve(packageName);
    }

    /** Ends a program. */
    void end(String packageName, boolean healthy) throws IOException {
        delete(work(packageName));
        if (healthy) {
            live.forget(packageName);
        } else {
            live.close();
            live = null;
        }
    }

    private void restart() throws IOException, JuriggedException {
        if (live != null) {
            live.close();
        }
        if (fresh != null) {
            fresh.close();
        }
        started++;
        fresh = new FreshJvm(jdk, stage);
        live = new LiveJvm(jdk, directory.resolve("live" + started), stage, versions, attachEvery);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(directory)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() throws IOException {
        if (live != null) {
            live.close();
        }
        if (fresh != null) {
            fresh.close();
        }
        delete(directory);
    }
}
