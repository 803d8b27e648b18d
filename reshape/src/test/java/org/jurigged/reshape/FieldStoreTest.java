package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jurigged.reshape.store.FieldStore;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

class FieldStoreTest {
    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("Z", false, List.of(true, false)),
                Arguments.of("B", (byte) 0, List.of(Byte.MIN_VALUE, Byte.MAX_VALUE)),
                Arguments.of("C", (char) 0, List.of('a', Character.MAX_VALUE)),
                Arguments.of("S", (short) 0, List.of(Short.MIN_VALUE, Short.MAX_VALUE)),
                Arguments.of("I", 0, List.of(Integer.MIN_VALUE, Integer.MAX_VALUE)),
                Arguments.of("J", 0L, List.of(Long.MIN_VALUE, Long.MAX_VALUE)),
                Arguments.of("F", 0f, List.of(Float.NaN, -0f, Float.MIN_VALUE)),
                Arguments.of("D", 0d, List.of(Double.NaN, -0d, Double.MAX_VALUE)),
                Arguments.of("Ljava/lang/String;", null, List.of("text", "")),
                Arguments.of("Ljava/lang/Object;", null, List.of("text", 1)),
                Arguments.of("Ljava/util/Map;", null, List.of(Map.of(), Map.of(1, 2))),
                Arguments.of("[I", null, List.of(new int[0], new int[] {1})),
                Arguments.of("[[Ljava/lang/String;", null, List.of(new String[0][], new String[][] {{"x"}})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void keepsValuesOfEveryType(String descriptor, Object standard, List<Object> values) {
        for (boolean isVolatile : new boolean[] {false, true}) {
            StoreUnderTest store = StoreUnderTest.of(descriptor, isVolatile, "public class T {}");
            Object host = store.create();
            Object other = store.create();
            assertThat(store.get(host)).isEqualTo(standard);
            assertThat(store.has(host)).isFalse();
            for (Object value : values) {
                store.put(host, value);
                assertThat(store.get(host)).isEqualTo(value);
            }
            store.put(host, standard);
            assertThat(store.get(host)).isEqualTo(standard);
            assertThat(store.has(host)).isTrue();
            assertThat(store.has(other)).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void isAValidClassOfEveryVersion(String descriptor) {
        String source = """
                public class T {
                    static int n;
                    static %1$s made;
                    static %1$s initial(T host) {
                        while (n > 0) { n--; }
                        return made;
                    }
                }
                """.formatted(Type.getType(descriptor).getClassName());
        for (int release : new int[] {8, 11, 17}) {
            Map<String, byte[]> classes = StoreUnderTest.classes(descriptor, true, source, release);
            byte[] bytes = classes.get(StoreUnderTest.NAME);
            StringWriter problems = new StringWriter();
            CheckClassAdapter.verify(
                    new ClassReader(bytes), StoreUnderTest.loader(classes), false, new PrintWriter(problems));
            assertThat(problems.toString()).isEmpty();
            assertThat(new ClassReader(bytes).readShort(6)).isEqualTo((short) (release + 44));
            assertThat(bytes).hasSizeLessThan(6_000);
        }
    }

    @Test
    void hasTheSameSchemaWhateverTheInitialiser() {
        String with = "public class T { static int initial(T host) { Runnable r = () -> {}; r.run(); return 5; } }";
        assertThat(schema(with)).isEqualTo(schema("public class T {}"));
    }

    private static List<String> schema(String source) {
        ClassNode node = new ClassNode();
        new ClassReader(StoreUnderTest.classes("I", false, source, 17).get(StoreUnderTest.NAME)).accept(node, 0);
        return Stream.concat(
                        node.fields.stream().map(f -> f.access + " " + f.name + " " + f.desc),
                        node.methods.stream().map(m -> m.access + " " + m.name + " " + m.desc))
                .toList();
    }

    @Test
    void knowsInstancesByIdentity() {
        StoreUnderTest store = StoreUnderTest.of("I", false, """
                public class T {
                    @Override public boolean equals(Object other) { throw new AssertionError(); }
                    @Override public int hashCode() { throw new AssertionError(); }
                }
                """);
        Object first = store.create();
        Object second = store.create();
        store.put(first, 1);
        store.put(second, 2);
        assertThat((int) store.get(first)).isEqualTo(1);
        assertThat((int) store.get(second)).isEqualTo(2);
    }

    @Test
    void answersNullAsAFieldOfNullWouldBe() {
        StoreUnderTest store = StoreUnderTest.of("J");
        assertThatThrownBy(() -> store.get(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Cannot read field \"added\" because the instance is null")
                .satisfies(e -> assertThat(e.getStackTrace()[0].getClassName()).doesNotStartWith("T"));
        assertThatThrownBy(() -> store.put(null, 1L))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Cannot assign field \"added\" because the instance is null");
        assertThatThrownBy(() -> store.has(null)).isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I", "[Z", "Ljava/lang/String;", "[Ljava/lang/Long;"})
    void mostTypesCannotLeadBack(String descriptor) {
        assertThat(FieldStore.mayLeadBack(descriptor)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ljava/lang/Object;", "[Ljava/lang/Object;", "Ljava/util/List;", "Lcom/acme/Node;"})
    void aTypeThatCanBeExtendedMayLeadBack(String descriptor) {
        assertThat(FieldStore.mayLeadBack(descriptor)).isTrue();
    }

    @Test
    void refusesAClassFileThatIsTooOld() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldStore.companion(
                        "p/T$Live", Opcodes.V1_7, "p/T", "added", "I", false, null, null, "T.java"))
                .withMessage("p/T has a class file of version 51; a store takes 52 (Java 8) or later:"
                        + " compile it for Java 8 or later");
    }

    @Test
    void refusesAnInitialiserOfAnotherType() {
        MethodNode initialiser = new MethodNode(Opcodes.ACC_STATIC, "initial", "(Lp/T;)J", null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldStore.companion(
                        "p/T$Live", Opcodes.V17, "p/T", "added", "I", false, initialiser, null, "T.java"))
                .withMessage("the initialiser of p/T.added is (Lp/T;)J; it has to be static and (Lp/T;)I");
    }

    @Nested
    class AFormerValue {
        private static final String SOURCE = """
                public class T {
                    public static int calls;
                    int before = 7;
                    static TYPE initial(T host) { return (TYPE) 1; }
                    static boolean had(T host) { return host.before > 0; }
                    static TYPE former(T host) { calls++; return (TYPE) (VALUE + host.before); }
                }
                """;

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void countsMoreThanTheInitialiser(boolean isVolatile) {
            StoreUnderTest ofInt = StoreUnderTest.of(
                    "I", isVolatile, SOURCE.replace("TYPE", "int").replace("VALUE", "0"));
            StoreUnderTest ofLong = StoreUnderTest.of(
                    "J", isVolatile, SOURCE.replace("TYPE", "long").replace("VALUE", "1L"));
            StoreUnderTest ofObject = StoreUnderTest.of(
                    "Ljava/lang/Object;",
                    isVolatile,
                    SOURCE.replace("TYPE", "Object").replace("VALUE", "\"\""));
            assertThat(ofInt.get(ofInt.create())).isEqualTo(7);
            assertThat(ofLong.get(ofLong.create())).isEqualTo(8L);
            assertThat(ofObject.get(ofObject.create())).isEqualTo("7");
        }

        @Test
        void isTakenOverOnce() {
            StoreUnderTest store =
                    StoreUnderTest.of("I", false, SOURCE.replace("TYPE", "int").replace("VALUE", "T.calls"));
            Object host = store.create();
            assertThat(store.has(host)).isTrue();
            assertThat(store.get(host)).isEqualTo(8);
            assertThat(store.get(host)).isEqualTo(8);
            store.put(host, 0);
            assertThat(store.get(host)).isEqualTo(0);
        }

        @Test
        void leavesItToTheInitialiserWhereThereIsNone() {
            StoreUnderTest store = StoreUnderTest.of(
                    "I",
                    false,
                    SOURCE.replace("TYPE", "int").replace("VALUE", "0").replace("= 7", "= 0"));
            Object host = store.create();
            assertThat(store.has(host)).isFalse();
            assertThat(store.get(host)).isEqualTo(1);
            assertThat(store.has(host)).isTrue();
        }

        @Test
        void isFoundInTheClassFile() {
            String source = SOURCE.replace("TYPE", "int").replace("VALUE", "0");
            byte[] with = StoreUnderTest.classes("I", false, source, 17).get(StoreUnderTest.NAME);
            byte[] without =
                    StoreUnderTest.classes("I", false, "public class T { }", 17).get(StoreUnderTest.NAME);
            assertThat(FieldStore.former(with).get().desc).isEqualTo("(LT;)I");
            assertThat(FieldStore.former(without)).isNull();
        }
    }

    @Nested
    class AnInitialiser {
        @Test
        void runsOnceForEachInstance() {
            StoreUnderTest store = StoreUnderTest.of(
                    "I", false, "public class T { static int n; static int initial(T host) { return ++n; } }");
            Object first = store.create();
            Object second = store.create();
            assertThat((int) store.get(first)).isEqualTo(1);
            assertThat((int) store.get(second)).isEqualTo(2);
            assertThat((int) store.get(first)).isEqualTo(1);
        }

        @Test
        void doesNotRunWhereAValueWasPut() {
            StoreUnderTest store = StoreUnderTest.of(
                    "I", false, "public class T { static int initial(T host) { throw new AssertionError(); } }");
            Object host = store.create();
            store.put(host, 0);
            assertThat((int) store.get(host)).isZero();
        }

        @Test
        void canBeRunWithoutStoringAnything() {
            StoreUnderTest store =
                    StoreUnderTest.of("J", false, "public class T { static long initial(T host) { return 7; } }");
            Object host = store.create();
            assertThat((long) store.init(host)).isEqualTo(7);
            assertThat(store.has(host)).isFalse();
        }

        @Test
        void storesNothingWhenItThrows() {
            StoreUnderTest store = StoreUnderTest.of("Ljava/lang/String;", false, """
                    public class T {
                        static int n;
                        static String initial(T host) {
                            if (n++ == 0) {
                                throw new IllegalStateException("not yet");
                            }
                            return "now";
                        }
                    }
                    """);
            Object host = store.create();
            assertThatThrownBy(() -> store.get(host))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("not yet");
            assertThat(store.has(host)).isFalse();
            assertThat(store.get(host)).isEqualTo("now");
        }

        @Test
        void seesTheDefaultValueOfItself() {
            assertThat(readingItself("return call(\"get\", host) == null ? \"default\" : \"value\";"))
                    .isEqualTo("default");
        }

        @Test
        void seesWhatItAssignedAndHasTheLastWord() {
            assertThat(readingItself("put(host, \"a\"); return call(\"get\", host) + \"b\";"))
                    .isEqualTo("ab");
        }

        @Test
        void readsTheFieldOfAnotherInstance() {
            assertThat(readingItself("T next = new T(); next.depth = host.depth + 1;"
                            + " return host.depth == 3 ? \"end\" : \"(\" + call(\"get\", next) + \")\";"))
                    .isEqualTo("(((end)))");
        }

        private Object readingItself(String body) {
            StoreUnderTest store = StoreUnderTest.of("Ljava/lang/Object;", false, """
                    public class T {
                        int depth;
                        static Object initial(T host) throws Exception { %s }
                        static Object call(String name, T host) throws Exception {
                            return Class.forName("T$Live$added").getMethod(name, T.class).invoke(null, host);
                        }
                        static void put(T host, Object value) throws Exception {
                            Class.forName("T$Live$added").getMethod("put", T.class, Object.class).invoke(null, host, value);
                        }
                    }
                    """.formatted(body));
            Object host = store.create();
            Object value = store.get(host);
            assertThat(store.get(host)).isSameAs(value);
            return value;
        }
    }
}
