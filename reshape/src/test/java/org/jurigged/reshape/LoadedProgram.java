package org.jurigged.reshape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;

/** The surroundings of an edit in a program all of whose classes are loaded, by binary name. */
record LoadedProgram(Map<String, byte[]> classes) implements Surroundings {
    LoadedProgram {
        classes = Map.copyOf(classes);
    }

    @Override
    public Optional<byte[]> classFile(String name) {
        if (classes.containsKey(name)) {
            return Optional.of(classes.get(name));
        }
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isLoaded(String name) {
        return classes.containsKey(name);
    }

    @Override
    public Set<String> loadedSubtypes(String name) {
        Set<String> subtypes = new TreeSet<>();
        classes.forEach((other, file) -> {
            ClassReader reader = new ClassReader(file);
            Set<String> above = new TreeSet<>(Set.of(reader.getInterfaces()));
            above.add(String.valueOf(reader.getSuperName()));
            if (above.contains(name.replace('.', '/')) && subtypes.add(other)) {
                subtypes.addAll(loadedSubtypes(other));
            }
        });
        return subtypes;
    }

    /** All of them may. */
    @Override
    public Set<String> loadedUsers(String owner, String member) {
        return classes.keySet();
    }

    @Override
    public Set<String> loadedNaming(String name) {
        return classes.keySet();
    }

    @Override
    public Optional<String> witness(String name) {
        return classes.containsKey(name) ? Optional.empty() : Optional.of("libraries");
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
}
