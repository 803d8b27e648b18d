package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.jurigged.controller.compile.TestProject.changes;
import static org.jurigged.controller.compile.TestProject.compiled;
import static org.jurigged.controller.compile.TestProject.dependents;
import static org.jurigged.controller.compile.TestProject.problems;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.pairs.PairPrograms;

/** Dependents that are compiled apart from what changed, and in two parts: as if all were compiled together. */
final class DependentsApartTest {
    private static final int ONE_IN = 24;

    @TempDir
    Path folder;

    private TestProject project(String name) throws Exception {
        return new TestProject(Files.createDirectory(folder.resolve(name)));
    }

    private static Compiler inTwoParts(TestProject project) throws CompilerException {
        return new Compiler(project.settings(), project, TextLayer.NONE, 2);
    }

    /** Compiles changed files and compares with a build of everything that starts anew. */
    private void assertAsBuilt(Compiler compiler, TestProject project, Set<Path> changed, String state)
            throws Exception {
        TestProject fresh = project("fresh " + state);
        for (Path source : project.sources()) {
            Path copy = fresh.sources.resolve(project.sources.relativize(source));
            Files.createDirectories(copy.getParent());
            Files.copy(source, copy);
        }
        fresh.build();
        Compilation.Compiled compiled = compiled(compiler.compile(changed));
        for (CompiledClass c : compiled.classes()) {
            Path built = fresh.classes.resolve(c.name().replace('.', '/') + ".class");
            AbridgedTest.assertSame(Files.readAllBytes(built), c.bytes(), c.name() + " in " + state);
        }
        assertThat(compiled.removedClasses())
                .allSatisfy(name -> assertThat(fresh.classes.resolve(name.replace('.', '/') + ".class"))
                        .doesNotExist());
        compiler.accept(compiled);
    }

    private static void write(TestProject project, Map<String, String> sources) throws IOException {
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = project.sources.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
    }

    private static Set<Path> bring(TestProject project, Map<String, String> before, Map<String, String> after)
            throws IOException {
        Set<Path> changed = new TreeSet<>();
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (String path : paths) {
            Path file = project.sources.resolve(path);
            if (!after.containsKey(path)) {
                Files.delete(file);
            }
            if (!before.getOrDefault(path, "").equals(after.get(path))) {
                changed.add(file);
            }
        }
        write(project, after);
        return changed;
    }

    @Test
    void everyEditOfAProgramCompilesAsABuildOfAllOfItDoes() throws Exception {
        int number = 0;
        for (List<Map<String, String>> program :
                PairPrograms.list(Runtime.version().feature(), ONE_IN)) {
            number++;
            TestProject project = project("program " + number);
            write(project, program.get(0));
            project.build();
            try (Compiler compiler = inTwoParts(project)) {
                for (int i = 1; i < program.size(); i++) {
                    Set<Path> changed = bring(project, program.get(i - 1), program.get(i));
                    assertAsBuilt(compiler, project, changed, number + "." + i);
                }
            }
        }
        assertThat(number).isPositive();
    }

    /** Writes a class with a method that {@code count} others call, each of which also calls the next one. */
    private static TestProject users(TestProject project, int count) {
        project.write("p.Rate", "package p; class Rate { static long of(long n, int depth) { return n - depth; } }");
        for (int i = 0; i < count; i++) {
            project.write("p.User" + i, """
                    package p;

                    class User%d {
                        static long use(int depth) {
                            Runnable later = () -> System.out.println(Rate.of(depth, depth));
                            later.run();
                            return depth == 0 ? 0 : Rate.of(depth, 1) + User%d.use(depth - 1);
                        }
                    }
                    """.formatted(i, (i + 1) % count));
        }
        return project;
    }

    @Test
    void manyAreCompiledByTwoJavacsOverAndOver() throws Exception {
        assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
        TestProject project = users(project("users"), 40).build();
        try (Compiler compiler = project.compiler()) {
            for (int i = 0; i < 4; i++) {
                Path rate = i % 2 == 0
                        ? project.edit("p.Rate", "int depth", "long depth")
                        : project.edit("p.Rate", "long depth", "int depth");
                assertAsBuilt(compiler, project, Set.of(rate), "signature " + i);
            }
            List<String> javacs = Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(name -> name.equals("jurigged-javac-beside"))
                    .toList();
            assertThat(javacs).isNotEmpty();
        }
    }

    @Test
    void areCompiledTogetherWhenOneOfThemComesToLookDifferentToAnother() throws Exception {
        TestProject project = users(project("constants"), 20);
        project.write(
                "p.Rate",
                "package p; class Rate { static final int FULL = 1;"
                        + " static long of(long n, int depth) { return n - depth; } }");
        project.write("p.AHalf", "package p; class AHalf { static final int HALF = Rate.FULL + 1; }");
        project.write("p.ZUser", "package p; class ZUser { static int own() { return AHalf.HALF + Rate.FULL; } }");
        project.build();
        try (Compiler compiler = inTwoParts(project)) {
            Path rate = project.edit("p.Rate", "FULL = 1", "FULL = 10");
            project.edit("p.Rate", "int depth", "long depth");
            assertAsBuilt(compiler, project, Set.of(rate), "constants");
            Path user = project.file("p.ZUser");
            assertThat(TestProject.call(compiled(compiler.compile(List.of(user))), "p.ZUser", "own"))
                    .isEqualTo(21);
        }
    }

