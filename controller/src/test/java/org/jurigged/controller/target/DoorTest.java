package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;
import org.jurigged.reshape.FinalStore;
import org.jurigged.reshape.InitialiserRun;
import org.jurigged.reshape.StaticRun;

/** What our class in the program does there. */
@OnEachJdk
final class DoorTest {
    private static final String HOST = """
            public class Host {
                private static final boolean Z = Boolean.parseBoolean("false");
                private static final byte B = Byte.parseByte("0");
                private static final char C = "0".charAt(0);
                private static final short S = Short.parseShort("0");
                private static final int I = Integer.parseInt("0");
                private static final long J = Long.parseLong("0");
                private static final float F = Float.parseFloat("0");
                private static final double D = Double.parseDouble("0");
                private static final String T = String.valueOf((Object) null);
                private static final State STATE = new State(1);

                static String text() {
                    return Z + " " + B + " " + C + " " + S + " " + I + " " + J + " " + F + " " + D;
                }

                static boolean isInterned() {
                    return T == "young";
                }

                static String state() {
                    return STATE.toString();
                }
            }
            """;

    private static final String STATE = """
            public class State extends Base {
                private final byte small;
                private final double large;
                private final String name;

                public State(int number) {
                    super(number);
                    small = (byte) number;
                    large = number / 2.0;
                    name = "name" + number;
                }

                public String toString() {
                    return number() + " " + small + " " + large + " " + name;
                }
            }

            class Base {
                private final long number;

                Base(int number) {
                    this.number = number;
                }

                long number() {
                    return number;
                }
            }
            """;

    private static final String LOADING = """
            public class Loading {
                private static Class<?> guest;
                private static java.lang.ref.WeakReference<ClassLoader> loader;

                static String load() throws Exception {
                    java.net.URL place = java.nio.file.Path.of("%s").toUri().toURL();
                    ClassLoader made = new java.net.URLClassLoader(new java.net.URL[] {place});
                    guest = Class.forName("made.Guest", true, made);
                    loader = new java.lang.ref.WeakReference<>(made);
                    return guest.getClassLoader() == made ? "own" : "other";
                }

                static void forget() {
                    guest = null;
                }

                static boolean isCollected() {
                    System.gc();
                    return loader.get() == null;
                }
            }
            """;

