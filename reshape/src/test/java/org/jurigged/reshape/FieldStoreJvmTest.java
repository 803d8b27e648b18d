package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores in a JVM of every JDK here, for hosts of old and new class file versions; their initialiser is edited. */
class FieldStoreJvmTest {
    private static final String SOURCE = """
            public class T {
                static T touched;
                static T fresh = new T();
                static %1$s initial(T host) { return %2$s; }
                static Object call(String method, T host) throws Exception {
                    return Class.forName("T$Live$added").getMethod(method, T.class).invoke(null, host);
                }
                public static String go() throws Exception {
                    if (touched == null) {
                        touched = new T();
                        call("get", touched);
                    }
                    return call("get", touched) + " " + call("has", fresh) + " " + call("init", fresh);
                }
            }
            """;

    /** Fills a store with one value more than fits into a table of 2^16 slots, so that there are most free ones. */
    private static final String HOARD = """
            public class T {
                static T[] all = new T[(1 << 17) / 3 + 1];
                public static String go() throws Throwable {
                    java.lang.reflect.Method put = java.util.Arrays.stream(
                            Class.forName("T$Live$added").getMethods()).filter(m -> m.getName().equals("put")).findFirst().get();
                    Object value = "I".equals("%1$s") ? (Object) 1 : "%1$s".equals("J") ? (Object) 1L : "shared";
                    java.util.Arrays.setAll(all, i -> new T());
                    long before = used();
                    for (T host : all) {
                        put.invoke(null, host, value);
                    }
                    return String.valueOf((used() - before) / all.length);
                }
                static long used() {
                    System.gc();
                    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
                }
            }
            """;

    private static final List<LiveJvm> JVMS = new ArrayList<>();

    static Stream<Arguments> jvms() throws IOException {
        List<Arguments> arguments = new ArrayList<>();
        for (Path home : LiveJvm.jdks()) {
            LiveJvm jvm = LiveJvm.start(home);
            JVMS.add(jvm);
            for (int release : new int[] {8, 17}) {
                arguments.add(Arguments.of(LiveJvm.version(home), release, jvm));
            }
        }
        return arguments.stream();
    }

    @AfterAll
    static void closeJvms() {
        JVMS.forEach(LiveJvm::close);
    }

    @ParameterizedTest(name = "JDK {0}, class files of {1}", autoCloseArguments = false)
    @MethodSource("jvms")
    void anotherInitialiserTakesThePlaceOfTheFirstAndValuesStay(int jdk, int release, LiveJvm jvm) {
        check(jvm, release, "J", "long", "1L", "2L", "1 false 1", "1 false 2");
        check(jvm, release, "Z", "boolean", "true", "false", "true false true", "true false false");
        check(
                jvm,
                release,
                "Ljava/lang/String;",
                "String",
                "\"old\" + host.getClass().getName()",
                "\"new\"",
                "oldT false oldT",
                "oldT false new");
    }

    @ParameterizedTest(name = "JDK {0}, class files of {1}", autoCloseArguments = false)
    @MethodSource("jvms")
    void aValueTakesAtMost64Bytes(int jdk, int release, LiveJvm jvm) {
        for (String descriptor : List.of("I", "J", "Ljava/lang/Object;")) {
            LiveJvm.Program program =
                    jvm.load(StoreUnderTest.classes(descriptor, false, HOARD.formatted(descriptor), release));
            assertThat(Integer.parseInt(program.call("T", "go"))).as(descriptor).isBetween(32, 64);
        }
    }

    private static void check(
            LiveJvm jvm, int release, String descriptor, String type, String first, String second, String... seen) {
        LiveJvm.Program program =
                jvm.load(StoreUnderTest.classes(descriptor, true, SOURCE.formatted(type, first), release));
        assertThat(program.call("T", "go")).isEqualTo(seen[0]);
        Map<String, byte[]> after = StoreUnderTest.classes(descriptor, true, SOURCE.formatted(type, second), release);
        assertThat(program.redefine(Map.of(StoreUnderTest.NAME, after.get(StoreUnderTest.NAME))))
                .isEmpty();
        assertThat(program.call("T", "go")).isEqualTo(seen[1]);
    }
}
