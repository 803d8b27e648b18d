package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jurigged.controller.compile.TestProject.call;
import static org.jurigged.controller.compile.TestProject.changes;
import static org.jurigged.controller.compile.TestProject.compiled;
import static org.jurigged.controller.compile.TestProject.dependents;
import static org.jurigged.controller.compile.TestProject.problems;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerTest {
    @TempDir
    Path folder;

    private TestProject project;
    private Compiler compiler;

    @BeforeEach
    void project() throws Exception {
        project = new TestProject(folder);
        project.write("com.acme.Ballon", """
                package com.acme;

                public class Ballon {
                    public static int size() {
                        Runnable r = new Runnable() {
                            public void run() {}
                        };
                        return 1;
                    }
                }
                """);
        project.write("com.acme.Party", """
                package com.acme;

                class Party {
                    static int total() {
                        return 2 * Ballon.size();
                    }
                }
                """);
        project.build();
        compiler = project.compiler();
    }

    @AfterEach
    void close() {
        compiler.close();
    }

    @Nested
    class WhatChanged {
        @Test
        void isNothingForATouch() throws Exception {
            Compilation compilation = compiler.compile(List.of(project.file("com.acme.Ballon")));
            assertThat(changes(compilation))
                    .isEqualTo(Map.of("com.acme.Ballon", Change.SAME, "com.acme.Ballon$1", Change.SAME));
            assertThat(compiled(compilation).unchanged()).isTrue();
        }

        @Test
        void isOnlyLinesForAComment() throws Exception {
            Path file = project.edit("com.acme.Ballon", "return 1;", "// one\n        return 1;");
            Compilation compilation = compiler.compile(List.of(file));
            assertThat(changes(compilation))
                    .isEqualTo(Map.of("com.acme.Ballon", Change.LINES_ONLY, "com.acme.Ballon$1", Change.SAME));
            assertThat(compiled(compilation).unchanged()).isFalse();
        }

        @Test
        void isABodyWithoutDependents() throws Exception {
            Path file = project.edit("com.acme.Ballon", "return 1;", "return 7;");
            Compilation compilation = compiler.compile(List.of(file));
            assertThat(changes(compilation)).containsEntry("com.acme.Ballon", Change.BODY);
            assertThat(dependents(compilation)).isEmpty();
            assertThat(call(compiled(compilation), "com.acme.Ballon", "size")).isEqualTo(7);
            assertThat(compiled(compilation).texts()).containsOnlyKeys(file);
            assertThat(compiled(compilation).classes()).allMatch(c -> c.source().equals(file));
        }

        @Test
        void isTheSchemaForANewMethod() throws Exception {
            Path file = project.edit(
                    "com.acme.Ballon", "return 1;\n    }", "return one();\n    }\n    static int one() { return 1; }");
            assertThat(changes(compiler.compile(List.of(file)))).containsEntry("com.acme.Ballon", Change.SCHEMA);
        }

        @Test
        void isANewClass() throws Exception {
            Path file = project.write("com.acme.Cake", "package com.acme; class Cake { Ballon b; }");
            assertThat(changes(compiler.compile(List.of(file)))).isEqualTo(Map.of("com.acme.Cake", Change.NEW));
        }

        @Test
        void isNotHiddenByABuildThatWasFaster() throws Exception {
            compiler.compile(List.of(project.file("com.acme.Ballon"))); // the index is there
            Path file = project.edit("com.acme.Ballon", "return 1;", "return 7;");
            project.build();
            assertThat(changes(compiler.compile(List.of(file)))).containsEntry("com.acme.Ballon", Change.SCHEMA);
        }
    }

    @Nested
    class WhatWasRead {
        @Test
        void isTheSameNoMoreOnceTheFileIsWrittenAgain() throws Exception {
            Path file = project.write("com.acme.Half", "");
            Compilation.Compiled half = compiled(compiler.compile(List.of(file)));
            assertThat(compiler.isStillRead(half)).isTrue();
            project.write("com.acme.Half", "package com.acme; class Half { }");
            assertThat(compiler.isStillRead(half)).isFalse();
            assertThat(compiler.isStillRead(compiled(compiler.compile(List.of(file)))))
                    .isTrue();
        }

        @Test
        void isTheSameNoMoreOnceAFileThatWasGoneIsBack() throws Exception {
            Path file = project.file("com.acme.Party");
            String text = Files.readString(file);
            Files.delete(file);
            Compilation.Compiled gone = compiled(compiler.compile(List.of(file)));
            assertThat(compiler.isStillRead(gone)).isTrue();
            Files.writeString(file, text);
            assertThat(compiler.isStillRead(gone)).isFalse();
        }

        @Test
        void isTheSameNoMoreOnceItCanBeRead() throws Exception {
            Path file = project.write("com.acme.Half", "");
            Files.write(file, new byte[] {(byte) 0xC3});
            Compilation failed = compiler.compile(List.of(file));
            assertThat(problems(failed)).isNotEmpty();
            assertThat(compiler.isStillRead(failed)).isTrue();
            project.write("com.acme.Half", "package com.acme; class Half { }");
            assertThat(compiler.isStillRead(failed)).isFalse();
        }

        @Test
        void isTheSameNoMoreOnceWhatOthersLackedIsThere() throws Exception {
            Path half = project.write("com.acme.Half", "");
            Path user = project.write("com.acme.User", "package com.acme; class User { Half half; }");
            Compilation failed = compiler.compile(List.of(half, user));
            assertThat(problems(failed)).isNotEmpty();
            assertThat(compiler.isStillRead(failed)).isTrue();
            project.write("com.acme.Half", "package com.acme; class Half { }");
            assertThat(compiler.isStillRead(failed)).isFalse();
            assertThat(compiler.isStillRead(compiled(compiler.compile(List.of(half, user)))))
                    .isTrue();
        }
    }

    @Nested
    class RemovedClasses {
        @Test
        void areThoseThatTheSourceMakesNoLonger() throws Exception {
            Path file = project.write(
                    "com.acme.Ballon", "package com.acme; public class Ballon { static int size() { return 1; } }");
            assertThat(compiled(compiler.compile(List.of(file))).removedClasses())
                    .containsExactly("com.acme.Ballon$1");
        }

        @Test
        void areThoseOfADeletedSource() throws Exception {
            Files.delete(project.file("com.acme.Party"));
            Compilation.Compiled compiled = compiled(compiler.compile(List.of(project.file("com.acme.Party"))));
            assertThat(compiled.classes()).isEmpty();
            assertThat(compiled.deleted()).containsExactly(project.file("com.acme.Party"));
            assertThat(compiled.removedClasses()).containsExactly("com.acme.Party");
        }

        @Test
        void areNotVisibleToTheSourcesThatUsedThem() throws Exception {
            Files.delete(project.file("com.acme.Ballon"));
            assertThat(problems(compiler.compile(List.of(project.file("com.acme.Ballon")))))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.file()).isEqualTo(project.file("com.acme.Party")));
        }

        @Test
        void areGoneOnlyAfterTheyWereAccepted() throws Exception {
            Files.delete(project.file("com.acme.Party"));
            Compilation.Compiled compiled = compiled(compiler.compile(List.of(project.file("com.acme.Party"))));
            assertThat(compiler.current("com.acme.Party")).isPresent();
            compiler.accept(compiled);
            assertThat(compiler.current("com.acme.Party")).isEmpty();
            Path user = project.write("com.acme.User", "package com.acme; class User { Party p; }");
            assertThat(problems(compiler.compile(List.of(user)))).hasSize(1);
        }

        @Test
        void areNotThoseThatMovedToAnotherSource() throws Exception {
            Path gone = project.file("com.acme.Party");
            Files.delete(gone);
            Path file = project.edit("com.acme.Ballon", "public class Ballon", "class Party {}\npublic class Ballon");
            Compilation.Compiled compiled = compiled(compiler.compile(List.of(gone, file)));
            assertThat(compiled.removedClasses()).isEmpty();
            assertThat(changes(compiled)).containsEntry("com.acme.Party", Change.SCHEMA);
        }
    }

    @Nested
    class AcceptedClasses {
        @Test
        void standBeforeTheClassPath() throws Exception {
            Path file = project.edit(
                    "com.acme.Ballon",
                    "return 1;",
                    "return more();\n    }\n    static int more() {\n        return 3;");
            Compilation.Compiled compiled = compiled(compiler.compile(List.of(file)));
            compiler.accept(compiled);

            assertThat(compiler.current("com.acme.Ballon"))
                    .hasValueSatisfying(bytes -> assertThat(bytes)
                            .isEqualTo(compiled.classes().get(1).bytes()));
            assertThat(changes(compiler.compile(List.of(file)))).containsEntry("com.acme.Ballon", Change.SAME);
            Path user = project.edit("com.acme.Party", "Ballon.size()", "Ballon.more()");
            assertThat(changes(compiler.compile(List.of(user)))).containsEntry("com.acme.Party", Change.BODY);
        }

        @Test
        void areIndexedLikeThoseOfTheClassPath() throws Exception {
            Path user = project.write("com.acme.Guest", "package com.acme; class Guest { int n = Ballon.size(); }");
            compiler.accept(compiled(compiler.compile(List.of(user))));
            Path file = project.edit("com.acme.Ballon", "int size()", "long size()");
            assertThat(problems(compiler.compile(List.of(file))))
                    .extracting(Problem::file)
                    .contains(user, project.file("com.acme.Party"));
        }

        @Test
        void areNotThoseThatWereOnlyCompiled() throws Exception {
            Path file = project.edit("com.acme.Ballon", "return 1;", "return 3;");
            byte[] before = compiler.current("com.acme.Ballon").orElseThrow();
            compiler.compile(List.of(file));
            assertThat(compiler.current("com.acme.Ballon")).hasValue(before);
            assertThat(changes(compiler.compile(List.of(file)))).containsEntry("com.acme.Ballon", Change.BODY);
        }
    }

    @Test
    void compilesGivenTextInsteadOfTheFile() throws Exception {
        Path file = project.file("com.acme.Ballon");
        String text = "package com.acme; public class Ballon { public static int size() { return 5; } }";
        Compilation.Compiled compiled = compiled(compiler.compile(List.of(file), Map.of(file, text)));
        assertThat(compiled.texts()).containsEntry(file, text);
        assertThat(call(compiled, "com.acme.Ballon", "size")).isEqualTo(5);
    }

    @Test
    void leavesOutModuleInfo() throws Exception {
        Path module =
                Files.writeString(project.sources.resolve("module-info.java"), "module com.acme { exports none; }");
        assertThat(compiled(compiler.compile(List.of(module))).classes()).isEmpty();
    }

    @Test
    void compilesWithRangesOnRequest() throws Exception {
        Path file = project.edit("com.acme.Ballon", "return 1;", "return Cake.SLICES;");
        Path cake = project.write("com.acme.Cake", "package com.acme; class Cake { static int SLICES = 8; }");
        Compilation.Compiled compiled = compiled(compiler.compile(List.of(file, cake)));

        Map<String, byte[]> classes = compiler.compileWithRanges(compiled, List.of(file));

        assertThat(classes).containsOnlyKeys("com.acme.Ballon", "com.acme.Ballon$1");
        assertThat(new String(classes.get("com.acme.Ballon"), StandardCharsets.ISO_8859_1))
                .contains("CharacterRangeTable");
        for (CompiledClass c : compiled.classes()) {
            if (classes.containsKey(c.name())) {
                assertThat(ClassComparison.compare(c.bytes(), classes.get(c.name())))
                        .isEqualTo(Change.LINES_ONLY);
            }
        }
    }

    @Test
    void seesAJarThatWasReplaced() throws Exception {
        Path library = folder.resolve("library.jar");
        TestJar.write(library, "lib.Tool", "package lib; public class Tool { public static void one() {} }");
        project.library(library);
        try (Compiler withLibrary = project.compiler()) {
            Path one = project.write("com.acme.User", "package com.acme; class User { void m() { lib.Tool.one(); } }");
            assertThat(withLibrary.compile(List.of(one))).isInstanceOf(Compilation.Compiled.class);

            TestJar.write(library, "lib.Tool", "package lib; public class Tool { public static void second() {} }");

            Path two = project.edit("com.acme.User", "one()", "second()");
            assertThat(withLibrary.compile(List.of(two))).isInstanceOf(Compilation.Compiled.class);
            assertThat(withLibrary.current("lib.Tool"))
                    .hasValueSatisfying(bytes ->
                            assertThat(AbiReader.read(bytes).members()).containsKey(new Abi.Member("second", "()V")));
        }
    }

    @Test
    void warmsUpWithoutATrace() throws Exception {
        project.edit("com.acme.Ballon", "return 1;", "// %s\n        return 1;".formatted("long enough ".repeat(40)));
        compiler.warm();
        Compilation compilation = compiler.compile(List.of(project.edit("com.acme.Party", "2 *", "3 *")));
        assertThat(changes(compilation)).isEqualTo(Map.of("com.acme.Party", Change.BODY));
        assertThat(compiler.awaitWarm(20, TimeUnit.SECONDS)).isTrue();
        assertThat(changes(compiler.compile(List.of(project.file("com.acme.Ballon")))))
                .containsEntry("com.acme.Ballon", Change.LINES_ONLY);
    }

    @Test
    void saysThatItIsClosed() {
        compiler.close();
        compiler.close();
        assertThat(catchThrowable(() -> compiler.compile(List.of(project.file("com.acme.Party")))))
                .isInstanceOf(CompilerException.class)
                .hasMessage("The compiler is closed.");
    }
}
