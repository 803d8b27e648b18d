package org.jurigged.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.jurigged.diff.Definition.Kind;

class SourceFileTest {
    private static final String OUTER = """
            package com.acme;

            public class Outer {
                int a = 1, b =
                    2;

                static {
                    a();
                }

                Outer() {
                    run(() -> {
                        b();
                    });
                }

                @Deprecated
                void
                  f(int x) {
                    new Object() {
                        int y = 3;
                    };
                }

                { c(); }

                class Inner<T> { void g() {} }
            }

            interface Second { class In$ner { void h() {} } }
            """;

    private static String at(String type, int line) {
        return Lines.parse("Outer.java", OUTER)
                .definitionAt(type, line)
                .map(Definition::name)
                .orElse(null);
    }

    @Nested
    class Definitions {
        @Test
        void typesAreListedTopLevelFirst() {
            SourceFile file = Lines.parse("Outer.java", OUTER);
            assertThat(file.packageName()).isEqualTo("com.acme");
            assertThat(file.types())
                    .containsExactly(
                            "com.acme.Outer", "com.acme.Second", "com.acme.Outer$Inner", "com.acme.Second$In$ner");
        }

        @Test
        void allAreListedInSourceOrder() {
            assertThat(Lines.parse("Outer.java", OUTER).definitions())
                    .extracting(definition -> definition.kind() + " " + definition.name() + " " + definition.line()
                            + "-" + definition.lastLine())
                    .containsExactly(
                            "TYPE com.acme.Outer 3-28",
                            "FIELD com.acme.Outer.a 4-4",
                            "FIELD com.acme.Outer.b 4-5",
                            "STATIC_BLOCK com.acme.Outer.<static> 7-9",
                            "CONSTRUCTOR com.acme.Outer.Outer() 11-15",
                            "METHOD com.acme.Outer.f(int) 19-23",
                            "INITIALISER com.acme.Outer.<init> 25-25",
                            "TYPE com.acme.Outer.Inner 27-27",
                            "METHOD com.acme.Outer.Inner.g() 27-27",
                            "TYPE com.acme.Second 30-30",
                            "TYPE com.acme.Second.In$ner 30-30",
                            "METHOD com.acme.Second.In$ner.h() 30-30");
        }

        @Test
        void namesFollowTheDeclarationNotTheWriting() {
            assertThat(Lines.parse("A.java", """
                    class A<T> {
                        <X extends T> X[] m(A<T> this, java.util.Map.Entry<X, T>[] a[], final T... rest)[] { return null; }
                    }
                    record P(@Size({1, 2}) int[] x, List<? super P>... y) { P { } static int z; }
                    """).definitions())
                    .extracting(Definition::name)
                    .containsExactly("A", "A.m(Entry[][],T[])", "P", "P.x", "P.y", "P.P(int[],List[])", "P.z");
        }
    }

    @Nested
    class At {
        @Test
        void aLineOfAMember() {
            assertThat(at("com.acme.Outer", 5)).isEqualTo("com.acme.Outer.b");
            assertThat(at("com.acme.Outer", 8)).isEqualTo("com.acme.Outer.<static>");
            assertThat(at("com.acme.Outer", 11)).isEqualTo("com.acme.Outer.Outer()");
            assertThat(at("com.acme.Outer", 22)).isEqualTo("com.acme.Outer.f(int)");
            assertThat(at("com.acme.Outer$Inner", 27)).isEqualTo("com.acme.Outer.Inner.g()");
            assertThat(at("com.acme.Second$In$ner", 30)).isEqualTo("com.acme.Second.In$ner.h()");
        }

        @Test
        void aLineOfALambdaAnonymousOrLocalClassIsOfTheMemberAroundIt() {
            assertThat(at("com.acme.Outer$$Lambda/0x0000000800c03000", 13)).isEqualTo("com.acme.Outer.Outer()");
            assertThat(at("com.acme.Outer$1", 21)).isEqualTo("com.acme.Outer.f(int)");
            assertThat(at("com.acme.Outer$1Local$Deep", 21)).isEqualTo("com.acme.Outer.f(int)");
        }

        @Test
        void aLineOfNoMemberOrOfAnotherFile() {
            assertThat(at("com.acme.Outer", 3)).isNull();
            assertThat(at("com.acme.Outer", 27)).isNull();
            assertThat(at("com.acme.Other", 8)).isNull();
        }

