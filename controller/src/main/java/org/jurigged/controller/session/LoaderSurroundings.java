package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.PlatformClasses;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.ThreadStack;
import org.jurigged.reshape.Surroundings;

/** The classes of one loader of a target, for the reshaper. Made anew for each save. Thread-safe. */
final class LoaderSurroundings implements Surroundings {
    private final TargetClasses classes;
    private final long loader;
    private final Compiler compiler;
    private final Function<String, byte[]> compiled;
    private final Map<String, Optional<LoadedClass>> copies = new HashMap<>();
    private final StandIns standIns;
    private long stoodStill;

    /** {@code compiled} gives the class files of the save by binary name, null for others. */
    LoaderSurroundings(TargetClasses classes, long loader, Compiler compiler, Function<String, byte[]> compiled) {
        this.classes = classes;
        this.loader = loader;
        this.compiler = compiler;
        this.compiled = compiled;
        this.standIns = new StandIns(classes.target(), name -> classFile(name).isPresent());
    }

    /** The class could not be asked for, because the target or the compiler is gone. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted(JuriggedException cause) {
            super(cause);
        }

        @Override
        public synchronized JuriggedException getCause() {
            return (JuriggedException) super.getCause();
        }
    }

    @Override
    public synchronized Optional<byte[]> classFile(String name) {
        byte[] latest = compiled.apply(name);
        if (latest != null) {
            return Optional.of(latest);
        }
        PlatformClasses platform = PlatformClasses.of(classes.target().info().javaHome());
        return name.startsWith("java.")
                ? platform.find(name)
                : compiler.current(name).or(() -> platform.find(name));
    }

    @Override
    public synchronized Optional<byte[]> liveFile(String name) {
        return copy(name).flatMap(classes::live).or(() -> classFile(name));
    }

    @Override
    public synchronized boolean isLoaded(String name) {
        return copy(name).isPresent();
    }

    @Override
    public synchronized boolean isInitialised(String name) {
        return copy(name).filter(LoadedClass::initialized).isPresent();
    }

    private Optional<LoadedClass> copy(String name) {
        Optional<LoadedClass> known = copies.get(name);
        if (known != null) {
            return known;
        }
        try {
            return note(name, classes.copies(name));
        } catch (JuriggedException e) {
            throw new Interrupted(e);
        }
    }

    /** One answer for the whole save: a class that is loaded meanwhile is brought up to date after it. */
    private Optional<LoadedClass> note(String name, List<LoadedClass> all) {
        Optional<LoadedClass> copy =
                all.stream().filter(each -> each.loader() == loader).findFirst();
        copies.put(name, copy);
        return copy;
    }

    @Override
    public synchronized Set<String> loadedSubtypes(String name) {
        try {
            return loaded(classes.realm(loader).lastingSubtypes(name, compiler.subtypes(name)));
        } catch (JuriggedException e) {
            throw new Interrupted(e);
        }
    }

    @Override
    public synchronized Set<String> loadedUsers(String owner, String member) {
        try {
            return loadedOf(compiler.classesUsing(owner, member));
        } catch (JuriggedException e) {
            throw new Interrupted(e);
        }
    }

    @Override
    public synchronized Set<String> loadedNaming(String name) {
        try {
            return loadedOf(compiler.classesNaming(name));
        } catch (JuriggedException e) {
            throw new Interrupted(e);
        }
    }

    @Override
    public synchronized Set<String> running(String name) {
        try {
            Set<LoadedClass> copies = copy(name).map(Set::of).orElse(Set.of());
            Set<String> keys = new HashSet<>();
            classes.target().stacks(copies).stream()
                    .flatMap(stack -> stack.frames().stream())
                    .filter(frame -> frame.className().equals(name))
                    .forEach(frame -> keys.addAll(keys(copies, frame)));
            return keys;
        } catch (JuriggedException e) {
            throw new Interrupted(e);
        }
    }

    /** A frame whose method is known by its name only may be in any of that name. */
    private static Set<String> keys(Set<LoadedClass> copies, ThreadStack.Frame frame) {
        if (!frame.descriptor().isEmpty() || frame.method().isEmpty()) {
            return Set.of(frame.method() + frame.descriptor());
        }
        return copies.stream()
                .flatMap(copy -> copy.schema().methods().stream())
                .filter(method -> method.name().equals(frame.method()))
                .map(method -> method.name() + method.descriptor())
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Optional<String> witness(String name) {
        try {
            if (compiled.apply(name) == null && !compiler.indexed().test(name)) {
                return Optional.of("libraries");
            }
            Set<String> naming = new HashSet<>(compiler.classesNaming(name));
            naming.add(name);
            return isLoadedHere(name) && areUnder(loadersOf(name), naming)
                    ? Optional.empty()
                    : Optional.of("classes of another class loader");
        } catch (JuriggedException e) {
            throw new Interrupted(e);
        }
    }

    /** Whether a class is this loader's, or will be: nobody has loaded it. */
    private boolean isLoadedHere(String name) throws JuriggedException {
        return isLoaded(name) || classes.copies(name).isEmpty();
    }

    private Set<Long> loadersOf(String name) throws JuriggedException {
        Set<Long> loaders = new HashSet<>(Set.of(loader));
        for (LoadedClass copy : classes.copies(name)) {
            loaders.add(copy.loader());
        }
        return loaders;
    }

    private boolean areUnder(Set<Long> loaders, Set<String> names) throws JuriggedException {
        return classes.copies(names).values().stream()
                .flatMap(List::stream)
                .allMatch(copy -> loaders.contains(copy.loader()));
    }

    @Override
    public synchronized Set<String> asking(String name) {
        return classes.asking(name);
    }

    @Override
    public synchronized Map<String, List<String>> standIns(String name) {
        try {
            return standIns.of(name);
        } catch (JuriggedException e) {
            throw new Interrupted(e);
        }
    }

    @Override
    public synchronized OptionalLong objects(String name) {
        try {
            Set<LoadedClass> types = new HashSet<>();
            copy(name).ifPresent(types::add);
            for (String subtype : loadedSubtypes(name)) {
                copy(subtype).ifPresent(types::add);
            }
            long start = System.nanoTime();
            OptionalLong count = classes.target().objects(types);
            stoodStill += System.nanoTime() - start;
            return count;
        } catch (JuriggedException e) {
            throw new Interrupted(e);
        }
    }

    /** How long the program has stood still to answer, in nanoseconds. */
    synchronized long stoodStill() {
        return stoodStill;
    }

    @Override
    public synchronized boolean callsHashCode() {
        try {
            return classes.callsHashCode();
        } catch (JuriggedException e) {
            throw new Interrupted(e);
        }
    }

    /** Returns the loaded ones of classes that javac's names are known of. */
    private Set<String> loadedOf(Set<String> compiledNames) throws JuriggedException {
        return loaded(classes.realm(loader).lasting(compiledNames));
    }

    private Set<String> loaded(Set<String> names) throws JuriggedException {
        Set<String> unasked = new HashSet<>(names);
        unasked.removeAll(copies.keySet());
        Map<String, List<LoadedClass>> found = classes.copies(unasked);
        unasked.forEach(name -> note(name, found.getOrDefault(name, List.of())));
        Set<String> loaded = new HashSet<>(names);
        loaded.removeIf(name -> copies.get(name).isEmpty());
        return loaded;
    }
}
