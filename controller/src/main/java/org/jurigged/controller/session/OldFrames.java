package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.bytecode.MethodChanges;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.ThreadStack;
import org.jurigged.reshape.loop.LoopHelper;

/**
 * Finds the frames that go on in code that was replaced, and names them.
 *
 * <p>The JVM gives no name and no line for a frame in an obsolete method, only its class and the index of its bytecode.
 * The class files that ran before tell the rest: the frame is in a method that has an instruction at this index, which,
 * unless the frame is the innermost, calls what the next frame runs.
 *
 * <p>And it doesn't call every such method obsolete. A frame that was there at an earlier redefinition, which left its
 * method as it was (EMCP, JVMTI {@code RedefineClasses}), shares its method id with the versions after it, so that a
 * later one which does change the method goes unnoticed in it (HotSpot's {@code mark_newly_obsolete_methods} marks it
 * but can't tell its id). Such a frame is known by having been there before the change and still being there after.
 */
final class OldFrames {
    private final TargetClasses classes;
    private final DefinitionNames names;
    private final Map<String, List<OldCode>> versions = new HashMap<>();
    private final Set<Activation> before = new HashSet<>();
    /** The names of the classes of those. */
    private final Set<String> standing = new HashSet<>();

    private final Map<Activation, ThreadStack.Frame> namedBefore = new HashMap<>();
    private final Map<Activation, OldCall> calls;

    /**
     * Prepares to find frames.
     *
     * @param stacks how the threads stood shortly before the redefinition
     * @param calls what is known of the calls that run old code now, each named without its method
     */
    OldFrames(TargetClasses classes, DefinitionNames names, List<ThreadStack> stacks, Map<Activation, OldCall> calls) {
        this.classes = classes;
        this.names = names;
        this.calls = calls;
        for (ThreadStack stack : stacks) {
            for (int i = 0; i < stack.frames().size(); i++) {
                Activation activation = Activation.of(stack, i);
                before.add(activation);
                standing.add(stack.frames().get(i).className());
                namedBefore.put(activation.unnamed(), stack.frames().get(i));
            }
        }
    }

    /** Returns one event for each method, line and fate, with the threads that are there, in the order of the methods. */
    List<Event.StillOld> find(Set<LoadedClass> redefined) throws JuriggedException {
        Set<String> unseen = new HashSet<>();
        for (LoadedClass loaded : redefined) {
            List<CodeVersion> history = classes.states().history(loaded);
            note(loaded, history);
            if (standing.contains(loaded.name())) {
                classes.states()
                        .running(loaded)
                        .ifPresent(now -> unseen.addAll(changedUnseen(loaded.name(), history, now)));
            }
        }
        Map<Place, List<String>> threads = new HashMap<>();
        Set<Activation> old = new HashSet<>();
        Map<Activation, OldCall> known = new HashMap<>();
        Map<LoadedClass, Set<CodeVersion>> used = new HashMap<>();
        redefined.forEach(loaded -> used.put(loaded, new HashSet<>()));
        for (ThreadStack stack : classes.target().stacks(redefined)) {
            for (int i = 0; i < stack.frames().size(); i++) {
                Optional<Place> place = place(stack, i, unseen, old);
                place.ifPresent(
                        p -> threads.computeIfAbsent(p, q -> new ArrayList<>()).add(stack.thread()));
                Activation activation = Activation.of(stack, i).unnamed();
                Optional<OldCall> call = place.flatMap(p -> call(activation));
                call.ifPresent(c -> known.put(activation, c));
                LoadedClass type = stack.frames().get(i).type();
                if (place.isPresent() && call.isEmpty()) {
                    used.remove(type); // nobody knows which
                } else if (used.containsKey(type)) {
                    call.ifPresent(c -> used.get(type).add(c.code()));
                }
            }
        }
        used.forEach(classes.states()::keepOnly);
        classes.calls().oldActivations(versions.keySet(), old);
        classes.calls().oldCalls(versions.keySet(), known);
        return events(threads);
    }

    private void note(LoadedClass loaded, List<CodeVersion> history) {
        List<OldCode> newestFirst = versions.computeIfAbsent(loaded.name(), name -> new ArrayList<>());
        history.forEach(code -> newestFirst.add(0, new OldCode(() -> classes.asRun(loaded, code.bytes()))));
    }

