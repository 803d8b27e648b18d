package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Edits of methods that compiled code has inlined through a method handle.
 *
 * <p>HotSpot's first compiler does that as soon as the handle is a constant for it, and takes 50 calls here to compile. The
 * methods are so small that nothing in the compiled code tells of them. In a JVM in which nothing was redefined before, a
 * redefinition throws all compiled code away: each test needs an edit before its own.
 */
final class MethodHandlesTest extends LiveTestCase {
    private static final String WORDS = """
            package handles;

            public class Words {
                private static final Object KEY = String.valueOf("first key");

                static String direct() {
                    return "old direct";
                }

                static String reflected() {
                    return "old reflected";
                }

                static Object key() {
                    return KEY;
                }

                static String allocated() {
                    return new String("old allocated");
                }

                String ofObject() {
                    return "old of object";
                }

                static final class Made {
                    final int number;

                    Made() {
                        number = 1;
                    }
                }
            }
            """;

    private static final String CALLERS = """
            package handles;

            import java.lang.invoke.MethodHandle;
            import java.lang.invoke.MethodHandles;
            import java.lang.reflect.Method;
            import java.util.Set;
            import java.util.TreeSet;

            public class Callers {
                private static final int TIMES = 3_000;
                private static final MethodHandle DIRECT = handle("direct");
                private static final Method REFLECTED = method("reflected");
                private static final MethodHandle KEY = handle("key");

                private static final MethodHandle ALLOCATED = handle("allocated");
                private static final MethodHandle OF_OBJECT = handle("ofObject");
                private static final MethodHandle MAKING = constructor();
                private static final Words WORDS = new Words();

                private static MethodHandle constructor() {
                    try {
                        return MethodHandles.lookup().unreflectConstructor(Words.Made.class.getDeclaredConstructor());
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }

                private static Method method(String name) {
                    try {
                        return Words.class.getDeclaredMethod(name);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }

                private static MethodHandle handle(String name) {
                    try {
                        return MethodHandles.lookup().unreflect(method(name));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }

                public static String direct() throws Throwable {
                    Set<String> answers = new TreeSet<>();
                    for (int i = 0; i < TIMES; i++) {
                        answers.add((String) DIRECT.invokeExact());
                    }
                    return String.join(" and ", answers);
                }

                public static String reflected() throws Exception {
                    Set<String> answers = new TreeSet<>();
                    for (int i = 0; i < TIMES; i++) {
                        answers.add((String) REFLECTED.invoke(null));
                    }
                    return String.join(" and ", answers);
                }

                public static String ofObject() throws Throwable {
                    Set<String> answers = new TreeSet<>();
                    for (int i = 0; i < TIMES; i++) {
                        answers.add((String) OF_OBJECT.invokeExact(WORDS));
                    }
                    return String.join(" and ", answers);
                }

                public static String allocated() throws Throwable {
                    Set<String> answers = new TreeSet<>();
                    for (int i = 0; i < TIMES; i++) {
                        answers.add((String) ALLOCATED.invokeExact());
                    }
                    return String.join(" and ", answers);
                }

                public static String made() throws Throwable {
                    Set<String> answers = new TreeSet<>();
                    for (int i = 0; i < TIMES; i++) {
                        answers.add("" + ((Words.Made) MAKING.invokeExact()).number);
                    }
                    return String.join(" and ", answers);
                }

                public static String key() throws Throwable {
                    Set<String> answers = new TreeSet<>();
                    for (int i = 0; i < TIMES; i++) {
                        answers.add(((Object) KEY.invokeExact()).toString());
                    }
                    return String.join(" and ", answers);
                }
            }
            """;

    private static final String PRIVATE = """
            package handles;

            import java.util.Set;
            import java.util.TreeSet;

            public class Private {
                public static String ask() {
                    Set<String> answers = new TreeSet<>();
                    for (int i = 0; i < 3_000; i++) {
                        answers.add(secret());
                    }
                    return String.join(" and ", answers);
                }

                private static String secret() {
                    return "old";
                }
            }
            """;

