package org.jurigged.controller.compile;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads the project's annotation processors once for many runs, so that they are warm like javac itself. They see the
 * JDK and their own path, not the libraries of this program.
 */
final class Processors implements AutoCloseable {
    private final List<Path> path;
    private URLClassLoader classes;
    private ClassLoader loader;

    Processors(List<Path> path) {
        this.path = path;
    }

    /** Get the loader, one that javac can't close at the end of a run. */
    synchronized ClassLoader loader() {
        if (loader == null) {
            classes = new URLClassLoader(path.stream().map(Processors::url).toArray(URL[]::new), new JdkLoader());
            loader = new ClassLoader("processors", classes) {};
        }
        return loader;
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a place for annotation processors: " + path, e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (classes != null) {
            classes.close();
        }
    }

    /** The JDK's classes, including those of javac's modules, which the platform loader does not have. */
    private static final class JdkLoader extends ClassLoader {
        JdkLoader() {
            super("jdk", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = Class.forName(name, false, ClassLoader.getSystemClassLoader());
            String module = found.getModule().getName();
            if (module != null && (module.startsWith("java.") || module.startsWith("jdk."))) {
                return found;
            }
            throw new ClassNotFoundException(name);
        }
    }
}
