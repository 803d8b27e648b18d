package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jurigged.bench.project.GeneratedProject;
import org.jurigged.bench.prompt.AttachedPrompt;

/** The time to a prompt, beside the JDK's own jshell, and what an expression and a completion take in a program that runs. */
final class Prompt implements Bench {
    private static final int SIZE = 300;
    private static final double OF_JSHELL = 1.2;
    private static final double EXPRESSION = 60;
    private static final double COMPLETION = 100;

    @Override
    public String name() {
        return "repl";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        starts(lab, report);
        GeneratedProject project = lab.project(SIZE);
        int times = lab.times(100, 10);
        try (PlainProgram program = PlainProgram.start(lab, project, true)) {
            Map<String, List<Double>> measured = ChildProcess.times(lab.installation()
                    .controllerCommand(
                            AttachedPrompt.class,
                            List.of(
                                    Long.toString(program.pid()),
                                    project.directory().toString(),
                                    Integer.toString(times))));
            Sample expression = new Sample(measured.get(AttachedPrompt.EXPRESSION));
            Sample completion = new Sample(measured.get(AttachedPrompt.COMPLETION));
            report.add(name(), "an expression, attached", expression.describe(), expression.median(), EXPRESSION, "ms");
            report.add(name(), "a completion, attached", completion.describe(), completion.median(), COMPLETION, "ms");
        }
    }

    private void starts(Lab lab, Report report) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(lab.file("empty"));
        String own = lab.installation().script().toString();
        String jshell = Path.of(Installation.java()).resolveSibling("jshell").toString();
        List<Double> ownPrompts = new ArrayList<>();
        List<Double> ownValues = new ArrayList<>();
        List<Double> prompts = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < lab.times(15, 3); i++) {
            start(jshell, "jshell> ", directory, prompts, values);
            start(own, "jurigged> ", directory, ownPrompts, ownValues);
        }
        compare(report, "prompt", new Sample(prompts), new Sample(ownPrompts), true);
        compare(report, "value", new Sample(values), new Sample(ownValues), false);
    }

    private static void start(String command, String prompt, Path directory, List<Double> prompts, List<Double> values)
            throws IOException, InterruptedException {
        try (OnTerminal terminal = OnTerminal.start(command, directory)) {
            prompts.add(terminal.await(prompt));
            terminal.type("6 * 7");
            values.add(terminal.await("==> 42"));
            terminal.type("/exit");
            terminal.awaitEnd();
        }
    }

    private void compare(Report report, String what, Sample jshell, Sample own, boolean hasAim) {
        report.add(name(), "jshell, until the first " + what, jshell.describe());
        report.add(name(), "jurigged, until the first " + what, own.describe());
        double ratio = own.median() / jshell.median();
        if (hasAim) {
            report.addRatio(name(), "first " + what + ", jurigged / jshell", ratio, OF_JSHELL);
        } else {
            report.add(name(), "first " + what + ", jurigged / jshell", Report.ratio(ratio));
        }
    }
}
