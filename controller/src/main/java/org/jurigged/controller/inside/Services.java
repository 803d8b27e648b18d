package org.jurigged.controller.inside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells the classes that libraries name for it: in {@code META-INF/services/org.jurigged.conform}, a class name a line, each
 * with a static {@code __conform__(Class[])}.
 */
final class Services {
    static final String FILE = "META-INF/services/org.jurigged.conform";
    private static final String METHOD = "__conform__";

    private final News news;
    private final Set<String> told;

    /** @param told names of classes that are told in another way */
    Services(News news, Set<String> told) {
        this.news = news;
        this.told = new LinkedHashSet<>(told);
    }

    void tell(Report report, Consumer<String> doing) {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        for (Class<?> changed : news.changed()) {
            if (changed.getClassLoader() != null) {
                loaders.add(changed.getClassLoader());
            }
        }
        for (ClassLoader loader : loaders) {
            for (String name : named(loader, report)) {
                if (told.add(name)) {
                    doing.accept(name);
                    tell(name, loader, report);
                }
            }
        }
    }

    private static Set<String> named(ClassLoader loader, Report report) {
        Set<String> names = new LinkedHashSet<>();
        try {
            Enumeration<URL> files = loader.getResources(FILE);
            while (files.hasMoreElements()) {
                read(files.nextElement(), names);
            }
        } catch (IOException e) {
            report.failed(FILE, e);
        }
        return names;
    }

    private static void read(URL file, Set<String> names) throws IOException {
        URLConnection connection = file.openConnection();
        // The program's own jars stay as they are: a jar that is kept open for us would never be closed.
        connection.setUseCaches(false);
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
    }

    private void tell(String name, ClassLoader loader, Report report) {
        try {
            Class<?> type = Class.forName(name, true, loader);
            Method method = Reflect.method(type, METHOD, Class[].class);
            if (!Modifier.isStatic(method.getModifiers())) {
                report.failed(name, "its " + METHOD + " is named in " + FILE + " and isn't static");
                return;
            }
            Thread.currentThread().setContextClassLoader(loader);
            news.reflect().callStatic(type, METHOD, new Class<?>[] {Class[].class}, (Object)
                    news.changed().clone());
            report.done(name, "");
        } catch (Throwable e) {
            report.failed(name, e);
        }
    }
}
