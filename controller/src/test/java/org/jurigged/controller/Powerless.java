package org.jurigged.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a piece of a test as somebody who may not read every file: in this process, unless that is root's; then in one
 * that has lost root's power to do so.
 */
public final class Powerless {
    private static final List<String> DROP =
            List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all");

    private Powerless() {}

    /** The piece of a test; has a public constructor without parameters. */
    public interface Body {
        /** Runs it with a directory to work in. */
        void run(Path directory) throws Exception;
    }

    /** Runs a body; skips the test where that can't be done. */
    public static void run(Class<? extends Body> body, Path directory) throws Exception {
        Path closed = Files.createDirectory(
                directory.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        boolean powerful = Files.isReadable(closed);
        Files.delete(closed);
        if (powerful) {
            assumeTrue(
                    exitCode(new StringBuilder(), "true") == 0, "root reads everything, and can't do without it here");
            StringBuilder said = new StringBuilder();
            int exitCode = exitCode(
                    said,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Powerless.class.getName(),
                    body.getName(),
                    directory.toString());
            assertThat(exitCode).as("%s", said).isZero();
        } else {
            body.getDeclaredConstructor().newInstance().run(directory);
        }
    }

    private static int exitCode(StringBuilder said, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(DROP);
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            said.append(new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()));
            return process.waitFor();
        } catch (IOException e) {
            // There is no such command here.
            return -1;
        }
    }

    /** Runs, in a process of its own, the body that is named first in the directory that is named second. */
    public static void main(String[] args) throws Exception {
        ((Body) Class.forName(args[0]).getDeclaredConstructor().newInstance()).run(Path.of(args[1]));
        System.exit(0);
    }
}
