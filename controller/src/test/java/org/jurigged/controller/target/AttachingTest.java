package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;
import org.jurigged.controller.live.TestJdk;

/** Several processes that connect to a JVM at the same moment: it says nothing of that on the program's output. */
@OnEachJdk
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal is sent there")
class AttachingTest {
    private static final int PROGRAMS = 8;
    private static final int PROCESSES = 3;

    @Parameter
    int feature;

    @TempDir
    Path directory;

    private final List<Process> programs = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        Path source = Files.writeString(directory.resolve("Idle.java"), """
                final class Idle {
                    public static void main(String[] args) throws Exception {
                        System.out.println("up");
                        System.in.read();
                        System.out.println("down");
                    }
                }
                """);
        TestJdk.compile(TestJdk.of(feature), List.of(source), List.of(), directory, StandardCharsets.UTF_8);
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(start(List.of(
                    TestJdk.of(feature).java().toString(), "-Xshare:auto", "-cp", directory.toString(), "Idle")));
        }
        for (Process program : programs) {
            assertThat(program.inputReader().readLine()).isEqualTo("up");
        }
    }

    @AfterEach
    void end() {
        programs.forEach(Process::destroyForcibly);
        processes.forEach(Process::destroyForcibly);
        programs.clear();
        processes.clear();
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void give(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    private static List<String> rest(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        return output.lines().toList();
    }

    @Test
    void aJvmThatSeveralProcessesConnectToPrintsNoThreadDump() throws Exception {
        List<String> command = TestJdk.jurigged(
                AttachingProcess.class,
                programs.stream().map(p -> Long.toString(p.pid())).toArray(String[]::new));
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start(command));
        }
        for (Process process : processes) {
            assertThat(process.inputReader().readLine()).isEqualTo("ready");
        }
        for (Process process : processes) {
            give(process);
        }
        for (Process process : processes) {
            assertThat(rest(process)).containsExactly("attached");
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        for (Process program : programs) {
            give(program);
            assertThat(rest(program)).containsExactly("down");
        }
    }
}