        @Test
        void theSmallestOfTwo() {
            SourceFile file = Lines.parse("A.java", "class A { int f() {\n return 1; } int g() { return 2; }\n}");
            assertThat(file.definitionAt("A", 2)).map(Definition::name).contains("A.g()");
        }
    }

    @Nested
    class CompactSourceFile {
        @Test
        void isAClassOfTheFilesName() {
            SourceFile file = Lines.parse("src/Main.java", "\nint x = 1;\nvoid main() { }\nrecord P(int a) { }\n");
            assertThat(file.types()).containsExactly("Main", "Main$P");
            assertThat(file.definitions())
                    .extracting(Definition::name)
                    .containsExactly("Main", "Main.x", "Main.main()", "Main.P", "Main.P.a");
            assertThat(file.definitionAt("Main", 3)).map(Definition::kind).contains(Kind.METHOD);
        }
    }

    @Nested
    class Parsing {
        @Test
        void valuesOfUnknownOrUncommonSyntaxAreFine() {
            for (String body : new String[] {
                "void f() { enum E { A } interface I { } record R(int a) { } }",
                "void f() { this is no Java at all }",
                "int x = switch (y) { case 1 -> 2; default -> { yield 3; } };",
                "A(int x) { if (x < 0) throw new E(); super(); }",
                "int f(Object o) { return switch (o) { case P(int a, _) when a > 1 -> 1; case null, default -> 0; }; }",
                "int record = 1; Object sealed = int.class; void record() { }",
                "char c = '\\u0027', d = '\"'; String e = \"\\\"{\"; int \\u0061b;",
                "@A({@B({1}), @B}) int[] a[] = {{}}, b = {1};"
            }) {
                SourceFile file = SourceFile.parse("A.java", "class A { " + body + " int last; }");
                assertThat(file.problem()).as(body).isEmpty();
                assertThat(file.definitions())
                        .as(body)
                        .extracting(Definition::name)
                        .contains("A.last");
            }
        }

        @Test
        void failureNamesFileAndLineAndLeavesTheTypes() {
            SourceFile file = SourceFile.parse("dir/A.java", "package p;\nclass A {\n  int = 1;\n}\nclass B { }\n");
            assertThat(file.parsed()).isFalse();
            assertThat(file.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).startsWith("dir/A.java:3: "));
            assertThat(file.types()).containsExactly("p.A", "p.B");
            assertThat(file.definitions()).isEmpty();
            assertThat(file.definitionAt("p.A", 3)).isEqualTo(Optional.empty());
        }

        @Test
        void anythingIsAnAnswer() {
            for (String text :
                    new String[] {"", "\uFEFF", "}", "{", "\"", "'", "/*", "\"\"\"", "@", "class", "\\", "((("}) {
                assertThat(SourceFile.parse("A.java", text).types()).as(text).hasSizeLessThan(2);
            }
        }

        @Test
        void packageAndModuleFilesHaveNoTypes() {
            assertThat(Lines.parse("package-info.java", "@Deprecated\npackage p;")
                            .types())
                    .isEmpty();
            assertThat(Lines.parse("module-info.java", "open module a.b { requires c; }")
                            .types())
                    .isEmpty();
        }

        @Test
        void aFileOfTenMegabytesIsFine() {
            String method = "/* note */ void f() { " + "call(x, y, \"text\"); ".repeat(50_000) + "}\n";
            String source = "class A {\n" + method + method.repeat(8).replace("f()", "g()") + "int last;\n}";
            assertThat(source).hasSizeGreaterThan(9_000_000);
            assertThat(Lines.parse("A.java", source).definitionAt("A", 11))
                    .map(Definition::name)
                    .contains("A.last");
        }

        @Test
        void tooManyDefinitionsAreNotLookedAt() {
            SourceFile file = SourceFile.parse("A.java", "class A { " + "int field; ".repeat(50_000) + "}");
            assertThat(file.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("500009 characters of declarations"));
            assertThat(file.types()).containsExactly("A");
        }

        @Test
        void veryLongExpressionsAreFine() {
            String sum = "x + ".repeat(20_000) + "y";
            assertThat(Lines.parse("A.java", "class A { String s = " + sum + "; void f() { return " + sum + "; } }")
                            .definitions())
                    .hasSize(3);
        }
    }
}
