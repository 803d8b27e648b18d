package org.jurigged.junit;

import java.io.IOException;

/** The standard input, where it is a person's. */
final class PersonsInput {
    private PersonsInput() {}

    /**
     * Runs code when the person presses Enter, or there is nobody who could.
     *
     * @return what the person may press, for a sentence
     */
    static String await(Runnable end) {
        if (isBuilds(System.getProperty("sun.java.command", ""))) {
            return "Ctrl-C";
        }
        Thread reader = new Thread(
                () -> {
                    try {
                        for (int read = System.in.read(); read >= 0 && read != '\n'; ) {
                            read = System.in.read();
                        }
                    } catch (IOException e) {
                        // As one that ended.
                    }
                    end.run();
                },
                "jurigged-live-input");
        reader.setDaemon(true);
        reader.start();
        return "Enter or Ctrl-C";
    }

    /** Maven's Surefire and Failsafe, and Gradle, send their orders by it. */
    private static boolean isBuilds(String command) {
        return command.contains("surefire") || command.contains("org.gradle.");
    }
}
