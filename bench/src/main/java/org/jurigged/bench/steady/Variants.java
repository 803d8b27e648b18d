package org.jurigged.bench.steady;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jurigged.bench.project.Javac;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Reshaped;
import org.jurigged.reshape.Reshaper;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.StaticRun;
import org.jurigged.reshape.Surroundings;

/** A subject's classes in a folder: as they are when started fresh, or as an edit leaves them. */
public final class Variants {
    private final String subject;
    private final Path folder;
    private final Map<String, byte[]> before;
    private final Map<String, byte[]> after;
    private final Map<String, byte[]> afterWithRanges;

    /**
     * Compiles the sources of before and after the edit.
     *
     * @param folder for the class files; it is there
     */
    public Variants(String subject, Path folder) throws IOException {
        this.subject = subject;
        this.folder = folder;
        this.before = compile("before");
        this.after = compile("after");
        this.afterWithRanges = compile("after", "-Xjcov");
    }

    /** Writes the classes of a program that is started fresh on today's source. */
    public Path fresh() throws IOException {
        return write("fresh", after);
    }

    /** Writes what a program has that was started before the edit: what the reshaper makes of it. */
    public Path edited() throws IOException {
        List<Change> changes = after.keySet().stream().map(this::change).toList();
        Reshaped reshaped = new Reshaper().reshape(Realm.EMPTY, changes, new Loaded());
        if (!reshaped.isApplicable()) {
            throw new IOException("The edit " + subject + " of the bench is refused: " + reshaped.refusals());
        }
        Map<String, byte[]> classes = new TreeMap<>(before);
        reshaped.redefinitions().forEach(r -> classes.put(r.className(), r.bytes()));
        classes.putAll(reshaped.definitions());
        return write("edited", classes);
    }

    private Change change(String name) {
        Schema loaded = Schema.of(before.get(name));
        List<StaticRun> added = new ArrayList<>();
        for (Schema.Member field : Schema.of(after.get(name)).fields()) {
            if (Modifier.isStatic(field.access()) && !loaded.fields().contains(field)) {
                added.add(new StaticRun(field.name(), name + "." + field.name(), 1, added.size()));
            }
        }
        byte[] ranges = added.isEmpty() ? null : afterWithRanges.get(name);
        return new Change(name, loaded, before.get(name), after.get(name), added, ranges);
    }

    private Path write(String variant, Map<String, byte[]> classes) throws IOException {
        Path root = folder.resolve(variant);
        for (Map.Entry<String, byte[]> file : classes.entrySet()) {
            Path path = root.resolve(file.getKey().replace('.', '/') + ".class");
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return root;
    }

    private Map<String, byte[]> compile(String variant, String... options) throws IOException {
        Path source = Files.createDirectories(folder.resolve(variant)).resolve("Work.java");
        String resource = subject + "." + variant + ".java";
        try (InputStream in = Variants.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("The bench has no sources " + resource + ".");
            }
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Javac(List.of()).compile(source, options);
    }

    /** Runs the work of both some times. Wrong code has no speed. */
    public void check(Path fresh, Path edited) throws IOException {
        try (URLClassLoader one = loader(fresh);
                URLClassLoader other = loader(edited)) {
            LongSupplier expected = work(one);
            LongSupplier actual = work(other);
            for (int i = 0; i < 3; i++) {
                if (actual.getAsLong() != expected.getAsLong()) {
                    throw new IOException(
                            "After the edit " + subject + " the program does not do what a fresh one does.");
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IOException("The classes after the edit " + subject + " do not work: " + e, e);
        }
    }

    static URLClassLoader loader(Path classes) throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Variants.class.getClassLoader());
    }

    static LongSupplier work(ClassLoader loader) throws ReflectiveOperationException {
        return (LongSupplier)
                loader.loadClass("shop.Work").getDeclaredConstructor().newInstance();
    }

    /** All of the classes are loaded, none has an unknown subtype, and all know one another. */
    private final class Loaded implements Surroundings {
        @Override
        public Optional<byte[]> classFile(String name) {
            if (after.containsKey(name)) {
                return Optional.of(after.get(name));
            }
            try (InputStream in = ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public boolean isLoaded(String name) {
            return before.containsKey(name);
        }

        @Override
        public Set<String> loadedSubtypes(String name) {
            return name.equals("shop.Line") && before.containsKey("shop.Gift") ? Set.of("shop.Gift") : Set.of();
        }

        @Override
        public Set<String> asking(String name) {
            return Set.of();
        }

        @Override
        public Map<String, List<String>> standIns(String name) {
            return Map.of();
        }

        @Override
        public boolean callsHashCode() {
            return true;
        }

        @Override
        public Set<String> loadedUsers(String owner, String member) {
            return Set.copyOf(before.keySet());
        }
    }
}
