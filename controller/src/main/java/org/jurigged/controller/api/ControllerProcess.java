package org.jurigged.controller.api;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import org.jurigged.controller.JuriggedException;

/** Starts a process of ours beside the program that we are in: a JVM can't stop its own threads and go on. */
final class ControllerProcess {
    /** A file whose classes are ours, where they can't be found by themselves. */
    private static final String JAR = "jurigged.jar";

    private static final int LAST_WORDS = 2000;

    private final Process process;
    private final StringBuilder said = new StringBuilder();

    private ControllerProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "jurigged-controller-errors");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it on this JVM's JDK. It ends when its input does, thus with this JVM at the latest. */
    static ControllerProcess start() throws JuriggedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                classPath(),
                ControllerMain.class.getName());
        try {
            return new ControllerProcess(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new JuriggedException(
                    "No process could be started to make this program live: " + e.getMessage() + ".", e);
        }
    }

    Process process() {
        return process;
    }

    /** Where our classes are: those of an application's own class loader are on its class path, or in one jar. */
    private static String classPath() throws JuriggedException {
        String given = System.getProperty(JAR);
        if (given != null) {
            return given;
        }
        if (ControllerProcess.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            return System.getProperty("java.class.path") + modulePath();
        }
        CodeSource source = ControllerProcess.class.getProtectionDomain().getCodeSource();
        try {
            if (source != null && "file".equals(source.getLocation().getProtocol())) {
                Path path = Path.of(source.getLocation().toURI());
                if (Files.exists(path)) {
                    return path.toString();
                }
            }
        } catch (URISyntaxException e) {
            // As one that isn't a file.
        }
        throw new JuriggedException("This program has jurigged's classes from "
                + (source == null ? "an unknown place" : source.getLocation())
                + ", where another process can't load them; name its jar with -D" + JAR + "=FILE.");
    }

    private static String modulePath() {
        String modules = System.getProperty("jdk.module.path");
        return modules == null || modules.isEmpty() ? "" : File.pathSeparator + modules;
    }

    private void read() {
        try (InputStream errors = process.getErrorStream()) {
            byte[] some = new byte[LAST_WORDS];
            for (int read = errors.read(some); read >= 0; read = errors.read(some)) {
                synchronized (said) {
                    said.append(new String(some, 0, read, Charset.defaultCharset()));
                    said.delete(0, Math.max(0, said.length() - LAST_WORDS));
                }
            }
        } catch (IOException e) {
            // It is gone.
            return;
        }
    }

    /** Says what the process printed last, in brackets; nothing if it printed nothing. */
    String lastWords() {
        synchronized (said) {
            String words = said.toString().strip();
            return words.isEmpty() ? "" : " (" + words.lines().findFirst().orElse("") + ")";
        }
    }
}
