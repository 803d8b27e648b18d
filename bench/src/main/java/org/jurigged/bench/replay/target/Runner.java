package org.jurigged.bench.replay.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Obeys commands on standard input, one a line, its parts separated by tabs:
 *
 * <ul>
 *   <li>{@code load FILE} loads and initialises the classes that are named in a file;
 *   <li>{@code run FILE RESULTS SECONDS} runs the test classes that are named in a file, begins none after so many
 *       seconds, and writes what came of each test to another file.
 * </ul>
 *
 * <p>Each command is answered with one line that begins with {@link #ANSWER}. What the program's own code prints goes
 * nowhere. All classes come from the class path's loader: tests have access to what is package-private in theirs.
 */
public final class Runner {
    /** The beginning of an answer. */
    public static final String ANSWER = "@@jurigged ";

    /** What separates a command from its arguments. */
    public static final String SEPARATOR = "\t";

    private final PrintStream answers;

    private Runner(PrintStream answers) {
        this.answers = answers;
    }

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        InputStream commands = System.in;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        System.setIn(InputStream.nullInputStream());
        new Runner(answers).obey(new BufferedReader(new InputStreamReader(commands, StandardCharsets.UTF_8)));
        // The program's own threads may go on for ever.
        Runtime.getRuntime().halt(0);
    }

    private void obey(BufferedReader commands) throws IOException {
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] parts = line.split(SEPARATOR, -1);
            switch (parts[0]) {
                case "load" -> answer("loaded " + load(Files.readAllLines(Path.of(parts[1]))));
                case "run" -> {
                    List<String> classes = Files.readAllLines(Path.of(parts[1]));
                    TestRun run = new TestRun(Integer.parseInt(parts[3]));
                    run.run(classes);
                    Files.write(
                            Path.of(parts[2]),
                            run.results().stream().map(Result::line).toList());
                    answer("ran " + run.classesRun());
                }
                default -> answer("unknown command " + parts[0]);
            }
        }
    }

    private void answer(String text) {
        answers.println(ANSWER + text);
        answers.flush();
    }

    /** Returns how many of the classes could be initialised: those of a missing optional library can't. */
    private static int load(List<String> names) {
        int loaded = 0;
        for (String name : names) {
            try {
                Class.forName(name, true, ClassLoader.getSystemClassLoader());
                loaded++;
            } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                continue;
            }
        }
        return loaded;
    }
}