    /** Ways in which a method of a dependent may feel that a member changed. */
    private static final String FEELING = """
            package p;

            import java.util.*;
            import java.util.function.*;

            class Feeling {
                interface Source { long get(); }
                static final long KEPT = Rate.of(3, 4);
                long number = Rate.of(1, 2);
                final Rate rate = new Rate(1);

                long called() { long sum = 0; for (int i = 0; i < 3; i++) { sum += Rate.of(i, i); } return sum; }
                String inferred() { var of = Optional.of(Rate.of(1, 1)); return of.map(Object::getClass).toString(); }
                Object boxed() { Object value = Rate.of(1, 2); return value; }
                Source lambda() { return () -> Rate.of(1, 2); }
                BiFunction<Long, Integer, Object> reference() { return Rate::of; }
                Object made() { Rate made = new Rate(3); return made.toString() + made; }
                Object madeByReference() { Function<Integer, Rate> maker = Rate::new; return maker.apply(3); }
                String untouched(int a) { StringBuilder text = new StringBuilder(); text.append(a).append(KEPT); return text.toString(); }
                List<String> alsoUntouched(List<Long> l) { return l.stream().map(x -> "x" + x + number).sorted().toList(); }
                static class Sub extends Rate { Sub() { super(5); } String mine() { return "a string of some length" + total; } }
                class Inner { String mine() { return "another string of some length" + number; } }
            }
            """;

    @Test
    void methodsThatFeelAChangeAreCompiledAndAllOthersAreAsTheyWere() throws Exception {
        TestProject project = project("feeling");
        List<String> rates = List.of(
                "static long of(long n, int depth) { return n; } Rate(int n) { } int total;",
                "static long of(long n, long depth) { return n; } Rate(int n) { } int total;",
                "static long of(long n, long depth) { return n; } Rate(long n) { } int total;",
                "static Long of(long n, int depth) { return n; } Rate(Object n) { } long total;",
                "static int of(long n, int depth) { return 1; } Rate(int... n) { } protected String total;",
                "static double of(double n, int depth) { return n; } Rate(Number n) { } static int total;");
        project.write("p.Rate", "package p; class Rate { " + rates.get(0) + " }");
        project.write(
                "p.Feeling",
                FEELING.replace("long called()", "double called()")
                        .replace("long sum", "double sum")
                        .replace("long number", "Number number")
                        .replace("long KEPT", "Object KEPT")
                        .replace("long get", "Object get")
                        .replace("new Rate(3)", "new Rate(Integer.valueOf(3))"));
        project.build();
        try (Compiler compiler = inTwoParts(project)) {
            for (int i = 1; i < 3 * rates.size(); i++) {
                Path rate = project.write("p.Rate", "package p; class Rate { " + rates.get(i % rates.size()) + " }");
                assertAsBuilt(compiler, project, Set.of(rate), "feeling " + i);
            }
        }
    }

    @Test
    void anErrorIsToldAsOfACompilationOfAll() throws Exception {
        TestProject project = users(project("errors"), 30);
        project.write(
                "p.Zero", "package p; class Zero { int n = Rate.of(1, 2) > 0 ? 1 : 0; int m = (int) Rate.of(1, 2); }");
        project.build();
        try (Compiler compiler = project.compiler()) {
            List<Path> rate = List.of(project.edit("p.Rate", "static long of(", "static Long of("));
            assertThat(problems(compiler.compile(rate)))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.file()).isEqualTo(project.file("p.Zero")));
            project.edit("p.Zero", "(int) Rate.of(1, 2)", "Rate.of(1, 2).intValue()");
            Compilation compilation = compiler.compile(rate);
            assertThat(dependents(compilation)).hasSize(31);
            assertThat(changes(compilation))
                    .containsEntry("p.Zero", Change.BODY)
                    .containsEntry("p.User7", Change.BODY);
        }
    }

    @Test
    void aNestedClassThatIsGoneFromADependentIsGone() throws Exception {
        TestProject project = users(project("gone"), 3);
        project.write("p.Nest", "package p; class Nest { long n = Rate.of(1, 2); private static class Gone {} }");
        project.build();
        // Written, and not saved as far as the session knows: it is compiled as it is.
        project.edit("p.Nest", "private static class Gone {}", "");
        try (Compiler compiler = inTwoParts(project)) {
            Path rate = project.edit("p.Rate", "int depth", "long depth");
            Compilation.Compiled compiled = compiled(compiler.compile(List.of(rate)));
            assertThat(compiled.removedClasses()).containsExactly("p.Nest$Gone");
            List<String> names = new ArrayList<>(new TreeMap<>(changes(compiled)).keySet());
            assertThat(names).containsExactly("p.Nest", "p.Rate", "p.User0", "p.User1", "p.User2");
        }
    }
}
