package org.jurigged.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The classes of one run that are to run again, which they do when it would be closed. */
@SuppressWarnings("deprecation") // Versions of JUnit before 5.13 close nothing else.
final class LiveRun implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Commands commands;
    private final Set<Class<?>> classes = ConcurrentHashMap.newKeySet();

    LiveRun(Commands commands) {
        this.commands = commands;
    }

    void add(Class<?> testClass) {
        classes.add(Telling.outermost(testClass));
    }

    @Override
    public void close() {
        String ci = System.getenv("CI");
        if (ci != null && !ci.isBlank() && !ci.equalsIgnoreCase("false")) {
            say("the tests are not kept running, for the environment variable CI is set");
            return;
        }
        try {
            serve(commands.start());
        } catch (IOException e) {
            say("the tests are not kept running: " + e.getMessage());
        } catch (LinkageError e) {
            say("the tests are not kept running: junit-platform-launcher is not on their class path (" + e + ")");
        }
    }

    /** Obeys jurigged's process until it ends or the person ends it. */
    private void serve(Process jurigged) throws IOException {
        pass(jurigged);
        try (PrintWriter answers = new PrintWriter(jurigged.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader orders =
                        new BufferedReader(new InputStreamReader(jurigged.getInputStream(), StandardCharsets.UTF_8))) {
            String key = PersonsInput.await(answers::close);
            Orders run = new Orders(Set.of(), answers);
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                if (line.equals(Orders.CLASSES)) {
                    run.tell(classes);
                    say(classes.size() + (classes.size() == 1 ? " test class is" : " test classes are")
                            + " live; a save runs again what it concerns, and " + key + " ends it");
                } else {
                    run.obey(line);
                }
            }
        } finally {
            jurigged.destroy();
        }
    }

    /** What jurigged prints is for the person: IDEs and build tools show what a test's JVM prints there. */
    private static void pass(Process jurigged) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = new BufferedReader(new InputStreamReader(jurigged.getErrorStream()))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            System.err.println(line);
                        }
                    } catch (IOException e) {
                        // It has ended.
                        return;
                    }
                },
                "jurigged-live-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static void say(String text) {
        System.err.println("jurigged: " + text + ".");
    }
}
