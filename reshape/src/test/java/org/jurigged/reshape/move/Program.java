package org.jurigged.reshape.move;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.reshape.InMemoryJavac;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** Two versions of a class T with a method {@code run} that takes a list to write to. */
final class Program {
    private static final int KEY = 7;

    private final Map<String, byte[]> before;
    private final Map<String, byte[]> after;
    private final String type;
    private final String method;
    private final String descriptor;
    private MethodMoves plan;
    private byte[] entered;
    private final Map<Integer, byte[]> stopping = new HashMap<>();

    private Program(
            Map<String, byte[]> before, Map<String, byte[]> after, String type, String method, String descriptor) {
        this.type = type;
        this.before = before;
        this.after = after;
        this.method = method;
        this.descriptor = descriptor;
    }

    /** The method is {@code static void run(List<Object> out)}, given by its body. */
    static Program ofBodies(String before, String after) {
        return of(
                inT("static void run(List<Object> out) throws Exception {\n" + before + "\n}"),
                inT("static void run(List<Object> out) throws Exception {\n" + after + "\n}"));
    }

    static Program of(String before, String after) {
        return of(InMemoryJavac.compile(before), InMemoryJavac.compile(after));
    }

    private static Program of(Map<String, byte[]> before, Map<String, byte[]> after) {
        return of(before, after, "T");
    }

    static Program of(Map<String, byte[]> before, Map<String, byte[]> after, String type) {
        return new Program(before, after, type, "run", "(Ljava/util/List;)V");
    }

    /** The first version was compiled without the names of local variables. */
    static Program withoutNames(String before, String after) {
        String run = "static void run(List<Object> out) {\n";
        return of(
                InMemoryJavac.compile(List.of("-g:lines"), Map.of("T.java", inT(run + before + "}"))),
                InMemoryJavac.compile(inT(run + after + "}")));
    }

    /** From the second version, as a JVM runs it after a move, to a third one. */
    Program movedOn(String members) {
        Map<String, byte[]> running = new HashMap<>(after);
        running.put(type, entered());
        return of(running, InMemoryJavac.compile(inT(members)), type).inMethod(method, descriptor);
    }

    Program inMethod(String name, String itsDescriptor) {
        return new Program(before, after, type, name, itsDescriptor);
    }

    static String inT(String members) {
        return "import java.util.*;\nimport java.util.function.*;\nclass T {\n" + members + "\n}\n";
    }

    MethodMoves plan() {
        if (plan == null) {
            plan = Moves.plan(code(before), code(after));
        }
        return plan;
    }

    /** The reason why a loop stays; null if it can move. */
    String reason(int loop) {
        return plan().loops().get(loop) instanceof LoopMove.Stays stays ? stays.reason() : null;
    }

    /**
     * Runs the old code until a loop's head is reached for the n-th time, then the new code from there.
     *
     * @return what both wrote; {@code |} stands where the new code took over, and nothing of it if the old one ended
     */
    List<Object> moved(int loop, int arrival) {
        LoopMove.Movable move = (LoopMove.Movable) plan().loops().get(loop);
        int number =
                plan().movable().stream().map(LoopMove::headOffset).toList().indexOf(move.headOffset());
        List<Object> out = new ArrayList<>();
        Stop.onArrival(arrival);
        call(before, stopping.computeIfAbsent(loop, l -> Stop.at(code(before), move)), out);
        if (Stop.left() == null) {
            return out;
        }
        out.add("|");
        List<Object> values = new ArrayList<>(List.of(number));
        for (Object value : Stop.left()) {
            values.add(value);
        }
        Handed.put(KEY, values.toArray());
        call(after, entered(), out);
        return out;
    }

    /** The new class with the ways into the method; empty if it would be too large. */
    Optional<byte[]> entrance() {
        List<Entry> entries =
                plan().movable().stream().map(LoopMove.Movable::entry).toList();
        return new Entrance(method, descriptor, KEY, entries, 0)
                .addTo(code(after).classFile(), Handed.NAME);
    }

    /** The ways into the new class, put into a third one with these members. */
    Optional<byte[]> carried(String members) {
        MethodCode running = new MethodCode(entered(), method, descriptor);
        return Entrance.carry(running, InMemoryJavac.compile(inT(members)).get(type));
    }

    private byte[] entered() {
        if (entered == null) {
            entered = entrance().orElseThrow();
            verify(entered);
        }
        return entered;
    }

    private MethodCode code(Map<String, byte[]> classes) {
        return new MethodCode(classes.get(type), method, descriptor);
    }

    private static void verify(byte[] classFile) {
        StringWriter problems = new StringWriter();
        CheckClassAdapter.verify(new ClassReader(classFile), null, false, new PrintWriter(problems));
        if (!problems.toString().isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
    }

    private void call(Map<String, byte[]> classes, byte[] main, List<Object> out) {
        try {
            Method run = new Classes(classes, type, main).loadClass(type).getDeclaredMethod("run", List.class);
            run.setAccessible(true);
            run.invoke(null, out);
        } catch (InvocationTargetException e) {
            out.add(e.getCause().toString());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> classes;
        private final String type;
        private final byte[] main;

        Classes(Map<String, byte[]> classes, String type, byte[] main) {
            super(Program.class.getClassLoader());
            this.classes = classes;
            this.type = type;
            this.main = main;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = name.equals(type) ? main : classes.get(name);
            Class<?> loaded = findLoadedClass(name);
            return bytes == null || loaded != null
                    ? super.loadClass(name, resolve)
                    : defineClass(name, bytes, 0, bytes.length);
        }
    }
}
