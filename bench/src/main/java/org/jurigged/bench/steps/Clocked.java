package org.jurigged.bench.steps;

import java.util.Arrays;

/** Runs a main class of the bench, the first argument, with clocks around the steps of a save. */
public final class Clocked {
    private Clocked() {}

    public static void main(String[] args) throws Exception {
        ClassLoader loader = new ClockedLoader(Clocked.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }
}
