package org.jurigged.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.bench.app.Hello;
import org.jurigged.bench.project.GeneratedProject;

/** The time until a program's {@code main} runs, with jurigged and without, and what {@code --version} takes. */
final class Start implements Bench {
    private static final int SIZE = 300;
    private static final double ABOVE_JAVA = 250;
    private static final double VERSION = 250;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        GeneratedProject project = lab.project(SIZE);
        String script = lab.installation().script().toString();
        List<String> hello = List.of("-cp", project.classes().toString(), Hello.class.getName());
        List<String> java = with(List.of(Installation.java()), hello);
        List<String> jurigged = with(List.of(script, "run"), hello);
        List<Double> javaTimes = new ArrayList<>();
        List<Double> juriggedTimes = new ArrayList<>();
        List<Double> versionTimes = new ArrayList<>();
        for (int i = 0; i < lab.times(15, 3); i++) {
            javaTimes.add(untilMain(java, project));
            juriggedTimes.add(untilMain(jurigged, project));
            versionTimes.add(untilEnd(List.of(script, "--version"), project));
        }
        Sample plain = new Sample(javaTimes);
        Sample live = new Sample(juriggedTimes);
        Sample version = new Sample(versionTimes);
        report.add(name(), "java, until main runs", plain.describe());
        report.add(
                name(),
                "jurigged run, until main runs",
                live.describe(),
                live.median(),
                plain.median() + ABOVE_JAVA,
                "ms");
        report.add(name(), "jurigged --version", version.describe(), version.median(), VERSION, "ms");
    }

    private static List<String> with(List<String> first, List<String> rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(rest);
        return all;
    }

    /** The program prints the clock, which is the same in every process of the machine. */
    private static double untilMain(List<String> command, GeneratedProject project)
            throws IOException, InterruptedException {
        ProcessBuilder builder = builder(command, project);
        long start = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            if (line == null || process.waitFor() != 0) {
                throw new IOException("The program does not say when it ran: " + command);
            }
            return (Long.parseLong(line) - start) / 1e6;
        }
    }

    private static double untilEnd(List<String> command, GeneratedProject project)
            throws IOException, InterruptedException {
        ProcessBuilder builder = builder(command, project).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException(command + " ended with " + code + ".");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static ProcessBuilder builder(List<String> command, GeneratedProject project) {
        return new ProcessBuilder(command)
                .directory(project.directory().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
