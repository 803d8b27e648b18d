package org.jurigged.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StaticsTest {
    private static List<String> toRun(String before, String after) {
        return SourceDiff.between(Lines.parse("A.java", before), Lines.parse("A.java", after)).staticsToRun().stream()
                .map(StaticElement::name)
                .toList();
    }

    private static List<StaticElement> elements(String before, String after) {
        return SourceDiff.between(Lines.parse("A.java", before), Lines.parse("A.java", after))
                .staticsToRun();
    }

    @Test
    void changedOnesRunInSourceOrder() {
        assertThat(toRun("""
                        class A {
                            static int a = 1, b = 2;
                            static { x(); }
                            static final String C = "c";
                            int instance = 1;
                        }
                        """, """
                        class A {
                            static { y(); }
                            static final String C = "d";
                            static int b = 2, a = 3;
                            int instance = 2;
                        }
                        """)).containsExactly("A.<static>", "A.C", "A.a");
    }

    @Test
    void otherTypeRuns() {
        assertThat(toRun("class A { static int a = 1; }", "class A { static long a = 1; }"))
                .containsExactly("A.a");
        assertThat(toRun("class A { static int a[] = {}; }", "class A { static int a[][] = {}; }"))
                .containsExactly("A.a");
    }

    @Test
    void otherTypeOfTheSameCodeIsTold() {
        assertThat(elements("class A { static int a = 1; static int b = 1; }", "class A { static long a = 1, b = 2; }"))
                .containsExactly(
                        new StaticElement("A", "a", "A.a", 1, 0, true),
                        new StaticElement("A", "b", "A.b", 1, 1, false));
    }

    @Test
    void fieldThatBecomesFinalIsTold() {
        assertThat(elements("class A { static int a = 1; }", "class A { public static final int a = 1; }"))
                .containsExactly(new StaticElement("A", "a", "A.a", 1, 0, true));
    }

    @Test
    void otherModifiersAndAnnotationsDoNotRun() {
        assertThat(toRun(
                        "class A { static final int a = 1; static int b; }",
                        "class A { @Deprecated public static volatile int a = 1; static final int b; }"))
                .isEmpty();
    }

    @Test
    void fieldWithoutInitialiserIsNoStatement() {
        assertThat(toRun(
                        "class A { static int a; static int b = 1; }",
                        "class A { static long a; static int b; static int c; }"))
                .isEmpty();
        assertThat(toRun("class A { static int a; }", "class A { static int a = 0; }"))
                .containsExactly("A.a");
    }

    @Test
    void fieldThatBecomesStaticRuns() {
        assertThat(toRun("class A { int a = 1; }", "class A { static int a = 1; }"))
                .containsExactly("A.a");
    }

    @Test
    void secondEqualBlockRuns() {
        assertThat(toRun("class A { static { x(); } }", "class A { static { x(); } static { x(); } }"))
                .containsExactly("A.<static>");
    }

    @Test
    void fieldsOfInterfacesAndAnnotationTypesAreStatic() {
        assertThat(toRun("interface A { int X = 1; }", "interface A { int X = 2; }"))
                .containsExactly("A.X");
        assertThat(toRun("@interface A { int X = 1; }", "@interface A { int X = 2; }"))
                .containsExactly("A.X");
        assertThat(toRun("enum A { ; int x = 1; }", "enum A { ; int x = 2; }")).isEmpty();
    }

    @Test
    void newTypeIsLeftToTheJvm() {
        assertThat(toRun("class A { }", "class A { static class B { static int b = 1; } static int a = 1; }"))
                .containsExactly("A.a");
    }

    @Test
    void changedMethodOfAnEnumConstantMakesNoNewConstant() {
        assertThat(toRun("enum A { X(1) { int f() { return 1; } } }", "enum A { X(1) { int f() { return 2; } } }"))
                .isEmpty();
        assertThat(toRun("enum A { X(1) }", "enum A { X(1) { } }")).containsExactly("A.X");
        assertThat(toRun("enum A { X, Y }", "enum A { Y, X }")).isEmpty();
    }

    @Test
    void allOfATypeAreListedWithTheirPlaces() {
        SourceFile file = Lines.parse("A.java", """
                package p;
                enum A {
                    X(1), Y { };
                    static final int C = 5;
                    static int none;
                    int instance = 1;
                    static { }
                    interface I { int Z = 1; }
                }
                """);
        assertThat(file.statics("p.A"))
                .containsExactly(
                        new StaticElement("p.A", "X", "p.A.X", 3, 0),
                        new StaticElement("p.A", "Y", "p.A.Y", 3, 1),
                        new StaticElement("p.A", "C", "p.A.C", 4, 2),
                        new StaticElement("p.A", null, "p.A.<static>", 7, 3));
        assertThat(file.statics("p.A$I")).containsExactly(new StaticElement("p.A$I", "Z", "p.A.I.Z", 8, 0));
        assertThat(file.statics("p.B")).isEmpty();
    }
}
