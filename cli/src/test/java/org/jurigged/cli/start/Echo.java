package org.jurigged.cli.start;

import java.util.List;

/** Stands in for jurigged where the start of it is tested: tells what it was started with, and ends with 7; {@code ECHO_FAILS} makes its warm-up fail. */
public final class Echo {
    private Echo() {}

    public static void main(String[] args) {
        if (List.of(args).contains("warm-up")) {
            System.exit(System.getenv("ECHO_FAILS") == null ? 0 : 1);
        }
        System.out.println("arguments " + String.join("|", args));
        System.out.println("pid " + ProcessHandle.current().pid());
        System.out.println("java " + System.getProperty("java.home"));
        for (String property : List.of("home", "tty.in", "tty.out", "tty.err")) {
            System.out.println(property + " " + System.getProperty("jurigged." + property));
        }
        System.exit(7);
    }
}
