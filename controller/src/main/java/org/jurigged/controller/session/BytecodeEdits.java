package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jurigged.controller.Event;
import org.jurigged.controller.bytecode.MethodChanges;
import org.jurigged.controller.bytecode.RawClass;
import org.jurigged.controller.bytecode.RawMethod;

/**
 * Tells edits from two versions of a class file, where the source can't tell them: its old text was never seen, it
 * couldn't be parsed, or it didn't change and a constant that javac inlines did.
 */
final class BytecodeEdits {
    private final DefinitionNames names;

    BytecodeEdits(DefinitionNames names) {
        this.names = names;
    }

    /** Returns an update for each method whose code differs, an addition and a deletion where one has no counterpart. */
    List<Event> between(String className, byte[] before, byte[] after) {
        Set<String> changed = MethodChanges.between(before, after);
        RawClass old = new RawClass(before);
        RawClass now = new RawClass(after);
        Set<String> were = old.methodNames();
        Set<String> are = now.methodNames();
        List<Event> events = new ArrayList<>();
        for (RawMethod method : now.methods()) {
            if (!were.contains(key(method))) {
                events.add(new Event.Add(name(className, method), line(className, method)));
            } else if (changed.contains(key(method))) {
                events.add(new Event.Update(name(className, method), line(className, method)));
            }
        }
        for (RawMethod method : old.methods()) {
            if (!are.contains(key(method))) {
                events.add(new Event.Delete(name(className, method), method.firstLine()));
            }
        }
        return events.stream().distinct().toList();
    }

    private String name(String className, RawMethod method) {
        return names.method(
                className, method.name(), method.descriptor(), isInitialiser(method) ? -1 : method.firstLine());
    }

    private int line(String className, RawMethod method) {
        return isInitialiser(method) ? method.firstLine() : names.line(className, method.name(), method.firstLine());
    }

    /** The first line of constructors and class initialisers is often that of a field. */
    private static boolean isInitialiser(RawMethod method) {
        return method.name().startsWith("<");
    }

    private static String key(RawMethod method) {
        return method.name() + method.descriptor();
    }
}
