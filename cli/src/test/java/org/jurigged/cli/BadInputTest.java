package org.jurigged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong: one sentence that says what, and an exit code; never a stack trace. */
class BadInputTest {
    @TempDir
    Path folder;

    private record Said(int exitCode, String out, String err) {}

    private static Said jurigged(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Said(exitCode, out.toString(), err.toString());
    }

    private static void assertSentence(Said said, String... parts) {
        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        assertThat(said.err()).contains(parts).doesNotContain("\tat ", "Exception");
        assertThat(said.err().strip().lines()).hasSize(1);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void aMissingSourceFileIsNamed() {
        Path missing = folder.resolve("Missing.java");
        assertSentence(jurigged("run", missing.toString()), "There is no source file", missing.toString());
    }

    @Test
    void runMayBeLeftOut() {
        assertSentence(jurigged(folder.resolve("Missing.java").toString()), "There is no source file");
    }

    @Test
    void flagsMayStandBeforeTheCommand() {
        String missing = folder.resolve("Missing.java").toString();
        assertSentence(jurigged("-v", "--sync", "run", missing), "There is no source file", missing);
        assertSentence(jurigged("-v", missing), "There is no source file", missing);
    }

    @Test
    void optionsBehindTheProgramAreItsOwn() {
        String missing = folder.resolve("Missing.java").toString();
        assertSentence(jurigged("run", missing, "--server.port=80", "-v", "--help"), "There is no source file");
        assertSentence(jurigged(missing, "--", "-x"), "There is no source file");
    }

    @Test
    void aMissingJarIsNamed() {
        assertSentence(jurigged("run", folder.resolve("gone.jar").toString()), "There is no jar", "gone.jar");
    }

    @Test
    void aDirectoryIsNoSourceFile() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("Dir.java"));
        assertSentence(jurigged("run", directory.toString()), "can't be read as a source file");
    }

    @Test
    void aJarWithoutAMainClassIsNamed() throws IOException {
        Path jar = folder.resolve("library.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new ZipEntry("readme"));
            out.closeEntry();
        }
        assertSentence(jurigged("run", jar.toString()), "has no Main-Class", "library.jar");
    }

    @Test
    void aFileThatIsNoJarIsNamed() throws IOException {
        Path jar = Files.writeString(folder.resolve("text.jar"), "no jar at all");
        assertSentence(jurigged("run", jar.toString()), "can't be read as a jar");
    }

    @Test
    void anUnknownClassIsNamedWithTheClassPath() {
        assertSentence(
                jurigged("run", "-cp", folder.toString(), "com.acme.Nowhere"),
                "There is no class com.acme.Nowhere on the class path " + folder);
    }

    @Test
    void anUnknownMethodIsNamed() {
        assertSentence(
                jurigged("run", "-cp", folder.toString(), "-m", "com.acme.Nowhere:main"),
                "There is no class com.acme.Nowhere");
    }

    @Test
    void aPlaceWithoutJavaIsNamed() throws IOException {
        Path source = Files.writeString(folder.resolve("A.java"), "class A { public static void main(String[] a) {} }");
        assertSentence(jurigged("run", "--jvm", folder.toString(), source.toString()), "There is no Java at " + folder);
    }

    @Test
    void aSourceFileThatDoesNotCompileIsToldByTheCompiler() throws IOException {
        Path source = Files.writeString(folder.resolve("B.java"), "class B { int x = ; }");
        Said said = jurigged("run", source.toString());
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .contains("B.java:1", "illegal start of expression")
                .doesNotContain("\tat ");
    }

    @Test
    void aSourceFileWithoutAClassIsNamed() throws IOException {
        Path source = Files.writeString(folder.resolve("Empty.java"), "// nothing\n");
        assertSentence(jurigged("run", source.toString()), "Empty.java declares no class to run");
    }

    @Test
    void aProcessThatIsNoJvmIsNamed() {
        assertSentence(jurigged("attach", "1"), "no JVM of yours with process id 1");
    }

    @Test
    void aNameThatNoJvmHasIsNamed() {
        assertSentence(jurigged("attach", "no.such.Program"), "'no.such.Program'", "jurigged list");
    }

    /** Starts a JVM that waits until its stdin is closed. */
    private Process waiting(String mainClass, String... options) throws IOException {
        Path source = Files.writeString(folder.resolve(mainClass + ".java"), """
                public class %s {
                    public static void main(String[] args) throws Exception {
                        System.out.println("up");
                        System.in.read();
                    }
                }
                """.formatted(mainClass));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", folder.toString(), mainClass));
        Process process = new ProcessBuilder(command).start();
        assertThat(process.inputReader().readLine()).isEqualTo("up");
        return process;
    }

    @Test
    void aNameThatTwoJvmsHaveIsToldWithBoth() throws Exception {
        Process one = waiting("TwinForBadInput");
        try {
            Process other = waiting("TwinForBadInput");
            try {
                assertSentence(
                        jurigged("attach", "TwinForBadInput"),
                        "'TwinForBadInput' is in the names of 2 JVMs",
                        Long.toString(one.pid()),
                        Long.toString(other.pid()),
                        "Give the process id of one");
            } finally {
                other.destroyForcibly().waitFor();
            }
        } finally {
            one.destroyForcibly().waitFor();
        }
    }

    @Test
    void aJvmThatLetsNobodyInIsToldSo() throws Exception {
        Process plain = waiting("PlainForBadInput", "-XX:+DisableAttachMechanism");
        try {
            assertSentence(
                    jurigged("attach", Long.toString(plain.pid())),
                    "PlainForBadInput) can't be made live: it was started with -XX:+DisableAttachMechanism",
                    "jurigged run");
        } finally {
            plain.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSourceFileInAnotherEncodingIsNamedUnlessItIsSaidWhich() throws IOException {
        Path source = Files.write(folder.resolve("Latin.java"), """
                class Latin {
                    public static void main(String[] args) {
                        System.exit("é".length() == 1 && "é".charAt(0) == 0xe9 ? 7 : 8);
                    }
                }
                """.getBytes(StandardCharsets.ISO_8859_1));
        assertSentence(
                jurigged("run", "-cp", folder.toString(), source.toString()),
                "Latin.java is not valid UTF-8",
                "--encoding");
        Said said = jurigged("run", "-cp", folder.toString(), "--encoding", "ISO-8859-1", source.toString());
        assertThat(said.exitCode()).as(said.err()).isEqualTo(7);
    }

    @Test
    void aPortThatNobodyListensAtIsNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertSentence(jurigged("attach", "localhost:" + port), "No JVM listens", "localhost:" + port);
    }

    @Test
    void aCommandThatDoesNotExistIsNamed() {
        assertSentence(jurigged("exec", "--", "no-such-command-here"), "no-such-command-here", "could not be started");
    }

    @Test
    void aWrongNumberIsAUsageError() {
        Said said = jurigged("run", "-d", "soon", "A.java");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("'soon' is no number of seconds");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        Said said = jurigged("run", "--no-such-option", "A.java");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err().lines())
                .containsExactly(
                        "jurigged: Unknown option: '--no-such-option'",
                        "Possible solutions: --no-run, --no-conform",
                        "'jurigged run --help' says what can be given.");
    }

    @Test
    void aPortThatWouldBeTheProgramIsAUsageError() {
        for (String command : List.of("run", "exec")) {
            Said said = jurigged(command, "--debug", "5005", "A.java");
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).startsWith("jurigged: The port is written --debug=5005;");
        }
    }

    @Test
    void anUnknownCharsetIsAUsageError() throws IOException {
        Path source = Files.writeString(folder.resolve("C.java"), "class C { public static void main(String[] a) {} }");
        Said said = jurigged("run", "--encoding", "no-such", source.toString());
        assertThat(said.exitCode()).isNotZero();
        assertThat(said.err()).contains("no charset 'no-such'").doesNotContain("\tat ");
    }
}
