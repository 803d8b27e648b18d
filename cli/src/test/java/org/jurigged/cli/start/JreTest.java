package org.jurigged.cli.start;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.cli.Main;

/** What is said where there is only a JRE: one that was linked without compiler and debugger. */
class JreTest {
    @TempDir
    static Path folder;

    private static Path jre;

    @BeforeAll
    static void link() {
        Optional<ToolProvider> jlink = ToolProvider.findFirst("jlink");
        Path modules = Path.of(System.getProperty("java.home"), "jmods");
        assumeTrue(jlink.isPresent() && Files.isDirectory(modules), "this JDK can't link an image: it has no jmods");
        jre = folder.resolve("jre");
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int exitCode = jlink.get().run(out, out, "--add-modules", "java.base", "--output", jre.toString());
        assertThat(exitCode).as("%s", said).isZero();
    }

    private record Said(int exitCode, String text) {}

    private static Said jurigged(Path java, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java.resolve("bin").resolve("java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        return new Said(process.waitFor(), text);
    }

    private static void assertSentence(Said said, String... parts) {
        assertThat(said.exitCode()).as(said.text()).isEqualTo(1);
        assertThat(said.text().strip().lines()).hasSize(1);
        assertThat(said.text()).startsWith("jurigged").contains(parts);
    }

    @Test
    void isNamedWithWhatItLacks() throws Exception {
        for (String command : List.of("run", "exec", "attach", "list")) {
            assertSentence(
                    jurigged(jre, command, "x"),
                    "The Java at " + jre,
                    "jdk.attach, jdk.compiler, jdk.jdi",
                    "set JAVA_HOME to a JDK");
        }
    }

    @Test
    void tellsTheVersionAllTheSame() throws Exception {
        Said said = jurigged(jre, "--version");
        assertThat(said.exitCode()).isZero();
        assertThat(said.text()).startsWith("jurigged ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isRefusedByTheStartScript() throws Exception {
        Path script = Layout.distribution(folder.resolve("jurigged"));
        Map<String, String> environment = Layout.environment(folder.resolve("cache"));
        environment.put("JAVA_HOME", jre.toString());
        Path bin = Files.createDirectories(folder.resolve("bin"));
        environment.put("PATH", bin.toString());
        for (String tool : List.of("dirname", "readlink", "sed")) {
            Path shim = Files.createFile(bin.resolve(tool), asFileAttribute(fromString("rwxr-xr-x")));
            Files.writeString(shim, "#!/bin/sh\nPATH='" + System.getenv("PATH") + "' exec " + tool + " \"$@\"\n");
        }
        Script.End end = Script.run(environment, script, "list");
        assertSentence(new Said(end.exitCode(), end.err()), "JAVA_HOME (" + jre + ") has no compiler");
    }

    @Test
    void canNotRunAProgramLiveWithoutADebugAgent() throws Exception {
        Path source = Files.writeString(
                folder.resolve("Hello.java"), "class Hello { public static void main(String[] a) {} }");
        Path classes = folder.resolve("classes");
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertThat(javac.run(System.out, System.err, "-d", classes.toString(), source.toString()))
                .isZero();
        Path ours = Path.of(System.getProperty("java.home"));
        assertSentence(
                jurigged(ours, "run", "--jvm", jre.toString(), "-cp", classes.toString(), "Hello"),
                "The Java at " + jre + " has no debug agent",
                "--jvm");
        assertSentence(
                jurigged(ours, "run", "--jvm", jre.toString(), source.toString()),
                "The Java at " + jre + " has no compiler",
                "--jvm");
    }
}
