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
 * What an edit costs at least: the file is written, a plain and warm javac compiles it, and the JVM is told to redefine
 * its classes. Nothing is watched, compared, written back or reported.
 */
final class Floor {
    private static final int WARM_UPS = 15;

    private final VirtualMachine vm;
    private final EditedFile file;
    private final Javac javac;

    /**
     * Prepares.
     *
     * @param vm the connection to the program, which is the session's own: a JVM takes one
     * @param file outside of what the session watches
     */
    Floor(VirtualMachine vm, EditedFile file, Path classes) throws IOException {
        this.vm = vm;
        this.file = file;
        this.javac = new Javac(List.of(classes));
    }

    /** Compiles some times, with nothing done to the program. */
    void warm(int revision) throws IOException {
        file.save(revision);
        for (int i = 0; i < WARM_UPS; i++) {
            javac.compile(file.file());
        }
    }

    /** Brings a revision to the program. */
    void apply(int revision) throws IOException {
        file.save(revision);
        Map<ReferenceType, byte[]> types = new HashMap<>();
        javac.compile(file.file())
                .forEach((name, bytes) -> vm.classesByName(name).forEach(type -> types.put(type, bytes)));
        vm.redefineClasses(types);
    }
}
