package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jurigged.controller.compile.TestProject.changes;
import static org.jurigged.controller.compile.TestProject.compiled;
import static org.jurigged.controller.compile.TestProject.dependents;
import static org.jurigged.controller.compile.TestProject.problems;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sources are compiled along with a changed one. */
class DependentsTest {
    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() throws Exception {
        project = new TestProject(folder);
        source("Bystander", "class Bystander { int m() { return 0; } }");
    }

    private void source(String name, String text) {
        project.write("p." + name, "package p; " + text);
    }

    /** Build, edit one source, compile it. */
    private Compilation edit(String name, String old, String replacement) throws Exception {
        project.build();
        return compileEdited(name, old, replacement);
    }

    private Compilation compileEdited(String name, String old, String replacement) throws Exception {
        try (Compiler compiler = project.compiler()) {
            return compiler.compile(List.of(project.edit("p." + name, old, replacement)));
        }
    }

    @Nested
    class OfAMethod {
        @BeforeEach
        void sources() {
            source(
                    "Base",
                    "public class Base { public Object get(Object key) { return key; } private int own; void other() {} }");
            source("Sub", "class Sub extends Base { }");
            source("CallsBase", "class CallsBase { Object m(Base b) { return b.get(\"\"); } }");
            source("CallsSub", "class CallsSub { Object m(Sub s) { return s.get(\"\"); } }");
            source(
                    "Refers",
                    "class Refers { java.util.function.Function<Object, Object> f(Base b) { return b::get; } }");
            source("CallsOther", "class CallsOther { void m(Base b) { b.other(); } }");
        }

        @Test
        void areItsCallersAndTheSubtypesWhenItChanges() throws Exception {
            Compilation compilation = edit("Base", "public Object get(Object key)", "public String get(Object key)");
            assertThat(problems(compilation)).isNotEmpty(); // "key" is no String
            compilation = compileEdited("Base", "{ return key; }", "{ return null; }");
            assertThat(dependents(compilation)).containsExactly("CallsBase", "CallsSub", "Refers", "Sub");
            assertThat(changes(compilation)).containsEntry("p.CallsSub", Change.BODY);
        }

        @Test
        void areTheSameWhenAnOverloadIsAdded() throws Exception {
            Compilation compilation = edit("Base", "private int own;", "public Object get(String key) { return 1; }");
            assertThat(dependents(compilation)).containsExactly("CallsBase", "CallsSub", "Refers", "Sub");
            assertThat(changes(compilation)).containsEntry("p.CallsBase", Change.BODY);
        }

