package org.jurigged.controller.repl;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.guest.Words;
import org.jurigged.controller.guest.Work;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Snippets;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;

/** Runs snippets by a debug connection of our own; their classes fit to what became of the program's by edits. */
public final class LocalRunner implements SnippetRunner {
    private final Target target;
    private final Fitting fitting;
    private final Predicate<String> isOwn;
    private final Optional<LoadedClass> host;
    private final Snippets snippets;
    private final DeclaredFields declared;
    private final Map<String, NestAttributes> nests = new HashMap<>();

    /**
     * Begins.
     *
     * @param fitting what to do with classes before they are loaded
     * @param isOwn whether a class is of the project, by binary name
     * @param output gets what snippets print themselves
     * @throws JuriggedException if the program has no class of the package that snippets are to be in
     */
    public LocalRunner(
            Target target, ReplTarget about, Fitting fitting, Predicate<String> isOwn, Consumer<byte[]> output)
            throws JuriggedException {
        this.target = target;
        this.isOwn = isOwn;
        this.fitting = fitting;
        this.declared = new DeclaredFields(about.classPath());
        this.host = about.in().isPresent()
                ? Optional.of(hostOf(target, about, about.in().get()))
                : Optional.empty();
        this.snippets = target.snippets(host, output);
    }

    /** Returns a loaded class of a package; the loader that has most of it is meant. */
    private static LoadedClass hostOf(Target target, ReplTarget about, String in) throws JuriggedException {
        Optional<LoadedClass> loaded = hostOf(target, in);
        if (loaded.isEmpty()) {
            try (Snippets first = target.snippets(Optional.empty(), printed -> {})) {
                for (String name : new PackageClasses(about.classPath()).of(in)) {
                    first.find(name);
                }
            }
            loaded = hostOf(target, in);
        }
        return loaded.orElseThrow(() -> new JuriggedException(
                "The program has no class of " + (in.isEmpty() ? "the unnamed package" : "package " + in) + "."));
    }

    private static Optional<LoadedClass> hostOf(Target target, String in) throws JuriggedException {
        Map<Long, List<LoadedClass>> byLoader =
                target
                        .classes(name -> name.substring(0, Math.max(0, name.lastIndexOf('.')))
                                .equals(in))
                        .stream()
                        .filter(loaded -> loaded.loader() != 0)
                        .collect(Collectors.groupingBy(LoadedClass::loader));
        return byLoader.values().stream()
                .max(Comparator.comparingInt(List::size))
                .map(copies -> copies.get(0));
    }

    @Override
    public String load(Map<String, byte[]> classes) throws JuriggedException {
        return attempt(() -> {
            Map<String, byte[]> fitted = fitting.fit(classes);
            fitted.forEach((name, bytes) -> nests.put(name, NestAttributes.of(bytes)));
            if (host.isEmpty()) {
                return snippets.load(fitted);
            }
            target.define(host.get(), fitted);
            return Work.DONE;
        });
    }

    @Override
    public String redefine(Map<String, byte[]> classes) throws JuriggedException {
        return attempt(() -> {
            Map<String, byte[]> fitted = new LinkedHashMap<>(fitting.fit(classes));
            fitted.replaceAll((name, bytes) ->
                    nests.getOrDefault(name, NestAttributes.of(bytes)).in(bytes));
            snippets.redefine(fitted);
            return Work.DONE;
        });
    }

    private interface Attempt {
        String run() throws JuriggedException;
    }

    /** What a JVM that is still there doesn't take is the snippet's failure. */
    private String attempt(Attempt attempt) throws JuriggedException {
        try {
            return attempt.run();
        } catch (TargetException.Gone e) {
            throw e;
        } catch (JuriggedException e) {
            return Words.of(List.of(Work.FAILED, e.getMessage()));
        }
    }

    @Override
    public String invoke(String className, String method) throws JuriggedException {
        return snippets.invoke(className, method);
    }

    @Override
    public String value(String className, String field) throws JuriggedException {
        return snippets.value(className, field);
    }

    @Override
    public String addToClassPath(String url) throws JuriggedException {
        return snippets.addToClassPath(url);
    }

    @Override
    public String inspect(String className, String field, String name, int depth) throws JuriggedException {
        return attempt(() -> value(snippets.inspect(className, field, name, depth, declared)));
    }

    @Override
    public String instances(String typeName, int most) throws JuriggedException {
        return attempt(() -> value(snippets.instances(typeName, most)));
    }

    private static String value(List<String> lines) {
        return Words.of(List.of(Work.DONE, String.join("\n", lines)));
    }

    @Override
    public String bind(int number, String className, String field) throws JuriggedException {
        return snippets.bind(number, className, field);
    }

    @Override
    public String console(String className) throws JuriggedException {
        return snippets.console(className);
    }

    @Override
    public String look(String thread) throws JuriggedException {
        return attempt(() -> value(snippets.look(thread, isOwn).words()));
    }

    @Override
    public String fetch(List<String> places) throws JuriggedException {
        return attempt(() -> {
            snippets.fetch(places);
            return Work.DONE;
        });
    }

    @Override
    public String store(List<String> places) throws JuriggedException {
        return attempt(() -> value(snippets.store(places)));
    }

    @Override
    public void stop() throws JuriggedException {
        snippets.stop();
    }

    @Override
    public void close() {
        snippets.close();
    }
}
