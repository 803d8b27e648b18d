package org.jurigged.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Where the JVM begins: loads the agent proper into a class loader of its own, that another one of another version can be
 * loaded later, and none of it is in the program's way.
 *
 * <p>The JVM puts this class on the program's class path, where the first one that was ever loaded stays. So it never changes.
 */
public final class Entry {
    private Entry() {}

    /**
     * Called by the JVM when the agent is loaded.
     *
     * @param arguments path of the agent's jar, a line feed, and what is the agent's own
     */
    public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
        String[] lines = arguments.split("\n", 2);
        URL jar = new File(lines[0]).toURI().toURL();
        URLClassLoader loader = new URLClassLoader(new URL[] {jar}, platform());
        Class<?> agent = Class.forName("org.jurigged.agent.Agent", true, loader);
        agent.getMethod("start", String.class, Instrumentation.class, URLClassLoader.class)
                .invoke(null, lines[1], instrumentation, loader);
    }

    /** Returns the loader that knows the platform and nothing of the program. */
    private static ClassLoader platform() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }
}
