package org.jurigged.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.jurigged.diff.Definition.Kind;

class SourceDiffTest {
    private static final String BALLON = """
            package com.acme;

            import java.util.*;

            /** A balloon. */
            public class Ballon extends Toy {
                static int made = 0;
                private double size;

                public Ballon(int size) {
                    this.size = size;
                }

                void inflate(double by) {
                    size += by; // more air
                }

                List<String> names(Map.Entry<String, Integer> entry, int[] xs, String... rest) {
                    return List.of("a  b");
                }
            }
            """;

    private static List<String> edited(String from, String to) {
        assertThat(BALLON).contains(from);
        return Lines.between(BALLON, BALLON.replace(from, to));
    }

    @Nested
    class Nothing {
        @Test
        void ofTheSameText() {
            assertThat(edited("size", "size")).isEmpty();
        }

        @Test
        void ofComments() {
            assertThat(edited("// more air", "/* less */ // air\n // { \" '")).isEmpty();
        }

        @Test
        void ofWhiteSpaceAndLineEnds() {
            assertThat(edited("\n", "\r\n\r\n\t")).isEmpty();
            assertThat(edited("size += by;", "size+=by\n;")).isEmpty();
        }

        @Test
        void ofImports() {
            assertThat(edited("import java.util.*;", "import java.util.List; import java.util.Map;"))
                    .isEmpty();
        }

        @Test
        void ofTheIndentationOfATextBlock() {
            String block = "class A {\n    String s = \"\"\"\n        x\n          y\n        \"\"\";\n}\n";
            assertThat(Lines.between(block, block.replace("\n    ", "\n"))).isEmpty();
            assertThat(Lines.between(block, block.replace("  y", "   y"))).containsExactly("Update A.s @L2");
        }

        @Test
        void ofAMovedMember() {
            assertThat(Lines.between(
                            "class A { static int x = 1; static int y = 2; void f() {} class B {} static { f(); } }",
                            "class A { static { f(); } class B {} static int y = 2; void f() {} static int x = 1; }"))
                    .isEmpty();
        }
    }

    @Nested
    class OfMethods {
        @Test
        void bodyIsUpdated() {
            assertThat(edited("size += by", "size -= by"))
                    .containsExactly("Update com.acme.Ballon.inflate(double) @L14");
        }

        @Test
        void stringContentCounts() {
            assertThat(edited("\"a  b\"", "\"a b\""))
                    .containsExactly("Update com.acme.Ballon.names(Entry,int[],String[]) @L18");
        }

        @Test
        void signsDoNotMergeAcrossWhiteSpace() {
            assertThat(Lines.between(
                            "class A { int f() { return a + ++b; } }", "class A { int f() { return a ++ + b; } }"))
                    .containsExactly("Update A.f() @L1");
        }

        @Test
        void modifiersAnnotationsThrowsResultAndTypeParametersAreUpdated() {
            for (String header : new String[] {
                "public void inflate(double by)",
                "@Deprecated void inflate(double by)",
                "void inflate(double by) throws Error",
                "int inflate(double by)",
                "<T> void inflate(double by)",
                "void inflate(final double by)",
                "void inflate(double air)"
            }) {
                assertThat(edited("void inflate(double by)", header))
                        .as(header)
                        .containsExactly("Update com.acme.Ballon.inflate(double) @L14");
            }
        }

        @Test
        void lineIsThatOfTheName() {
            assertThat(edited("void inflate(double by)", "/** Doc. */\n@Deprecated\npublic void\ninflate(double by)"))
                    .containsExactly("Update com.acme.Ballon.inflate(double) @L17");
        }

        @Test
        void typeArgumentsOfAParameterAreNoNewIdentity() {
            assertThat(edited("Entry<String, Integer>", "Entry<String, Long>"))
                    .containsExactly("Update com.acme.Ballon.names(Entry,int[],String[]) @L18");
        }

        @Test
        void otherParametersAreOneUpdateUnderTheNewName() {
            assertThat(edited("inflate(double by)", "inflate(long by, int n)"))
                    .containsExactly("Update com.acme.Ballon.inflate(long,int) @L14");
        }

        @Test
        void anOverloadMoreIsAdded() {
            assertThat(edited("void inflate(double by)", "void inflate(long by) {}\nvoid inflate(double by)"))
                    .containsExactly("Add com.acme.Ballon.inflate(long) @L14");
        }

        @Test
        void overloadsThatCannotBeToldApartAreDeletedAndAdded() {
            assertThat(Lines.between("class A { void f(int a) { x(); } }", """
                            class A {
                                void f(long a) { y(); }
                                void f(char a) { z(); }
                            }
                            """))
                    .containsExactly("Add A.f(long) @L2", "Add A.f(char) @L3", "Delete A.f(int) @L1");
        }

