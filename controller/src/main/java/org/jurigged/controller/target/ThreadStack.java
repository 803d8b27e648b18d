package org.jurigged.controller.target;

import java.util.List;
import java.util.Objects;

/**
 * The frames of one thread, the innermost first.
 *
 * @param thread the thread's name
 * @param id the same for the same thread as long as the target is connected
 */
public record ThreadStack(String thread, long id, List<Frame> frames) {
    public ThreadStack {
        frames = List.copyOf(frames);
    }

    /**
     * One frame.
     *
     * @param className binary name of the class
     * @param type the class itself; where the JVM tells only its name, the first of the name that was looked for
     * @param method method name; empty for an obsolete method, which the JVM no longer names (JDWP: method id 0)
     * @param descriptor method descriptor (JVMS 4.3.3); empty for an obsolete method
     * @param codeIndex index of the bytecode it stands at, in its own version of the code; -1 in native methods
     * @param line line number; -1 when not known
     */
    public record Frame(
            String className,
            LoadedClass type,
            String method,
            String descriptor,
            long codeIndex,
            int line,
            boolean obsolete) {
        public Frame {
            Objects.requireNonNull(className, "className");
            Objects.requireNonNull(type, "type");
        }
    }
}