    private Optional<OldCall> call(Activation activation) {
        return Optional.ofNullable(calls.get(activation))
                .or(() -> classes.calls().oldCall(activation));
    }

    /**
     * Returns all frames in these classes, thread by thread and the innermost first, telling which run old code.
     *
     * @param methodFilter a part of the display name that is looked for; empty for all
     */
    List<FrameLine> list(Set<LoadedClass> all, String methodFilter) throws JuriggedException {
        return listed(all, methodFilter).stream().map(Listed::line).toList();
    }

    /** A frame of a thread; {@code index} counts from the innermost. */
    record Listed(ThreadStack stack, int index, FrameLine line) {}

    /** Returns the same, with the stacks that the frames are of. */
    List<Listed> listed(Set<LoadedClass> all, String methodFilter) throws JuriggedException {
        all.forEach(loaded -> note(loaded, classes.states().history(loaded)));
        List<Listed> found = new ArrayList<>();
        for (ThreadStack stack : classes.target().stacks(all)) {
            for (int i = 0; i < stack.frames().size(); i++) {
                int index = i;
                line(stack, i)
                        .filter(line -> line.method().contains(methodFilter))
                        .ifPresent(line -> found.add(new Listed(stack, index, line)));
            }
        }
        return found;
    }

    private Optional<FrameLine> line(ThreadStack stack, int index) {
        ThreadStack.Frame frame = stack.frames().get(index);
        if (!versions.containsKey(frame.className())) {
            return Optional.empty();
        }
        Optional<CodeVersion> latest = classes.states().running(frame.type());
        Optional<Place> old = place(stack, index, Set.of(), new HashSet<>());
        if (old.isPresent()) {
            Optional<CodeVersion> code =
                    call(Activation.of(stack, index).unnamed()).map(OldCall::code);
            FrameLine.Age age = new FrameLine.Age(
                    code.map(CodeVersion::edit).orElse(unknown()),
                    code.map(CodeVersion::sinceMillis).orElse(0L),
                    latest.map(CodeVersion::edit).orElse(FrameLine.UNKNOWN));
            return Optional.of(new FrameLine(
                    stack.thread(),
                    old.get().method(),
                    old.get().line(),
                    old.get().fate(),
                    age));
        }
        String name = names.method(frame.className(), frame.method(), frame.descriptor(), frame.line());
        int edit = latest.map(CodeVersion::edit).orElse(0);
        FrameLine.Age age =
                new FrameLine.Age(edit, latest.map(CodeVersion::sinceMillis).orElse(0L), edit);
        return Optional.of(new FrameLine(stack.thread(), name, frame.line(), "", age));
    }

    /** Only a debug connection shows where in its code a frame stands, and so which code that is. */
    private int unknown() {
        return classes.target().lacks(Target.Ability.FRAMES).isPresent() ? FrameLine.EARLIER : FrameLine.UNKNOWN;
    }

    private static List<Event.StillOld> events(Map<Place, List<String>> threads) {
        Map<String, Event.StillOld> ordered = new TreeMap<>();
        threads.forEach((place, in) -> ordered.put(
                place.method() + "\n" + place.line() + "\n" + place.fate(),
                new Event.StillOld(
                        place.method(), place.line(), in.stream().sorted().toList(), place.fate())));
        return List.copyOf(ordered.values());
    }

    private record Place(String method, int line, String fate) {}

    /**
     * Returns the methods that this redefinition changed and the one before it did not: frames older than both don't show
     * as obsolete.
     */
    private static Set<String> changedUnseen(String className, List<CodeVersion> history, CodeVersion live) {
        if (history.size() < 2) {
            return Set.of();
        }
        byte[] last = history.get(history.size() - 1).bytes();
        Set<String> changed = new HashSet<>();
        for (String method : MethodChanges.between(last, live.bytes())) {
            changed.add(className + "." + method);
        }
        for (String method :
                MethodChanges.between(last, history.get(history.size() - 2).bytes())) {
            changed.remove(className + "." + method);
        }
        return changed;
    }

