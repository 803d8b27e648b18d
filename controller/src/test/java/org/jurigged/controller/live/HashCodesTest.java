package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A class gains a {@code hashCode} when its objects have identity hashes, and compiled code has asked for them.
 *
 * <p>HotSpot's second compiler (C2) reads an identity hash by itself, wherever it believes that nobody overrides {@code
 * Object.hashCode}.
 */
final class HashCodesTest extends LiveTestCase {
    private static final String KEY = """
            package hashes;

            public class Key {
                private final String name;

                Key(String name) {
                    this.name = name;
                }
            }
            """;

    private static final String CALLERS = """
            package hashes;

            import java.util.Objects;
            import java.util.Set;
            import java.util.TreeSet;

            public class Callers {
                private static final int TIMES = 100_000;
                private static final Object[] KEYS = {new Key("one"), new Key("one")};
                private static final Object[] OTHERS = {new Callers(), "text", new Key("one"), 42};

                public static String ofOneClass() {
                    Set<Boolean> answers = new TreeSet<>();
                    for (int i = 0; i < TIMES; i++) {
                        answers.add(One.hash(KEYS[i % 2]) == "one".hashCode());
                    }
                    return answers.toString();
                }

                public static String ofMany() {
                    Set<Boolean> answers = new TreeSet<>();
                    for (int i = 0; i < TIMES; i++) {
                        int hash = Many.hash(OTHERS[i % 4]);
                        if (i % 4 == 2) {
                            answers.add(hash == "one".hashCode());
                        }
                    }
                    return answers.toString();
                }
            }

            class One {
                static int hash(Object key) {
                    return Objects.hashCode(key);
                }
            }

            class Many {
                static int hash(Object key) {
                    return key.hashCode();
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(KEY, CALLERS)
                .jvmOption("-XX:-BackgroundCompilation")
                .start();
    }

    @Test
    void everyCallRunsTheAddedHashCode() {
        assertThat(program.call("hashes.Callers.ofOneClass")).isEqualTo("[false]");
        assertThat(program.call("hashes.Callers.ofMany")).isEqualTo("[false]");
        program.edit(
                        "hashes.Key",
                        "name;\n    }",
                        "name;\n    }\n\n    @Override\n    public int hashCode() {\n        return name.hashCode();\n    }")
                .live();
        assertThat(program.call("hashes.Callers.ofOneClass")).isEqualTo("[true]");
        assertThat(program.call("hashes.Callers.ofMany")).isEqualTo("[true]");
        // Once more, with what was compiled since.
        assertThat(program.call("hashes.Callers.ofOneClass")).isEqualTo("[true]");
        assertThat(program.call("hashes.Callers.ofMany")).isEqualTo("[true]");
    }
}
