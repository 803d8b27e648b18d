package org.jurigged.controller.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopLevelTypesTest {
    @Test
    void areOfEveryKindAndOfTheTopLevelOnly() {
        assertThat(TopLevelTypes.in("""
                        package com.acme.record;
                        import static com.acme.Some.record;
                        @Target({ElementType.TYPE}) @Uses(Foo.class) public @interface Marker { class In {} }
                        abstract sealed class Outer<T extends Comparable<T>> permits Final {
                            enum Nested { A { class Deep {} } }
                            void m() { class Local {} }
                        }
                        final class Final extends Outer<String> { String s = "class Text {"; char c = '{'; }
                        /* class Comment {} */
                        interface Shape { String T = \"""
                            class Block { "
                            \"""; }
                        enum Color { RED }
                        record Point<T>(@Size(max = 3) int x, T y) { }
                        strictfp class Last {}
                        """))
                .containsExactly("Marker", "Outer", "Final", "Shape", "Color", "Point", "Last");
    }

    @Test
    void areFoundBehindALiteralThatIsNotClosed() {
        assertThat(TopLevelTypes.in("class A { String s = \"open; }\n}\nclass B {}"))
                .contains("B");
    }

    @Test
    void areNoneInACompactSourceFile() {
        assertThat(TopLevelTypes.in("int count; void main() { IO.println(Foo.class); }"))
                .isEmpty();
    }
}