        @Test
        void parametersOfOneSimpleNameStayApart() {
            String both = "class A { int f(java.util.Date d) { return 1; } int f(java.sql.Date d) { return 2; } }";
            assertThat(Lines.between(both, both)).isEmpty();
            assertThat(Lines.between(both, both.replace("2", "3"))).containsExactly("Update A.f(Date) @L1");
        }

        @Test
        void addedOneIsAdded() {
            assertThat(edited("    void inflate", "    @Override public void pop() { super.pop(); }\n    void inflate"))
                    .containsExactly("Add com.acme.Ballon.pop() @L14");
        }

        @Test
        void deletedOneHasItsOldLineAndComesLast() {
            assertThat(Lines.between(
                            "class A {\n void a() { x(); }\n void b() {}\n}", "class A {\n void b() { y(); }\n}"))
                    .containsExactly("Update A.b() @L2", "Delete A.a() @L2");
        }

        @Test
        void changesInLambdasAndAnonymousAndLocalClassesAreOfTheMember() {
            for (String body : new String[] {
                "run(() -> %s)",
                "run(new Runnable() { public void run() { %s; } })",
                "class Local { int x = %s; } enum E { A; int y = %s; }"
            }) {
                String source = "class A { void f() { " + body + "; } void g() {} }";
                assertThat(Lines.between(source.replace("%s", "1"), source.replace("%s", "2")))
                        .as(body)
                        .containsExactly("Update A.f() @L1");
            }
        }

        @Test
        void elementOfAnAnnotationIsAMethod() {
            assertThat(Lines.between(
                            "@interface A { int v() default 1; String[] w() default {\"a\"}; }",
                            "@interface A { int v() default 2; String[] w() default {\"b\"}; }"))
                    .containsExactly("Update A.v() @L1", "Update A.w() @L1");
        }
    }

    @Nested
    class OfConstructorsAndBlocks {
        @Test
        void constructorIsUpdated() {
            assertThat(edited("this.size = size", "this.size = 2 * size"))
                    .containsExactly("Update com.acme.Ballon.Ballon(int) @L10");
            assertThat(edited("Ballon(int size)", "Ballon(int size, int n)"))
                    .containsExactly("Update com.acme.Ballon.Ballon(int,int) @L10");
        }

        @Test
        void compactAndCanonicalConstructorAreTheSame() {
            assertThat(Lines.between(
                            "record P(int x, int... y) { P { check(x); } }",
                            "record P(int x, int... y) { P(int x, int... y) { this.x = x; this.y = y; } }"))
                    .containsExactly("Update P.P(int,int[]) @L1");
        }

        @Test
        void blocksAreMatchedByContentThenInOrder() {
            assertThat(Lines.between("""
                            class A {
                                { a(); }
                                { b(); }
                                { c(); }
                            }
                            """, """
                            class A {
                                { c(); }
                                { a(); }
                                { d(); }
                                { e(); }
                            }
                            """)).containsExactly("Update A.<init> @L4", "Add A.<init> @L5");
        }

        @Test
        void staticBlockIsNamedAndRuns() {
            assertThat(Lines.between(
                            "package p; class A { static { a(); } }", "package p; class A { static { b(); } }"))
                    .containsExactly("Update p.A.<static> @L1", "Run p.A.<static> @L1");
        }
    }

    @Nested
    class OfTypes {
        @Test
        void headerIsUpdated() {
            for (String header : new String[] {
                "final class Ballon extends Toy",
                "public class Ballon extends Other",
                "public class Ballon implements Toy",
                "public class Ballon<T> extends Toy",
                "@Deprecated public class Ballon extends Toy",
                "public sealed class Ballon extends Toy permits Red"
            }) {
                assertThat(edited("public class Ballon extends Toy", header))
                        .as(header)
                        .containsExactly("Update com.acme.Ballon @L6");
            }
        }

        @Test
        void headerAndMemberAreTwoUpdates() {
            assertThat(Lines.between("class A { int f() { return 1; } }", "class A\n<T> { int f() { return 2; } }"))
                    .containsExactly("Update A @L1", "Update A.f() @L2");
        }

        @Test
        void addedAndDeletedOnesAreOneEditWithoutTheirMembers() {
            String outer = "class A { void f() {} %s }";
            String inner = "static class B { static int x = 1; void g() {} class C {} }";
            assertThat(Lines.between(outer.replace("%s", ""), outer.replace("%s", inner)))
                    .containsExactly("Add A.B @L1");
            assertThat(Lines.between(outer.replace("%s", inner), outer.replace("%s", "")))
                    .containsExactly("Delete A.B @L1");
            assertThat(Lines.between("class A {}", "class A {} interface B { int x = 1; }"))
                    .containsExactly("Add B @L1");
        }

