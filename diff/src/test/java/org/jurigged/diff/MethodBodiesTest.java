package org.jurigged.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MethodBodiesTest {
    private static List<String> bodies(String text) {
        return MethodBodies.of(text).bodies().stream()
                .map(body -> text.substring(body.start(), body.end()).strip())
                .toList();
    }

    @Test
    void ofMethodsOfClassesAtAnyDepthAreFound() {
        assertThat(bodies("""
                package p;

                import java.util.*;

                @Deprecated(since = "{")
                public class A<T extends Comparable<T>> extends B implements C {
                    int plain() { return 1; }
                    static <X> X generic(X x, int... more) throws E, F { return x; }
                    @Named("}") final int[] array()[] { return null; }
                    @java.lang.Deprecated public synchronized void annotated(@Size(max = 3) List<@Size(1) X> x) { go(); }
                    abstract int none();
                    native int alsoNone();
                    interface I { default int d() { return 2; } static int s() { return 3; } int a(); }
                    record R(int x, @A({1, 2}) int y) implements I { public int a() { return 4; } }
                    enum E { X, Y(1) { int own() { return 9; } }, Z; ; int e() { return 5; } }
                    enum F { X, Y, }
                    static class N { class M { int m() { return 6; } } }
                    @interface T { int value() default 1; int[] more() default {}; }
                }

                class Second { void record() { seven(); } }
                """))
                .containsExactly(
                        "return 1;",
                        "return x;",
                        "return null;",
                        "go();",
                        "return 2;",
                        "return 3;",
                        "return 4;",
                        "return 5;",
                        "return 6;",
                        "seven();");
    }

    @Test
    void ofConstructorsInitialisersAndFieldsAreNone() {
        assertThat(bodies("""
                class A {
                    int[] a = { 1, 2 }, b = new int[] { 3 };
                    Runnable r = () -> { run(); }, s = new Runnable() { public void run() { } };
                    static { init(); }
                    { init(); }
                    A() { init(); }
                    <T> A(T t) { init(); }
                    void A() { init(); }
                    record R(int x) { R { check(x); } R(long y) { this((int) y); } }
                }
                """)).isEmpty();
    }

    @Test
    void ofLocalAndAnonymousClassesAreNone() {
        assertThat(bodies("""
                class A {
                    Object o = new Object() { public String toString() { return "o"; } };
                    void m() { class L { void l() { } } new Object() { void n() { } }; }
                }
                """)).containsExactly("class L { void l() { } } new Object() { void n() { } };");
    }

    @Test
    void bracketsInLiteralsAndCommentsAreNone() {
        assertThat(bodies("""
                class A {
                    // }
                    String s() { /* } */ return "}" + '}' + '\\'' + ""\"
                        } "
                        ""\"; }
                    void t() { } // {
                }
                """)).hasSize(2).last().isEqualTo("");
    }

    @Test
    void innerClassesAreToldFromStaticOnes() {
        List<MethodBodies.Body> found = MethodBodies.of("""
                class A {
                    void a() { }
                    class I { void b() { } class J { void c() { } } record R() { void d() { } } }
                    static class S { void e() { } }
                    interface T { class U { default void f() { } } }
                    enum E { X; void g() { } class V { void h() { } } }
                }
                """).bodies();
        assertThat(found.stream().map(MethodBodies.Body::inner))
                .containsExactly(false, true, true, true, false, false, false, true);
    }

    @Test
    void lambdasMethodReferencesAndArrowsAreFoundWhereverTheyStand() {
        String text = """
                class A {
                    Runnable r = () -> run(); // a -> b
                    int m(int a) { return switch (a--) { case 1 -> 2; default -> a > 1 ? 3 : 4; }; }
                    Runnable n() { return A::run; }
                    String o() { return "-> ::"; }
                }
                """;
        assertThat(MethodBodies.of(text).functions().stream().map(at -> text.substring(at - 1, at + 1)))
                .containsExactly("->", "->", "->", "::");
    }

    @Test
    void importsOfOneNameAreFoundWithWhereTheyAreUsed() {
        String text = """
                package p;
                import java.util.List; // List
                import java.util.Map.Entry;
                import java.util.*;
                import module java.base;
                import static java.lang.Math.max;
                import module.Of;
                /** Of {@link Entry}. */
                class A {
                    int size(java.util.List<?> list) { return max(1, list.size()) + Listing.of("List"); }
                    Object e = new Entry() { List all; };
                }
                """;
        assertThat(MethodBodies.of(text).imports().stream()
                        .map(found -> text.substring(found.start(), found.end()) + " "
                                + found.uses().stream()
                                        .map(at -> text.substring(at - 4, at))
                                        .toList()))
                .containsExactly(
                        "import java.util.List; [til., ) { ]",
                        "import java.util.Map.Entry; [new ]",
                        "import static java.lang.Math.max; [urn ]",
                        "import module.Of; []");
    }

    @Test
    void nothingIsFoundInWhatIsNoClassFileOrBroken() {
        assertThat(bodies("void main() { run(); } class A { void a() { } }")).isEmpty();
        assertThat(bodies("class A { void a() { }")).isEmpty();
        assertThat(bodies("class A { void a() { } } }")).isEmpty();
        assertThat(bodies("class A { void a( { } }")).isEmpty();
        assertThat(bodies("module m { exports p; }")).isEmpty();
        assertThat(bodies("package p;")).isEmpty();
        assertThat(MethodBodies.of("import class A { void a() { } }").imports()).isEmpty();
        assertThat(MethodBodies.of("import").imports()).isEmpty();
        assertThat(bodies("")).isEmpty();
    }
}
