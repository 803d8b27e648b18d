package org.jurigged.controller.target;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.TypeComponent;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.guest.Mail;
import org.jurigged.reshape.loop.LoopHelper;

/**
 * The variables of the frame in which a thread is held, and the static fields of snippets' classes that stand for them.
 *
 * <p>The thread stays where it is: snippets run on a thread of their own, with what the frame has, and what they assign is
 * put into the frame when they are done.
 */
final class FrameVariables {
    private final HeldThreads threads;
    private final Fields fields;
    private final Map<String, Value> last = new HashMap<>();
    private final Map<String, ClassType> types = new HashMap<>();
    private String name = "";
    private ThreadReference thread;
    private HeldPlace place;

    /** What is done with the fields of snippets' classes by the way that snippets are run. */
    interface Fields {
        ReferenceType type(String className) throws JuriggedException;

        /** Where objects are put for {@link #bind}. */
        ArrayReference objects() throws JuriggedException;

        /** Puts what is in {@link #objects} into fields: of each its number, class and name. */
        void bind(List<String> numbered) throws JuriggedException;
    }

    FrameVariables(HeldThreads threads, Fields fields) {
        this.threads = threads;
        this.fields = fields;
    }

    /** Looks where a thread is held. */
    HeldPlace look(String threadName, Predicate<String> isOwn) throws JuriggedException {
        if (!threadName.equals(name) || thread == null || !threads.isHeld(thread)) {
            thread = threads.find(threadName);
            name = threadName;
        }
        HeldPlace now = threads.look(thread, name, held -> place(held, isOwn));
        if (place == null || !now.key().equals(place.key())) {
            last.clear();
        }
        place = now;
        return now;
    }

    /** Returns where a thread is. */
    static HeldPlace place(ThreadReference held, Predicate<String> isOwn)
            throws IncompatibleThreadStateException, JuriggedException {
        List<StackFrame> frames = held.frames();
        int index = HeldThreads.innermost(frames, isOwn);
        if (index < 0) {
            throw new JuriggedException("Thread \"" + held.name() + "\" isn't in any code of the program's own.");
        }
        StackFrame frame = frames.get(index);
        Location at = frame.location();
        ReferenceType type = at.declaringType();
        String key = held.uniqueID() + " " + (frames.size() - index) + " " + type.name();
        if (at.method().isObsolete()) {
            String obstacle = "an edit has replaced the code that it runs, and the JVM no longer knows its variables";
            return new HeldPlace(key, type.name(), type.name(), type.name(), List.of("-"), List.of(), obstacle);
        }
        Method method = at.method();
        int line = HeldFrames.line(at).orElse(-1);
        String text = type.name() + "." + method.name() + (line > 0 ? " line " + line : "");
        key += "." + method.name() + method.signature() + " " + at.codeIndex();
        List<HeldPlace.Variable> variables = new ArrayList<>();
        ObjectReference self = frame.thisObject();
        if (self != null) {
            variables.add(variable(HeldPlace.THIS, type));
        }
        String obstacle = "";
        try {
            for (LocalVariable local : frame.visibleVariables()) {
                String signature = local.genericSignature();
                variables.add(new HeldPlace.Variable(
                        local.name(), local.signature(), signature == null ? local.signature() : signature));
            }
        } catch (AbsentInformationException e) {
            obstacle = "its class was compiled without the names of local variables (javac -g adds them)";
        }
        return new HeldPlace(key, text, type.name(), type.name(), members(type), variables, obstacle);
    }

    private static HeldPlace.Variable variable(String name, ReferenceType type) {
        return new HeldPlace.Variable(name, type.signature(), type.signature());
    }

