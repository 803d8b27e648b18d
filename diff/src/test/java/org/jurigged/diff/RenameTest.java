package org.jurigged.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenameTest {
    @Test
    void methodKeepsItsBody() {
        assertThat(Lines.between("class A { int size() { return x; } }", "class A { int volume() { return x; } }"))
                .containsExactly("Rename A.size() -> A.volume() @L1");
    }

    @Test
    void methodMayCallItselfOrAnotherOfItsOldName() {
        assertThat(Lines.between(
                        "class A { int f(int n) { return n < 1 ? 1 : n * f(n - 1) + map(this::f); } }",
                        "class A { int g(int n) { return n < 1 ? 1 : n * g(n - 1) + map(this::g); } }"))
                .containsExactly("Rename A.f(int) -> A.g(int) @L1");
        assertThat(Lines.between(
                        "class A { int size() { return list.size(); } }",
                        "class A { int volume() { return list.size(); } }"))
                .containsExactly("Rename A.size() -> A.volume() @L1");
    }

    @Test
    void methodMayHaveSlightlyOtherCode() {
        String body =
                "{ int sum = 0; for (int x : xs) { if (x > 0) { sum += x * weight(x); } } log(sum); return sum; }";
        assertThat(Lines.between(
                        "class A { int f(int[] xs) " + body + "}",
                        "class A { int g(int[] xs) " + body.replace("x > 0", "x > 1") + "}"))
                .containsExactly("Rename A.f(int[]) -> A.g(int[]) @L1");
    }

    @Test
    void methodWithOtherCodeIsAnother() {
        assertThat(Lines.between("class A { int f() { return a; } }", "class A { int g() { return b; } }"))
                .containsExactly("Add A.g() @L1", "Delete A.f() @L1");
    }

    @Test
    void methodOfAnotherShapeIsAnother() {
        String source = "class A { int f(int a) { return x; } }";
        for (String other :
                new String[] {"long g(int a)", "int g(long a)", "static int g(int a)", "<T> int g(int a)"}) {
            assertThat(Lines.between(source, source.replace("int f(int a)", other)))
                    .as(other)
                    .hasSize(2)
                    .last()
                    .isEqualTo("Delete A.f(int) @L1");
        }
    }

    @Test
    void twoCandidatesAreNone() {
        assertThat(Lines.between(
                        "class A { int f() { return x; } }", "class A { int g() { return x; } int h() { return x; } }"))
                .containsExactly("Add A.g() @L1", "Add A.h() @L1", "Delete A.f() @L1");
        assertThat(Lines.between(
                        "class A { int f() { return x; } int g() { return x; } }", "class A { int h() { return x; } }"))
                .containsExactly("Add A.h() @L1", "Delete A.f() @L1", "Delete A.g() @L1");
    }

    @Test
    void callersOfARenamedMethodAreUpdated() {
        assertThat(Lines.between(
                        "class A { int f() { return x; } int c() { return f(); } }",
                        "class A { int g() { return x; } int c() { return g(); } }"))
                .containsExactly("Rename A.f() -> A.g() @L1", "Update A.c() @L1");
    }

    @Test
    void methodIsRecognisedByTheNewNamesOfWhatItUses() {
        assertThat(Lines.between("""
                        class A {
                            private int size;
                            int getSize() { return size; }
                            int twice() { return 2 * getSize(); }
                        }
                        """, """
                        class A {
                            private int volume;
                            int getVolume() { return volume; }
                            int doubled() { return 2 * getVolume(); }
                        }
                        """))
                .containsExactly(
                        "Rename A.size -> A.volume @L2",
                        "Rename A.getSize() -> A.getVolume() @L3",
                        "Rename A.twice() -> A.doubled() @L4");
    }

    @Test
    void fieldKeepsTypeAndValue() {
        assertThat(Lines.between("class A { int a = 1; }", "class A { int b = 1; }"))
                .containsExactly("Rename A.a -> A.b @L1");
        assertThat(Lines.between("class A { int a = 1; }", "class A { int b = 2; }"))
                .containsExactly("Add A.b @L1", "Delete A.a @L1");
        assertThat(Lines.between("class A { int a = 1; }", "class A { static int b = 1; }"))
                .containsExactly("Add A.b @L1", "Delete A.a @L1", "Run A.b @L1");
        assertThat(Lines.between("class A { int a; int b; }", "class A { int c; int d; }"))
                .containsExactlyInAnyOrder("Add A.c @L1", "Add A.d @L1", "Delete A.a @L1", "Delete A.b @L1");
    }

    @Test
    void renamedStaticFieldKeepsItsValueAndIsNotRun() {
        assertThat(Lines.between("class A { static int a = next(); }", "class A { static int b = next(); }"))
                .containsExactly("Rename A.a -> A.b @L1");
    }
}