        @Test
        void areInErrorWhenItGoes() throws Exception {
            assertThat(problems(edit("Base", "void other() {}", "")))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.file()).isEqualTo(project.file("p.CallsOther"));
                        assertThat(problem.message()).startsWith("cannot find symbol");
                    });
        }

        @Test
        void areOnlyTheSubtypesWhenItIsNewByName() throws Exception {
            assertThat(dependents(edit("Base", "private int own;", "protected void fresh() {}")))
                    .containsExactly("Sub");
        }

        @Test
        void areNoneWhenItIsPrivate() throws Exception {
            assertThat(dependents(edit("Base", "private int own;", "private long own() { return 1; }")))
                    .isEmpty();
        }

        @Test
        void areNoneWhenOnlyItsBodyChanges() throws Exception {
            assertThat(dependents(edit("Base", "{ return key; }", "{ return this; }")))
                    .isEmpty();
        }

        @Test
        void areItsCallersWhenItsExceptionsChange() throws Exception {
            assertThat(problems(edit("Base", "void other() {}", "void other() throws Exception {}")))
                    .extracting(Problem::file)
                    .containsExactly(project.file("p.CallsOther"));
        }

        @Test
        void areItsCallersWhenItBecomesLessVisible() throws Exception {
            project.write("q.Far", "package q; class Far { Object m(p.Base b) { return b.get(null); } }");
            assertThat(problems(edit("Base", "public Object get", "Object get")))
                    .extracting(Problem::file)
                    .contains(project.file("q.Far"));
        }
    }

    @Nested
    class OfAConstructor {
        @Test
        void areThoseWhoCallItAlsoImplicitly() throws Exception {
            source("Base", "class Base { Base() {} }");
            source("Sub", "class Sub extends Base { }");
            source("Makes", "class Makes { Object m() { return new Base(); } }");
            source("Holds", "class Holds { Base base; }");
            assertThat(dependents(edit("Base", "Base() {}", "Base(int... n) {}")))
                    .containsExactly("Makes", "Sub");
        }
    }

    @Nested
    class OfAField {
        @Test
        void areThoseWhoUseIt() throws Exception {
            source("Base", "class Base { int size; static int count; }");
            source("Reads", "class Reads { int m(Base b) { return b.size; } }");
            source("Counts", "class Counts { int m() { return Base.count; } }");
            Compilation compilation = edit("Base", "int size;", "short size;");
            assertThat(dependents(compilation)).containsExactly("Reads");
            assertThat(changes(compilation)).containsEntry("p.Reads", Change.BODY);
        }
    }

    @Nested
    class OfAConstant {
        @Test
        void areThoseWhoseTextNamesIt() throws Exception {
            source("Limits", "interface Limits { int MAX = 3; }");
            source("Inherits", "class Inherits implements Limits { int m() { return MAX; } }");
            source("Imports", "import static p.Limits.*; class Imports { int m() { return MAX; } }");
            source("Escapes", "class Escapes { int m() { return Limits.M\\u0041X; } }");
            source("ByValue", "class ByValue { Limits l() { return null; } }");
            source("Chained", "class Chained { int m(ByValue b) { return b.l().MAX; } }");
            source("OwnMax", "class OwnMax { static final int MAX = 4; int m() { return MAX; } }");
            Compilation compilation = edit("Limits", "MAX = 3", "MAX = 5");
            assertThat(dependents(compilation)).containsExactly("Chained", "Escapes", "Imports", "Inherits");
            assertThat(changes(compilation)).containsEntry("p.Imports", Change.BODY);
        }

        @Test
        void areFoundAlongChainsOfConstants() throws Exception {
            source("A", "class A { static final int ONE = 1; }");
            source("B", "class B { static final int TWO = A.ONE + 1; }");
            source("C", "class C { String m() { return \"\" + B.TWO; } }");
            Compilation compilation = edit("A", "ONE = 1", "ONE = 10");
            assertThat(dependents(compilation)).containsExactly("B", "C");
            assertThat(changes(compilation)).containsEntry("p.C", Change.BODY);
        }

        @Test
        void areTheSameWhenItBecomesAVariable() throws Exception {
            source("A", "class A { static final int ONE = 1; }");
            source("B", "class B { int m() { return A.ONE; } }");
            Compilation compilation = edit("A", "= 1", "= Integer.valueOf(1)");
            assertThat(dependents(compilation)).containsExactly("B");
            assertThat(changes(compilation)).containsEntry("p.B", Change.BODY);
        }

        @Test
        void areNoneWhenItIsPrivate() throws Exception {
            source("A", "class A { private static final int ONE = 1; int m() { return ONE; } }");
            source("B", "class B { A a; int ONE; }");
            assertThat(dependents(edit("A", "ONE = 1", "ONE = 2"))).isEmpty();
        }
    }

    @Nested
    class OfATypesHeader {
        @Test
        void areAllWhoMentionItOrASubtype() throws Exception {
            source("Kind", "interface Kind {}");
            source("Base", "class Base implements Kind {}");
            source("Sub", "class Sub extends Base {}");
            source("InField", "class InField { java.util.List<Base> list; }");
            source("InAnnotation", "@interface InAnnotation { Class<?> value() default Base.class; }");
            source("ViaSub", "class ViaSub { static void take(Kind k) {} void m(Sub s) { } }");
            assertThat(dependents(edit("Base", " implements Kind", "")))
                    .containsExactly("InAnnotation", "InField", "Sub", "ViaSub");
        }

        @Test
        void areAllWhoMentionAFunctionalInterface() throws Exception {
            source("Fn", "interface Fn { int apply(int n); }");
            source("Lambda", "class Lambda { Fn fn = n -> n; }");
            assertThat(problems(edit("Fn", "int n);", "int n); int more();")))
                    .extracting(Problem::file)
                    .containsExactly(project.file("p.Lambda"));
        }

        @Test
        void areAllWhoSwitchOverAnEnum() throws Exception {
            source("Colour", "enum Colour { RED, GREEN }");
            source(
                    "Switches",
                    "class Switches { int m(Colour c) { return switch (c) { case RED -> 1; case GREEN -> 2; }; } }");
            assertThat(problems(edit("Colour", "GREEN", "GREEN, BLUE")))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("does not cover all"));
        }

        @Test
        void areAllWhoUseARecordOrAnAnnotation() throws Exception {
            source("Point", "record Point(int x) {}");
            source("UsesPoint", "class UsesPoint { Point p = new Point(1); }");
            assertThat(problems(edit("Point", "int x", "int x, int y")))
                    .extracting(Problem::file)
                    .containsExactly(project.file("p.UsesPoint"));
            project.edit("p.Point", ", int y", "");

            source("Mark", "@interface Mark { int level() default 1; }");
            source("Marked", "@Mark class Marked {}");
            assertThat(dependents(edit("Mark", "default 1", "default 2"))).containsExactly("Marked");
        }

        @Test
        void areAllWhoUseASealedType() throws Exception {
            source("Shape", "sealed interface Shape permits Round, Square {}");
            source("Round", "final class Round implements Shape {}");
            source("Square", "non-sealed class Square implements Shape {}");
            source("Draws", "class Draws { Shape shape; }");
            assertThat(problems(edit("Shape", ", Square", "")))
                    .extracting(Problem::file)
                    .containsExactly(project.file("p.Square"));
            Path square = project.edit("p.Square", "non-sealed class Square implements Shape", "class Square");
            try (Compiler compiler = project.compiler()) {
                Compilation compilation = compiler.compile(List.of(project.file("p.Shape"), square));
                assertThat(dependents(compilation)).containsExactly("Draws", "Round");
            }
        }
    }

    @Nested
    class OfANewType {
        @Test
        void areThoseWhereItsNameMeansItNow() throws Exception {
            project.write("lib.List", "package lib; public class List {}");
            source("Same", "import java.util.*; class Same { List<?> m() { return null; } }");
            project.write("q.Imports", "package q; import p . *; import java.io.*; class Imports { File List; }");
            project.write("q.Elsewhere", "package q; class Elsewhere { java.util.List<?> m() { return null; } }");
            project.build();
            project.write("p.List", "package p; public class List<T> { }");
            try (Compiler compiler = project.compiler()) {
                Compilation compilation = compiler.compile(List.of(project.file("p.List")));
                assertThat(dependents(compilation)).containsExactly("Imports", "Same");
                assertThat(changes(compilation)).containsEntry("p.Same", Change.SCHEMA);
            }
        }

        @Test
        void areSubtypesWhereItsNameIsInherited() throws Exception {
            source("Base", "class Base { }");
            source("Sub", "class Sub extends Base { Object m() { return new Bystander(); } }");
            source("Other", "class Other { Object m() { return new Bystander(); } }");
            Compilation compilation = edit("Base", "Base { }", "Base { static class Bystander {} }");
            assertThat(dependents(compilation)).containsExactly("Sub");
            assertThat(changes(compilation)).containsEntry("p.Sub", Change.BODY);
        }
    }

    @Test
    void areNotSourcesThatTheProgramDoesNotHave() throws Exception {
        source("A", "class A { static final int ONE = 1; }");
        project.build();
        source("ATest", "class ATest { @org.junit.Test void test() { assert A.ONE == 1; } }");
        assertThat(dependents(compileEdited("A", "ONE = 1", "ONE = 2"))).isEmpty();
    }

    @Test
    void areThoseThatMakeALambdaOfAnInterfaceBelowTheOneThatGetsAMethod() throws Exception {
        source("Top", "interface Top { default void other() {} }");
        source("Below", "interface Below extends Top { void run(); }");
        source("User", "class User { Below make() { return () -> {}; } }");
        Compilation compilation = edit("Top", "default void other() {}", "void other();");
        assertThat(problems(compilation)).extracting(Problem::file).containsExactly(project.file("p.User"));
    }

    @Test
    void areThoseThatImportTwoMethodsOfTheNameNow() throws Exception {
        source("One", "class One { static int field; }");
        source("Two", "class Two { }");
        source("User", "import  static p.One . * ; import static p.Two.*; class User { int m() { return field; } }");
        source("Other", "import static p.Two.*; class Other { int m() { return 1; } }");
        Compilation compilation = edit("Two", "{ }", "{ static int field; }");
        assertThat(problems(compilation)).extracting(Problem::file).containsExactly(project.file("p.User"));
    }

    @Test
    void areThoseThatHaveObjectsOfATypeWithANewInterfaceFromAGenericOne() throws Exception {
        source("Item", "class Item { }");
        source("Shop", "class Shop { java.util.List<Item> items() { return null; } int size() { return 0; } }");
        source("Takes", "class Takes { Object m(Shop shop) { return shop.items().get(0); } }");
        source("Asks", "class Asks { Object m(Shop shop) { return shop.size(); } }");
        source("Items", "class Items extends java.util.ArrayList<Item> { static Items all() { return null; } }");
        source("TakesAny", "class TakesAny { Object m() { return Items.all().get(0); } }");
        assertThat(dependents(edit("Item", "class Item { }", "class Item implements Cloneable { }")))
                .containsExactlyInAnyOrder("Shop", "Takes", "Items", "TakesAny");
    }

    @Test
    void areNotThoseThatCallWhatIsOverriddenNow() throws Exception {
        source("Top", "class Top { long size(int n) { return n; } }");
        source("Sub", "class Sub extends Top { }");
        source("CallsTop", "class CallsTop { String m(Top top) { return top.size(1) + top.toString(); } }");
        assertThat(dependents(edit("Sub", "{ }", "{ public String toString() { return null; } }")))
                .isEmpty();
        assertThat(dependents(edit("Sub", "{ public", "{ long size(int n) { return 1; } public")))
                .isEmpty();
        assertThat(dependents(edit("Sub", "{ long", "{ long size(char n) { return 1; } long")))
                .isEmpty();
    }

    @Test
    void areFoundForSeveralTypesInOneFile() throws Exception {
        source("Main", "class Main { } class Helper { static int help() { return 1; } }");
        source("User", "class User { int m() { return Helper.help(); } }");
        Compilation compilation = edit("Main", "static int help()", "static long help()");
        assertThat(problems(compilation)).extracting(Problem::file).containsExactly(project.file("p.User"));
        compilation = compileEdited("User", "int m()", "long m()");
        assertThat(compiled(compilation).classes()).hasSize(1);
    }
}
