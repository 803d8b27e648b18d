package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.project.Jdks;

/** A program on a JRE that has the debug agent, as containers often have it: our own javac does for its JDK's. */
final class JreTest {
    @TempDir
    Path folder;

    @Test
    void runsProgramsThatGoLive() throws Exception {
        Optional<ToolProvider> jlink = ToolProvider.findFirst("jlink");
        Path modules = Path.of(System.getProperty("java.home"), "jmods");
        assumeTrue(jlink.isPresent() && Files.isDirectory(modules), "this JDK can't link an image: it has no jmods");
        Path jre = folder.resolve("jre");
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        String linked = "java.base,jdk.jdwp.agent";
        assertThat(jlink.get().run(out, out, "--add-modules", linked, "--output", jre.toString()))
                .as("%s", said)
                .isZero();
        try (LiveProgram program =
                LivePrograms.on(Jdks.of(jre).orElseThrow()).source("""
                        package jre;

                        public class Shop {
                            public static String text() {
                                return "old";
                            }
                        }
                        """).start()) {
            assertThat(program.call("jre.Shop.text")).isEqualTo("old");
            program.edit("jre.Shop", "old", "new").live();
            assertThat(program.call("jre.Shop.text")).isEqualTo("new");
        }
    }
}
