package org.jurigged.apps.hang;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Says where the threads of this JVM, and of those it has started, stand. */
final class HangReport {
    private static final long DUMP_SECONDS = 10;

    private HangReport() {}

    static void print(PrintStream out) {
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            out.println(
                    "\"" + thread.getKey().getName() + "\" " + thread.getKey().getState());
            for (StackTraceElement frame : thread.getValue()) {
                out.println("    at " + frame);
            }
        }
        ProcessHandle.current().descendants().forEach(process -> print(process, out));
        out.flush();
    }

    private static void print(ProcessHandle process, PrintStream out) {
        out.println("Process " + process.pid() + ": "
                + process.info().commandLine().orElse(process.info().command().orElse("?")));
        if (process.info().command().orElse("").endsWith(File.separator + "java")) {
            try {
                out.println(dump(process.pid()));
            } catch (IOException e) {
                out.println("no thread dump: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A JVM that can't stop its threads doesn't answer: it isn't waited for, and what was written so far is enough. */
    private static String dump(long pid) throws IOException, InterruptedException {
        Path file = Files.createTempFile("jurigged-threads-", ".txt");
        try {
            Process jcmd = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            "Thread.print"))
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            if (!jcmd.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
                jcmd.destroyForcibly();
                return "no thread dump in " + DUMP_SECONDS + " s";
            }
            return Files.readString(file, Charset.defaultCharset());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
