package org.jurigged.controller.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jurigged.controller.JuriggedException;

/** What a JVM that runs tests is told, and answers; used by one thread. */
final class TestChannel {
    private final PrintWriter orders;
    private final Lines answers;

    /** Where lines come from. */
    interface Lines {
        /** Waits for the next one; returns null when there will be none. */
        String next() throws IOException;
    }

    TestChannel(Lines answers, OutputStream orders) {
        this.orders = new PrintWriter(orders, true, StandardCharsets.UTF_8);
        this.answers = answers;
    }

    static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** What is told while tests run. */
    interface Listener {
        void testClass(String name, boolean isOpen);

        void result(TestResult result);
    }

    /** Runs all tests; returns when they have ended. */
    void runAll(Listener listener) throws JuriggedException {
        run("all", listener);
    }

    /** Runs the tests of classes, in this order; returns when they have ended. */
    void run(List<String> classNames, Listener listener) throws JuriggedException {
        run("run\t" + String.join("\t", classNames), listener);
    }

    /** Tells which test classes there are, and runs none. */
    void tellClasses(Listener listener) throws JuriggedException {
        run("classes", listener);
    }

    private void run(String order, Listener listener) throws JuriggedException {
        orders.println(order);
        try {
            for (String line = answers.next(); line != null; line = answers.next()) {
                String[] words = line.split("\t", -1);
                switch (words[0]) {
                    case "class" -> listener.testClass(words[1], Boolean.parseBoolean(words[2]));
                    case "result" -> listener.result(result(words));
                    case "broken" ->
                        throw new JuriggedException("JUnit could not run the tests: " + decoded(words[1]) + ". Are its"
                                + " engines on the project's class path?\n" + decoded(words[2]));
                    default -> {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            throw new Ended(e);
        }
        throw new Ended(null);
    }

    /** Says that the JVM ended while tests ran. */
    static final class Ended extends JuriggedException {
        private static final long serialVersionUID = 1L;

        private Ended(Throwable cause) {
            super("The JVM of the tests ended while they ran; did one call System.exit?", cause);
        }
    }

    private static TestResult result(String[] words) {
        return new TestResult(
                TestResult.Status.valueOf(words[1]),
                words[2],
                decoded(words[3]),
                Double.parseDouble(words[4]),
                decoded(words[5]),
                decoded(words[6]));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