    private static List<String> members(ReferenceType type) {
        TreeSet<String> names = new TreeSet<>();
        type.allFields().stream().map(TypeComponent::name).forEach(names::add);
        type.allMethods().stream()
                .map(TypeComponent::name)
                .filter(each -> !each.startsWith("<"))
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** Puts the frame's values into fields: of each variable its name, class and field. */
    void fetch(List<String> places) throws JuriggedException {
        Map<String, Value> values = threads.look(thread, name, this::values);
        List<Value> objects = new ArrayList<>();
        List<String> numbered = new ArrayList<>();
        for (int i = 0; i < places.size(); i += 3) {
            Value value = values.get(places.get(i));
            boolean isKnown = last.containsKey(places.get(i)) && Objects.equals(last.get(places.get(i)), value);
            if (isKnown || !values.containsKey(places.get(i))) {
                continue;
            } else if (value instanceof PrimitiveValue) {
                set(places.get(i + 1), places.get(i + 2), value);
            } else {
                numbered.addAll(List.of(Integer.toString(objects.size()), places.get(i + 1), places.get(i + 2)));
                objects.add(value);
                if (objects.size() == Mail.OBJECTS) {
                    bind(objects, numbered);
                }
            }
            last.put(places.get(i), value);
        }
        bind(objects, numbered);
    }

    private void bind(List<Value> objects, List<String> numbered) throws JuriggedException {
        if (!objects.isEmpty()) {
            try {
                fields.objects().setValues(0, objects, 0, objects.size());
            } catch (InvalidTypeException | ClassNotLoadedException e) {
                throw new JuriggedException("A variable can't be handed to the prompt: " + e.getMessage() + ".", e);
            }
            fields.bind(numbered);
            objects.clear();
            numbered.clear();
        }
    }

    private Map<String, Value> values(ThreadReference held) throws IncompatibleThreadStateException, JuriggedException {
        StackFrame frame = frame(held);
        Map<String, Value> values = new LinkedHashMap<>();
        try {
            Map<LocalVariable, Value> locals = frame.getValues(frame.visibleVariables());
            locals.forEach((local, value) -> values.put(local.name(), value));
        } catch (AbsentInformationException e) {
            // Only its object is known.
            values.clear();
        }
        if (frame.thisObject() != null) {
            values.put(HeldPlace.THIS, frame.thisObject());
        }
        return values;
    }

    /** Returns the frame that was looked at last. */
    private StackFrame frame(ThreadReference held) throws IncompatibleThreadStateException, JuriggedException {
        List<StackFrame> frames = held.frames();
        HeldPlace now = place(held, place.className()::equals);
        if (!now.key().equals(place.key())) {
            throw new JuriggedException("Thread \"" + name + "\" has gone on meanwhile.");
        }
        return frames.get(HeldThreads.innermost(frames, place.className()::equals));
    }

    private void set(String className, String field, Value value) throws JuriggedException {
        ClassType type = type(className);
        try {
            type.setValue(type.fieldByName(field), value);
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new JuriggedException("A variable can't be handed to the prompt: " + e.getMessage() + ".", e);
        }
    }

    private ClassType type(String className) throws JuriggedException {
        ClassType known = types.get(className);
        if (known == null) {
            known = (ClassType) fields.type(className);
            types.put(className, known);
        }
        return known;
    }

    /**
     * Puts into the frame what fields have now, where that is something else than the frame had.
     *
     * @return a sentence for each variable that could not be set
     */
    List<String> store(List<String> places) throws JuriggedException {
        Map<String, Value> changed = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i += 3) {
            String variable = places.get(i);
            ClassType type = type(places.get(i + 1));
            Value now = type.getValue(type.fieldByName(places.get(i + 2)));
            if (last.containsKey(variable) && !Objects.equals(last.get(variable), now)) {
                changed.put(variable, now);
            }
        }
        return changed.isEmpty() ? List.of() : threads.look(thread, name, held -> assign(held, changed));
    }

    private List<String> assign(ThreadReference held, Map<String, Value> changed)
            throws IncompatibleThreadStateException, JuriggedException {
        List<String> problems = new ArrayList<>();
        StackFrame frame = frame(held);
        boolean isLooped = isLooped(held.frames(), frame);
        for (Map.Entry<String, Value> each : changed.entrySet()) {
            String problem = isLooped
                    ? "--loop runs the method with the arguments that it was called with"
                    : assign(frame, each.getKey(), each.getValue());
            if (problem.isEmpty()) {
                last.put(each.getKey(), each.getValue());
            } else {
                problems.add(each.getKey() + " can't be set in the frame: " + problem + ".");
                // The frame's value comes back.
                last.remove(each.getKey());
            }
        }
        return problems;
    }

    /** Whether a frame only waits for the runs of its method, which have its arguments already. */
    private static boolean isLooped(List<StackFrame> frames, StackFrame frame) {
        int index = frames.indexOf(frame);
        return index > 0
                && frames.get(index - 1).location().declaringType().name().equals(LoopHelper.NAME);
    }

    private static String assign(StackFrame frame, String variable, Value value) {
        try {
            LocalVariable local = frame.visibleVariableByName(variable);
            if (local == null) {
                return "it is no local variable";
            }
            frame.setValue(local, value);
            return "";
        } catch (AbsentInformationException | ClassNotLoadedException e) {
            return "its type isn't known there";
        } catch (InvalidTypeException e) {
            return "it is a " + value.type().name();
        } catch (VMDisconnectedException e) {
            throw e;
        } catch (RuntimeException e) {
            // JDI has several for frames that the JVM doesn't let go of, as of virtual threads.
            return "the JVM doesn't take it (" + e.getMessage() + ")";
        }
    }
}
