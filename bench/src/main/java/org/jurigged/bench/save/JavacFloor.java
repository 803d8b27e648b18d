package org.jurigged.bench.save;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.Javac;

/**
 * What an edit of a signature costs at least: the file is written, and a plain and warm javac compiles it with all that
 * use it. No stock JVM takes what comes of it, so nothing is done to the program.
 */
final class JavacFloor implements Floor {
    private static final int WARM_UPS = 15;

    private final EditedFile file;
    private final List<Path> sources;
    private final Javac javac;

    /**
     * Prepares.
     *
     * @param file outside of what the session watches
     * @param users the sources that use it
     */
    JavacFloor(EditedFile file, List<Path> users, Path classes) throws IOException {
        this.file = file;
        this.sources = new ArrayList<>(users);
        this.sources.add(file.file());
        this.javac = new Javac(List.of(classes));
    }

    @Override
    public void warm(int revision) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            take(revision + i);
        }
    }

    @Override
    public long take(int revision) throws IOException {
        long start = System.nanoTime();
        file.save(revision);
        javac.compile(sources);
        return System.nanoTime() - start;
    }
}