        @Test
        void renamedOneIsOneEdit() {
            assertThat(Lines.between(
                            "class A { static class B { int x; B() {} static B make() { return new B(); } } }",
                            "class A { static class C { int x; C() {} static C make() { return new C(); } } }"))
                    .containsExactly("Rename A.B -> A.C @L1");
            assertThat(Lines.between("class A { class B { int x; } }", "class A { class C { long x; } }"))
                    .containsExactly("Add A.C @L1", "Delete A.B @L1");
        }

        @Test
        void renamedOneThatCouldBeTwoIsDeletedAndAdded() {
            assertThat(Lines.between("class B {} class C {}", "class D {}"))
                    .containsExactlyInAnyOrder("Add D @L1", "Delete B @L1", "Delete C @L1");
        }

        @Test
        void otherPackageRenamesEachType() {
            assertThat(Lines.between("package a; class A {} class B {}", "package b; class A {} class B {}"))
                    .containsExactly("Rename a.A -> b.A @L1", "Rename a.B -> b.B @L1");
        }

        @Test
        void methodMovedToAnotherOneIsDeletedAndAdded() {
            assertThat(Lines.between(
                            "class A { void f() { x(); } } class B {}", "class A {} class B { void f() { x(); } }"))
                    .containsExactly("Add B.f() @L1", "Delete A.f() @L1");
        }

        @Test
        void nestedAtAnyDepth() {
            String source =
                    "package p; class A { interface B { record C(int v) { enum D { X; int m(int n) { return 1; } } } } }";
            Edits edits = SourceDiff.between(
                    Lines.parse("A.java", source), Lines.parse("A.java", source.replace("return 1", "return 2")));
            assertThat(Lines.of(edits)).containsExactly("Update p.A.B.C.D.m(int) @L1");
            assertThat(edits.edits().get(0).definition())
                    .isEqualTo(new Definition(Kind.METHOD, "p.A$B$C$D", "p.A.B.C.D.m(int)", 1, 1));
        }

        @Test
        void enumConstantsAreUpdatedAndTheirOrderIsOfTheType() {
            String source = "enum E { A, B(1) { void f() { x(); } }, @Deprecated C; }";
            assertThat(Lines.between(source, source.replace("x()", "y()"))).containsExactly("Update E.B @L1");
            assertThat(Lines.between(source, source.replace("@Deprecated ", "")))
                    .containsExactly("Update E.C @L1");
            assertThat(Lines.between(source, source.replace("1", "2")))
                    .containsExactly("Update E.B @L1", "Run E.B @L1");
            assertThat(Lines.between(source, source.replace("A,", "A, N,")))
                    .containsExactly("Add E.N @L1", "Run E.N @L1");
            assertThat(Lines.between("enum E { A, B }", "enum E { B, A }")).containsExactly("Update E @L1");
            assertThat(Lines.between("enum E { A, B }", "enum E { A, C }")).containsExactly("Rename E.B -> E.C @L1");
            // In another place it is another constant.
            assertThat(Lines.between("enum E { A, B }", "enum E { C, A }"))
                    .containsExactly("Add E.C @L1", "Delete E.B @L1", "Run E.C @L1");
        }

        @Test
        void recordComponentsAreDefinitions() {
            String source = "record P(int x, String y) { int sum() { return x; } }";
            assertThat(Lines.between(source, source.replace("int x", "long x"))).containsExactly("Update P.x @L1");
            assertThat(Lines.between(source, source.replace("y)", "y, int z)"))).containsExactly("Add P.z @L1");
            assertThat(Lines.between(source, source.replace("String y", "String z")))
                    .containsExactly("Rename P.y -> P.z @L1");
            assertThat(Lines.between(source, source.replace("int x, String y", "String y, int x")))
                    .containsExactly("Update P @L1");
        }

        @Test
        void compactSourceFileIsAClassOfTheFilesName() {
            String source = "static int n = 1;\nvoid main() { IO.println(n); }\nrecord P(int x) {}\n";
            assertThat(Lines.between("dir/Main.java", source, source.replace("(n)", "(2)")))
                    .containsExactly("Update Main.main() @L2");
            assertThat(Lines.between(
                            "dir/Main.java",
                            source,
                            source.replace("= 1", "= 3").replace("P(int", "P(long")))
                    .containsExactly("Update Main.n @L1", "Update Main.P.x @L3", "Run Main.n @L1");
        }
    }

    @Nested
    class WithoutAParse {
        @Test
        void nothingIsKnown() {
            SourceFile good = Lines.parse("A.java", "class A { int x; }");
            SourceFile bad = SourceFile.parse("A.java", "class A { int ; ) }");
            assertThat(bad.parsed()).isFalse();
            assertThat(SourceDiff.between(good, bad)).isSameAs(Edits.NONE);
            assertThat(SourceDiff.between(bad, good)).isSameAs(Edits.NONE);
        }
    }
}