    private static final String FIRST = """
            package handles;

            public class First {
                public static String text() {
                    return "before";
                }
            }
            """;

    private Path redefined;

    @Override
    LiveProgram start() throws Exception {
        LivePrograms programs = LivePrograms.on(feature).source(WORDS, CALLERS, PRIVATE, FIRST);
        redefined = programs.directory.resolve("redefined");
        LiveProgram started = programs.jvmOption("-Xlog:redefine+class+load:file=" + redefined)
                .jvmOption("-XX:TieredStopAtLevel=1")
                .jvmOption("-XX:CompileThresholdScaling=0.05")
                .jvmOption("-XX:-BackgroundCompilation")
                .start();
        assertThat(started.call("handles.First.text")).isEqualTo("before");
        started.edit("handles.First", "before", "after").live();
        assertThat(started.call("handles.First.text")).isEqualTo("after");
        return started;
    }

    @Test
    void aConstantMethodHandleRunsTheNewBody() {
        assertThat(program.call("handles.Callers.direct")).isEqualTo("old direct");
        program.edit("handles.Words", "old direct", "new direct").live();
        assertThat(program.call("handles.Callers.direct")).isEqualTo("new direct");
    }

    @Test
    void aHeldMethodObjectRunsTheNewBody() {
        assertThat(program.call("handles.Callers.reflected")).isEqualTo("old reflected");
        program.edit("handles.Words", "old reflected", "new reflected").live();
        assertThat(program.call("handles.Callers.reflected")).isEqualTo("new reflected");
    }

    @Test
    void aHandleOfAnObjectsMethodRunsTheNewBody() {
        assertThat(program.call("handles.Callers.ofObject")).isEqualTo("old of object");
        program.edit("handles.Words", "old of object", "new of object").live();
        assertThat(program.call("handles.Callers.ofObject")).isEqualTo("new of object");
    }

    /** Compiled code tells that it has such a method in it: nothing else has to be thrown away. */
    @Test
    void aHandleOfAMethodThatAllocatesRunsTheNewBody() {
        assertThat(program.call("handles.Callers.allocated")).isEqualTo("old allocated");
        program.edit("handles.Words", "old allocated", "new allocated").live();
        assertThat(program.call("handles.Callers.allocated")).isEqualTo("new allocated");
    }

    @Test
    void aHandleOfAConstructorRunsTheNewBody() {
        assertThat(program.call("handles.Callers.made")).isEqualTo("1");
        program.edit("handles.Words", "number = 1", "number = 2").live();
        assertThat(program.call("handles.Callers.made")).isEqualTo("2");
    }

    @Test
    void aMethodHandleReadsTheNewValueOfAFinalField() {
        assertThat(program.call("handles.Callers.key")).isEqualTo("first key");
        program.edit("handles.Words", "first key", "second key").live();
        assertThat(program.call("handles.Callers.key")).isEqualTo("second key");
    }

    /** A JVM keeps old versions of a class, and goes through all of them at each redefinition of any. */
    @Test
    void noClassOfTheJdkIsRedefinedForThat() throws Exception {
        assertThat(Files.readString(redefined)).contains("handles.First").doesNotContain("java.lang.invoke");
    }

    /** An added method reaches private ones by a method handle of ours. */
    @Test
    void anAddedMethodCallsTheNewBodyOfAPrivateOne() {
        assertThat(program.call("handles.Private.ask")).isEqualTo("old");
        program.save(PRIVATE.replace("add(secret())", "add(added())").replace("private static", """
                static String added() {
                        return secret();
                    }

                    private static"""))
                .live();
        assertThat(program.call("handles.Private.ask")).isEqualTo("old");
        program.edit("handles.Private", "\"old\"", "\"new\"").live();
        assertThat(program.call("handles.Private.ask")).isEqualTo("new");
    }
}
