package org.jurigged.controller.guest;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** The class loader of snippets: above it are the program's classes. */
final class SnippetLoader extends URLClassLoader {
    private static final String OURS = SnippetLoader.class.getPackageName() + ".";

    SnippetLoader(ClassLoader program) {
        super("jurigged-snippets", new URL[0], program);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(OURS)) {
            return getClass().getClassLoader().loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> snippet = findLoadedClass(name);
            return snippet != null ? snippet : super.loadClass(name, resolve);
        }
    }

    void define(String name, byte[] classFile) {
        defineClass(name, classFile, 0, classFile.length);
    }

    void add(String url) throws MalformedURLException {
        addURL(new URL(url));
    }
}
