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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Obeys commands on standard input, one a line, its parts separated by tabs:
 *
 * <ul>
 *   <li>{@code load FILE} loads and initialises the classes that are named in a file;
 *   <li>{@code run FILE RESULTS SECONDS} runs the test classes that are named in a file, begins none after so many
 *       seconds of work, and writes what came of each test to another file.
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
    private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

    private Runner(PrintStream answers) {
        this.answers = answers;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Runner runner = new Runner(System.out);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        System.setIn(InputStream.nullInputStream());
        Thread reader = new Thread(() -> runner.read(lines), "jurigged-replay-commands");
        reader.setDaemon(true);
        reader.start();
        runner.obey();
    }

    /** Reads on while commands are obeyed: this JVM ends, whatever it does, when nobody can command it any more. */
    private void read(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                commands.add(line);
            }
        } catch (IOException e) {
            answer("can't read commands: " + e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void obey() throws IOException, InterruptedException {
        while (true) {
            String[] parts = commands.take().split(SEPARATOR, -1);
            switch (parts[0]) {
                case "load" -> answer("loaded " + load(Files.readAllLines(Path.of(parts[1]))));
                case "run" -> run(Files.readAllLines(Path.of(parts[1])), Path.of(parts[2]), Integer.parseInt(parts[3]));
                default -> answer("unknown command " + parts[0]);
            }
        }
    }

    private void run(List<String> classes, Path results, int seconds) throws IOException {
        TestRun run = new TestRun(seconds);
        run.run(classes);
        Files.write(results, run.results().stream().map(Result::line).toList());
        answer("ran " + run.classesRun());
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
