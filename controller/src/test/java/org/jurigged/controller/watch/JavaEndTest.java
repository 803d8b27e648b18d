package org.jurigged.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JavaEndTest {
    private static final String EVERYTHING = """
            package a; // {
            /* { ** / " */
            class A<T> {
                char brace = '{', quote = '\\'', slash = '\\\\';
                String s = "{\\"{" + "" + "//", t = \"""
                    { "" \\\""" {
                    \""";
                int[] x = {1, 2 / 1};
                void m() {
                    if (x[0] / 2 > 1) { m(); } // }
                }
            }
            """;

    private static boolean isComplete(String source) {
        JavaEnd end = new JavaEnd();
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        end.accept(bytes, bytes.length);
        return end.isComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVERYTHING,
                "class A {}",
                "class A {} // the end",
                "class A {} /* the end */\n\n",
                "class A { String s = \"\"; }",
                "void main() { } int x = 1;",
                "interface Ä { String Ö = \"ü{\"; }",
            })
    void wholeFilesAreComplete(String source) {
        assertThat(isComplete(source)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "package a;",
                "class A {",
                "class A { void m( { } }",
                "class A { } }",
                "class A { } /* { ",
                "class A { } class B",
                "class A { String s = \"\"\"\n } }",
                "class A { } /",
            })
    void othersAreNot(String source) {
        assertThat(isComplete(source)).isFalse();
    }

    @Test
    void noPrefixOfATypeIsComplete() {
        int end = EVERYTHING.lastIndexOf('}');
        assertThat(IntStream.rangeClosed(0, end).filter(n -> isComplete(EVERYTHING.substring(0, n))))
                .isEmpty();
    }

    @Test
    void piecesMakeNoDifference() {
        JavaEnd end = new JavaEnd();
        for (byte b : EVERYTHING.getBytes(StandardCharsets.UTF_8)) {
            end.accept(new byte[] {b}, 1);
        }
        assertThat(end.isComplete()).isTrue();
    }
}
