package org.jurigged.bench.save;

import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.Javac;

/**
 * What an edit of a body costs at least: the file is written, a plain and warm javac compiles it, and the JVM is told to redefine
 * its classes. Nothing is watched, compared, written back or reported.
 */
final class BodyFloor implements Floor {
    private static final int WARM_UPS = 15;

    private final LiveShop shop;
    private final VirtualMachine vm;
    private final EditedFile file;
    private final Javac javac;

    /**
     * Prepares.
     *
     * @param shop the program, by the session's own connection: a JVM takes one
     * @param file outside of what the session watches
     */
    BodyFloor(LiveShop shop, EditedFile file, Path classes) throws IOException {
        this.shop = shop;
        this.vm = shop.connection();
        this.file = file;
        this.javac = new Javac(List.of(classes));
    }

    @Override
    public void warm(int revision) throws IOException {
        file.save(revision);
        for (int i = 0; i < WARM_UPS; i++) {
            javac.compile(file.file());
        }
    }

    /** Brings the revision to the program, and waits for its first call. */
    @Override
    public long take(int revision) throws IOException, InterruptedException {
        long start = System.nanoTime();
        file.save(revision);
        Map<ReferenceType, byte[]> types = new HashMap<>();
        javac.compile(file.file())
                .forEach((name, bytes) -> vm.classesByName(name).forEach(type -> types.put(type, bytes)));
        vm.redefineClasses(types);
        return shop.awaitRevision(revision) - start;
    }
}
