package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.ThreadStack;

/**
 * Finds the frames that go on in code that was replaced, and names them.
 *
 * <p>The JVM gives no name and no line for a frame in an obsolete method, only its class and the index of its bytecode.
 * The class files that ran before tell the rest: the frame is in a method that has an instruction at this index, which,
 * unless the frame is the innermost, calls what the next frame runs.
 */
final class OldFrames {
    private static final String NEXT_CALL = "new code from its next call";
    private static final String INITIALISER = "it runs once; the changed parts run after it has ended";

    private final TargetClasses classes;
    private final DefinitionNames names;

    OldFrames(TargetClasses classes, DefinitionNames names) {
        this.classes = classes;
        this.names = names;
    }

    /** Returns one event for each method, line and fate, with the threads that are there, in the order of the methods. */
    List<Event.StillOld> find(Set<LoadedClass> redefined) throws JuriggedException {
        Map<String, List<OldCode>> old = new HashMap<>();
        for (LoadedClass loaded : redefined) {
            List<OldCode> versions = old.computeIfAbsent(loaded.name(), name -> new ArrayList<>());
            classes.history(loaded).forEach(bytes -> versions.add(0, new OldCode(bytes)));
        }
        Map<Place, List<String>> threads = new LinkedHashMap<>();
        for (ThreadStack stack : classes.target().stacks(redefined)) {
            for (Place place : places(stack, old)) {
                threads.computeIfAbsent(place, p -> new ArrayList<>()).add(stack.thread());
            }
        }
        Map<String, Event.StillOld> ordered = new TreeMap<>();
        threads.forEach((place, in) -> ordered.put(
                place.method() + "\n" + place.line(),
                new Event.StillOld(place.method(), place.line(), sorted(in), place.fate())));
        return List.copyOf(ordered.values());
    }

    private record Place(String method, int line, String fate) {}

    private static List<String> sorted(List<String> threads) {
        return threads.stream().sorted(Comparator.naturalOrder()).toList();
    }

    private Set<Place> places(ThreadStack stack, Map<String, List<OldCode>> old) {
        Set<Place> found = new HashSet<>();
        List<ThreadStack.Frame> frames = stack.frames();
        for (int i = 0; i < frames.size(); i++) {
            ThreadStack.Frame frame = frames.get(i);
            if (frame.obsolete()) {
                ThreadStack.Frame callee = i == 0 ? null : frames.get(i - 1);
                found.add(place(frame, callee, old.getOrDefault(frame.className(), List.of())));
            }
        }
        return found;
    }

    private Place place(ThreadStack.Frame frame, ThreadStack.Frame callee, List<OldCode> versions) {
        String calleeName = callee == null || callee.obsolete() ? null : callee.method();
        List<OldCode.At> candidates = candidates(frame, calleeName, versions);
        if (candidates.isEmpty() && calleeName != null) {
            // A callee of another name: reached through a method handle, a class being initialised, a native call.
            candidates = candidates(frame, null, versions);
        }
        if (candidates.isEmpty()) {
            return new Place(names.type(frame.className()), -1, NEXT_CALL);
        }
        Set<String> methods = new HashSet<>();
        candidates.forEach(at -> methods.add(names.method(frame.className(), at.method(), at.descriptor(), at.line())));
        OldCode.At first = candidates.get(0);
        String fate = first.method().equals("<clinit>") ? INITIALISER : NEXT_CALL;
        String name = methods.stream().sorted().collect(java.util.stream.Collectors.joining(" or "));
        return new Place(name, methods.size() == 1 ? first.line() : -1, fate);
    }

    private static List<OldCode.At> candidates(ThreadStack.Frame frame, String calleeName, List<OldCode> versions) {
        for (OldCode version : versions) {
            List<OldCode.At> found = version.at(frame.codeIndex(), calleeName);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}