    /** By the descriptors' letters. */
    private static final Map<String, Object> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("Z", 1);
        VALUES.put("B", -3);
        VALUES.put("C", (int) '\uffee');
        VALUES.put("S", -300);
        VALUES.put("I", Integer.MIN_VALUE);
        VALUES.put("J", Long.MIN_VALUE + 1);
        VALUES.put("F", -1.5f);
        VALUES.put("D", 1e300);
    }

    private static final String PUT = "= true -3 \uffee -300 -2147483648 -9223372036854775807 -1.5 1.0E300";

    @Parameter
    int feature;

    @TempDir
    Path directory;

    private TalkProgram program;

    @BeforeEach
    void start() throws Exception {
        Path classes = TalkProgram.classes(directory);
        TalkProgram.compile(classes, "State", STATE);
        TalkProgram.compile(classes, "Host", HOST);
        String guests = directory.resolve("guests").toString().replace("\\", "\\\\");
        TalkProgram.compile(classes, "Loading", LOADING.formatted(guests));
        program = new TalkProgram(feature, directory);
    }

    @AfterEach
    void end() throws Exception {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void privateFinalFieldsOfEachKindGetConstants() throws Exception {
        LoadedClass host = host("Host.text");
        for (Map.Entry<String, Object> value : VALUES.entrySet()) {
            constant(host, value.getKey(), value.getKey(), value.getValue());
        }
        assertThat(program.call("made.Host.text")).isEqualTo(PUT);
    }

    @Test
    void constantStringsAreInterned() throws Exception {
        assertThat(program.call("made.Host.isInterned")).isEqualTo("= false");
        constant(host("Host.text"), "T", "Ljava/lang/String;", "young");
        assertThat(program.call("made.Host.isInterned")).isEqualTo("= true");
    }

    @Test
    void whatCodeComputesGoesIntoFinalFields() throws Exception {
        LoadedClass host = host("Host.text");
        List<FinalStore> stores = new ArrayList<>();
        VALUES.keySet().forEach(kind -> stores.add(store(kind)));
        run(host, """
                class Code {
                    static boolean Z; static byte B; static char C; static short S;
                    static int I; static long J; static float F; static double D;

                    static void run() {
                        Z = true; B = -3; C = '\\uffee'; S = -300;
                        I = Integer.MIN_VALUE; J = Long.MIN_VALUE + 1; F = -1.5f; D = 1e300;
                    }
                }
                """, stores);
        assertThat(program.call("made.Host.text")).isEqualTo(PUT);
    }

    @Test
    void anObjectGetsTheStateOfAnotherOne() throws Exception {
        LoadedClass host = host("Host.state");
        String code = "class Code { static State made; static void run() { made = new State(7); } }";
        run(
                host,
                code,
                List.of(new FinalStore("made.Host", "made", "STATE", "Lmade/State;", FinalStore.Transfer.COPY_STATE)));
        assertThat(program.call("made.Host.state")).isEqualTo("= 7 7 3.5 name7");
    }

    @Test
    void whatCodeThrowsIsTold() throws Exception {
        LoadedClass host = host("Host.text");
        String code = "class Code { static void run() { throw new IllegalStateException(\"out of milk\"); } }";
        assertThatThrownBy(() -> run(host, code, List.of()))
                .isInstanceOf(TargetException.Thrown.class)
                .hasMessage("java.lang.IllegalStateException: out of milk");
    }

    @Test
    void whatDefiningAndInitialisingThrowsIsTold() throws Exception {
        byte[] file = compile("Late", "class Late { static int x = Integer.parseInt(\"x\"); }");
        program.target.define(program.talk(), Map.of("made.Late", file));
        assertThatThrownBy(() -> program.target.define(program.talk(), Map.of("made.Late", file)))
                .isInstanceOf(TargetException.Thrown.class)
                .hasMessageStartingWith("java.lang.LinkageError: ")
                .hasMessageContaining("made.Late");
        assertThatThrownBy(() -> program.target.initialise(program.talk(), List.of("made.Late")))
                .isInstanceOf(TargetException.Thrown.class)
                .hasMessage("java.lang.ExceptionInInitializerError");
        assertThatThrownBy(() -> program.target.initialise(program.talk(), List.of("made.Never")))
                .isInstanceOf(TargetException.Thrown.class)
                .hasMessage("java.lang.ClassNotFoundException: made.Never");
    }

    @Test
    void loadersOfHostsAreCollected() throws Exception {
        TalkProgram.compile(directory.resolve("guests"), "Guest", "public class Guest { static final int N = 1; }");
        assertThat(program.call("made.Loading.load")).isEqualTo("= own");
        LoadedClass guest = program.target.classes("made.Guest").get(0);
        byte[] more = compile("More", "class More {}");
        program.target.define(guest, Map.of("made.More", more));
        program.target.initialise(guest, List.of("made.More"));
        run(
                guest,
                "class Code { static int n; static void run() { n = 2; } }",
                List.of(new FinalStore("made.Guest", "n", "N", "I", FinalStore.Transfer.REPLACE)));
        program.call("made.Loading.forget");
        Awaitility.await()
                .atMost(TalkProgram.BOUND)
                .untilAsserted(() ->
                        assertThat(program.call("made.Loading.isCollected")).isEqualTo("= true"));
    }

    private LoadedClass host(String method) throws Exception {
        program.call("made." + method);
        return program.target.classes("made.Host").get(0);
    }

    private byte[] compile(String name, String source) {
        return TalkProgram.compile(directory.resolve("added"), name, source);
    }

    private static StaticRun element(String field) {
        return new StaticRun(field, "made.Host." + field, 1, 0);
    }

    /** Fields are called as the letters of their types. */
    private static FinalStore store(String kind) {
        return new FinalStore("made.Host", kind, kind, kind, FinalStore.Transfer.REPLACE);
    }

    private void constant(LoadedClass host, String field, String descriptor, Object value) throws Exception {
        program.target.run(
                host, new InitialiserRun.Constant("made.Host", element(field), "made.Host", field, descriptor, value));
    }

    private void run(LoadedClass host, String code, List<FinalStore> stores) throws Exception {
        byte[] companion = TalkProgram.compile(TalkProgram.classes(directory), "Code", code);
        program.target.run(host, new InitialiserRun.Slice("made.Host", element(null), "made.Code", companion, stores));
    }
}