    /** Returns where a frame stands in old code; empty when it runs new code, or is in another class. */
    private Optional<Place> place(ThreadStack stack, int index, Set<String> unseen, Set<Activation> old) {
        ThreadStack.Frame frame = stack.frames().get(index);
        List<OldCode> code = versions.get(frame.className());
        if (code == null || isLooping(stack, index)) {
            return Optional.empty();
        }
        Activation activation = Activation.of(stack, index);
        if (frame.obsolete()) {
            Optional<OldCall> call = call(activation.unnamed());
            ThreadStack.Frame callee = index == 0 ? null : stack.frames().get(index - 1);
            return Optional.of(
                    call.isPresent()
                            ? known(frame, activation, call.get())
                            : obsolete(frame, activation, callee, code));
        }
        if (isOld(frame, activation, unseen)) {
            old.add(activation);
            return Optional.of(call(activation.unnamed())
                    .map(call -> known(frame, activation, call))
                    .orElseGet(() -> named(frame, activation, frame.method(), frame.descriptor(), code)));
        }
        return Optional.empty();
    }

    /** Whether a frame is in a looped method's entrance, of which nothing changes: its runs are other frames. */
    private static boolean isLooping(ThreadStack stack, int index) {
        return index > 0 && stack.frames().get(index - 1).className().equals(LoopHelper.NAME);
    }

    private boolean isOld(ThreadStack.Frame frame, Activation activation, Set<String> unseen) {
        String method = frame.className() + "." + frame.method() + frame.descriptor();
        return classes.calls().isOld(activation) || unseen.contains(method) && before.contains(activation);
    }

    private Place known(ThreadStack.Frame frame, Activation activation, OldCall call) {
        int line = new OldCode(() -> classes.asRun(frame.type(), call.code().bytes()))
                .line(call.method(), call.descriptor(), frame.codeIndex());
        String name = names.method(frame.className(), call.method(), call.descriptor(), line);
        return new Place(name, line, Fates.of(call, activation.height()));
    }

    private Place obsolete(
            ThreadStack.Frame frame, Activation activation, ThreadStack.Frame callee, List<OldCode> code) {
        if (!frame.method().isEmpty()) {
            // Not every way to a JVM forgets the names of old frames.
            String method = names.method(frame.className(), frame.method(), frame.descriptor(), frame.line());
            return new Place(method, frame.line(), Fates.of(frame.method(), frame.descriptor(), activation.height()));
        }
        ThreadStack.Frame known = namedBefore.get(activation.unnamed());
        if (known != null && !known.obsolete()) {
            return named(frame, activation, known.method(), known.descriptor(), code);
        }
        String calleeName = callee == null || callee.obsolete() ? null : callee.method();
        List<OldCode.At> candidates = candidates(frame, calleeName, code);
        if (candidates.isEmpty() && calleeName != null) {
            // A callee of another name: reached through a method handle, a class being initialised, a native call.
            candidates = candidates(frame, null, code);
        }
        if (candidates.isEmpty()) {
            return new Place(names.type(frame.className()), -1, Fates.NEXT_CALL);
        }
        Set<String> methods = new TreeSet<>();
        candidates.forEach(at -> methods.add(names.method(frame.className(), at.method(), at.descriptor(), at.line())));
        OldCode.At first = candidates.get(0);
        return new Place(
                String.join(" or ", methods),
                methods.size() == 1 ? first.line() : -1,
                Fates.of(first.method(), first.descriptor(), activation.height()));
    }

    private Place named(
            ThreadStack.Frame frame, Activation activation, String method, String descriptor, List<OldCode> code) {
        int line = -1;
        for (OldCode version : code) {
            if (line < 0) {
                line = version.line(method, descriptor, frame.codeIndex());
            }
        }
        return new Place(
                names.method(frame.className(), method, descriptor, line),
                line,
                Fates.of(method, descriptor, activation.height()));
    }

    private static List<OldCode.At> candidates(ThreadStack.Frame frame, String calleeName, List<OldCode> newestFirst) {
        for (OldCode version : newestFirst) {
            List<OldCode.At> found = version.at(frame.codeIndex(), calleeName);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}
