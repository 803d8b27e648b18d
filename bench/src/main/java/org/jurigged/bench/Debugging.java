package org.jurigged.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.bench.debug.Walked;
import org.jurigged.bench.debug.Walker;

/** What a debugger's steps and reads take through the shared port, beside those without it, in turns on one JVM. */
final class Debugging implements Bench {
    private static final int VALUES = 10_000;

    @Override
    public String name() {
        return "debug";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        int rounds = lab.times(6, 2);
        int steps = lab.times(300, 50);
        Way direct = new Way();
        Way shared = new Way();
        int port = freePort();
        Process program = java(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port,
                Walked.class.getName());
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            for (int round = 0; round <= rounds; round++) {
                boolean counts = round > 0;
                // A JVM says so each time that it listens again.
                awaitLine(told);
                direct.walk(port, steps, counts);
                awaitLine(told);
                try (SharedPortProcess sharing = SharedPortProcess.open(lab, port, freePort())) {
                    shared.walk(sharing.port(), steps, counts);
                }
            }
        } finally {
            program.destroyForcibly().onExit().join();
        }
        report.add(
                name(),
                "each of the first " + steps + " steps of a connection, to the JVM itself",
                new Sample(direct.firstMillis).describe());
        report.add(
                name(),
                "each of the first " + steps + " steps of a connection, through a port just opened",
                new Sample(shared.firstMillis).describe());
        report(report, "a step after those", direct.stepMillis, shared.stepMillis, 1.2);
        report(report, VALUES + " StackFrame.GetValues", direct.valueMillis, shared.valueMillis, 1.3);
    }

    /** What one way of attaching took. */
    private static final class Way {
        private final List<Double> firstMillis = new ArrayList<>();
        private final List<Double> stepMillis = new ArrayList<>();
        private final List<Double> valueMillis = new ArrayList<>();

        /** The first steps through a port are the first packets of the process that shares it: interpreted, and timed by themselves. */
        void walk(int port, int steps, boolean counts) throws IOException, InterruptedException {
            try (Walker walker = new Walker(port)) {
                List<Double> first = walker.stepMillis(steps);
                List<Double> millis = walker.stepMillis(steps);
                double values = walker.valuesMillis(VALUES);
                if (counts) {
                    firstMillis.addAll(first);
                    stepMillis.addAll(millis);
                    valueMillis.add(values);
                }
            }
        }
    }

    private void report(Report report, String what, List<Double> direct, List<Double> shared, double most) {
        Sample without = new Sample(direct);
        Sample with = new Sample(shared);
        report.add(name(), what + ", to the JVM itself", without.describe());
        report.add(name(), what + ", through the shared port", with.describe());
        report.addRatio(name(), what + ": shared / direct", with.median() / without.median(), most);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Process java(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String awaitLine(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("a process of the bench ended at once");
        }
        return line;
    }
}
