package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jurigged.controller.bytecode.RawClass;
import org.jurigged.controller.bytecode.RawMethod;

/** A class file that ran before, asked which of its methods a frame can be in. */
final class OldCode {
    private final Supplier<byte[]> classFile;
    private List<RawMethod> methods;

    /** @param classFile gives the class file; not asked, nor read, unless a frame is looked for in it */
    OldCode(Supplier<byte[]> classFile) {
        this.classFile = classFile;
    }

    private List<RawMethod> methods() {
        if (methods == null) {
            methods = new RawClass(classFile.get()).methods();
        }
        return methods;
    }

    /**
     * A place in old code.
     *
     * @param line -1 when the class file has no line numbers
     */
    record At(String method, String descriptor, int line) {}

    /**
     * Returns the places that a frame can be at.
     *
     * @param index index of the bytecode it stands at
     * @param calleeName name of the method that the next frame runs; {@code null} when there is none or it isn't known
     */
    List<At> at(long index, String calleeName) {
        List<At> found = new ArrayList<>();
        for (RawMethod method : methods()) {
            if (method.isInstruction(index) && fits(method, index, calleeName)) {
                found.add(new At(method.name(), method.descriptor(), method.line(index)));
            }
        }
        return found;
    }

    /** Returns the line of a bytecode of one of the methods; -1 when there is no such method, or no line. */
    int line(String name, String descriptor, long index) {
        return methods().stream()
                .filter(method ->
                        method.name().equals(name) && method.descriptor().equals(descriptor))
                .filter(method -> method.isInstruction(index))
                .mapToInt(method -> method.line(index))
                .findFirst()
                .orElse(-1);
    }

    private static boolean fits(RawMethod method, long index, String calleeName) {
        if (calleeName == null) {
            return true;
        }
        return method.callsAt(index)
                && method.calledAt(index).map(calleeName::equals).orElse(true);
    }
}
