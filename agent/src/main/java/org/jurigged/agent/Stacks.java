package org.jurigged.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the stacks of the program's threads.
 *
 * <p>HotSpot tells no file for a frame whose code is of another version of its class than the latest ({@code
 * java_lang_StackTraceElement::decode_file_and_line}): so old frames are known.
 */
final class Stacks {
    private Stacks() {}

    /** Adds the stacks of all threads with a frame in one of the classes. */
    static void add(Wire.Message message, List<String> names) {
        Set<String> wanted = new HashSet<>(names);
        List<Map.Entry<Thread, StackTraceElement[]>> found = new ArrayList<>();
        if (!wanted.isEmpty()) {
            for (Map.Entry<Thread, StackTraceElement[]> each :
                    Thread.getAllStackTraces().entrySet()) {
                if (!(each.getKey() instanceof Worker) && isIn(each.getValue(), wanted)) {
                    found.add(each);
                }
            }
        }
        message.add(found.size());
        for (Map.Entry<Thread, StackTraceElement[]> each : found) {
            message.add(each.getKey().getName()).add(each.getKey().getId()).add(each.getValue().length);
            for (StackTraceElement frame : each.getValue()) {
                message.add(frame.getClassName())
                        .add(frame.getMethodName())
                        .add(frame.isNativeMethod() ? -1 : frame.getLineNumber())
                        .add(frame.getFileName() == null);
            }
        }
    }

    private static boolean isIn(StackTraceElement[] frames, Set<String> wanted) {
        for (StackTraceElement frame : frames) {
            if (wanted.contains(frame.getClassName())) {
                return true;
            }
        }
        return false;
    }
}
