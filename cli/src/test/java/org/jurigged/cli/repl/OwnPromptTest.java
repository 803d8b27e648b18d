package org.jurigged.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jurigged.controller.project.Jdk;

/** {@code jurigged} alone. */
class OwnPromptTest {
    private static final String BAG = """
            package com.acme;

            public class Bag {
                public int size = 4;

                public int twice() {
                    return size * 2;
                }
            }
            """;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Session.jdks().stream();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void savesGoLiveInWhatSnippetsCallAndVariablesHold(Jdk jdk) throws Exception {
        Path bag = Files.createDirectories(folder.resolve("com/acme")).resolve("Bag.java");
        Files.writeString(bag, BAG);
        Files.writeString(folder.resolve("Plain.java"), "class Plain { static String name() { return \"plain\"; } }\n");
        try (Session session = Session.start(jdk, folder)) {
            session.type("import com.acme.*\nvar bag = new Bag()\nbag.twice()\nPlain.name() + bag.size");
            assertThat(session.next()).startsWith("bag ==> com.acme.Bag@");
            session.says("$1 ==> 8", "$2 ==> \"plain4\"");
            session.type("IntSupplier all = () -> bag.twice() + 1\nSystem.out.println(\"printed\")");
            assertThat(session.next()).startsWith("all ==> ");
            session.says("printed");
            Files.writeString(
                    bag,
                    BAG.replace("size * 2", "size * half() * 6")
                            .replace(
                                    "    public int twice",
                                    "    public int half() {\n        return 1;\n    }\n\n    public int twice"));
            session.told("Live");
            session.type("bag.twice()\nall.getAsInt()\nbag.half()").says("$3 ==> 24", "$4 ==> 25", "$5 ==> 1");
            Files.writeString(folder.resolve("Late.java"), "class Late { int n = new com.acme.Bag().twice(); }\n");
            session.told("Live");
            session.type("new Late().n").says("$6 ==> 24");
            List<ProcessHandle> jvms = session.process().descendants().toList();
            assertThat(jvms).isNotEmpty();
            assertThat(session.type("/exit 3").end()).isEqualTo(3);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> jvms.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whatDoesNotCompileIsToldAndASnippetMayEndTheJvm(Jdk jdk) throws Exception {
        Path source = Files.writeString(folder.resolve("Half.java"), "class Half { int n = ; }\n");
        try (Session session = Session.start(jdk, folder)) {
            assertThat(session.told("Trouble")).contains("Half.java:1: error: illegal start of expression");
            session.type("6 * 7").says("$1 ==> 42");
            Files.writeString(source, "class Half { int n = 5; }\n");
            session.told("Live");
            session.type("new Half().n").says("$2 ==> 5");
            session.type("System.exit(4)").says("|  The program has ended.");
            assertThat(session.end()).isEqualTo(4);
        }
    }
}
