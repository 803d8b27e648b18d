package org.jurigged.controller.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.TargetException;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Schema;
import org.objectweb.asm.Opcodes;

/**
 * Sources that were told to be out of sync and wait for their next save, and those that were never built: a save of another
 * file that doesn't work without one takes it along. Thread-safe.
 */
final class StaleFiles {
    private static final Pattern WORD = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");
    /** With the packages that it may name, for a static one names a member besides. */
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^\\s*import\\s+(?:static\\s+)?((?:[\\p{javaJavaIdentifierPart}&&[^\\p{javaIdentifierIgnorable}]]+\\.)+)");

    private static final int LINKED = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;

    private final Workspace workspace;
    private final Map<Path, String> files = new ConcurrentHashMap<>();

    StaleFiles(Workspace workspace) {
        this.workspace = workspace;
    }

    void add(Path file, String className) {
        files.put(file, className);
    }

    /** Forgets files that went live. */
    void remove(Collection<Path> live) {
        files.keySet().removeAll(live);
    }

    /**
     * Returns those that sources which don't compile mention by name, those that these mention and so on.
     *
     * @param given texts that stand in for what some of the sources have on the disk
     */
    Set<Path> mentionedBy(Collection<Path> sources, Map<Path, String> given) {
        Set<Path> found = new LinkedHashSet<>();
        List<Path> open = new ArrayList<>(sources);
        while (!open.isEmpty()) {
            Path source = open.remove(0);
            Optional<String> text = Optional.ofNullable(given.get(source))
                    .or(() -> workspace.sources().read(source));
            for (Path file : text.map(t -> mentioned(t, source)).orElse(Set.of())) {
                if (!sources.contains(file) && found.add(file)) {
                    open.add(file);
                }
            }
        }
        return found;
    }

    private Set<Path> mentioned(String text, Path source) {
        Set<String> words = new HashSet<>();
        WORD.matcher(text).results().forEach(word -> words.add(word.group()));
        Set<Path> mentioned = new LinkedHashSet<>();
        files.keySet().stream().filter(file -> words.contains(typeOf(file))).forEach(mentioned::add);
        for (Path directory : packagesOf(text, source)) {
            try (Stream<Path> neighbours = Files.list(directory)) {
                neighbours
                        .filter(file -> words.contains(typeOf(file)) && isUnbuilt(file))
                        .forEach(mentioned::add);
            } catch (IOException | UncheckedIOException e) {
                // What can't be read isn't taken along, and javac's own error is told.
                continue;
            }
        }
        return mentioned;
    }

    /** Returns the directories of a source's own package and of those that it imports from, in the same source root. */
    private Set<Path> packagesOf(String text, Path source) {
        Set<Path> directories = new LinkedHashSet<>();
        directories.add(source.getParent());
        workspace
                .sourceRootOf(source)
                .ifPresent(root -> IMPORT.matcher(text)
                        .results()
                        .map(imported -> root.resolve(imported.group(1).replace('.', '/')))
                        .flatMap(directory -> Stream.of(directory, directory.getParent()))
                        .filter(directory -> directory.startsWith(root))
                        .forEach(directories::add));
        directories.removeIf(directory -> !Files.isDirectory(directory));
        return directories;
    }

    private static String typeOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.java$", "");
    }

    /** Whether a source has no class that the program has or could load. */
    private boolean isUnbuilt(Path file) {
        Optional<String> name = file.toString().endsWith(".java") ? workspace.classNameOf(file) : Optional.empty();
        return name.isPresent() && workspace.compiler().current(name.get()).isEmpty();
    }

    /** Returns those that have members which compiled classes name and the programs don't have. */
    Set<Path> neededBy(Collection<CompiledClass> compiled, List<TargetClasses> targets) throws JuriggedException {
        Set<Path> needed = new HashSet<>();
        if (files.isEmpty()) {
            return needed;
        }
        Set<String> own = new HashSet<>();
        compiled.forEach(c -> own.add(c.name()));
        for (CompiledClass c : compiled) {
            for (MemberNames.Named named :
                    c.change() == Change.SAME ? Set.<MemberNames.Named>of() : MemberNames.in(c.bytes())) {
                Optional<Path> source = own.contains(named.owner()) ? Optional.empty() : stale(named.owner());
                if (source.isPresent() && !needed.contains(source.get()) && isLacking(named, targets)) {
                    needed.add(source.get());
                }
            }
        }
        return needed;
    }

    private Optional<Path> stale(String className) {
        return workspace.sourceOf(className).filter(files::containsKey);
    }

    /** Whether javac found a member in a class, and a program's class is another one in that. */
    private boolean isLacking(MemberNames.Named named, List<TargetClasses> targets) throws JuriggedException {
        Optional<Schema.Member> compiled =
                workspace.compiler().current(named.owner()).flatMap(file -> member(Schema.of(file), named));
        if (compiled.isEmpty()) {
            return false;
        }
        for (TargetClasses target : targets) {
            try {
                if (target.target().look(() -> isLacking(named, compiled.get(), target))) {
                    return true;
                }
            } catch (TargetException.Gone e) {
                // A program that has ended lacks nothing: the save goes on for the others.
                continue;
            }
        }
        return false;
    }

    private static boolean isLacking(MemberNames.Named named, Schema.Member compiled, TargetClasses target)
            throws JuriggedException {
        for (LoadedClass copy : target.copies(named.owner())) {
            Realm.Shaped shaped = target.realm(copy.loader()).classes().get(copy.name());
            Schema running = shaped == null ? copy.schema() : Schema.of(shaped.identified());
            Optional<Schema.Member> has = member(running, named);
            if (has.isEmpty() || ((has.get().access() ^ compiled.access()) & LINKED) != 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Schema.Member> member(Schema schema, MemberNames.Named named) {
        List<Schema.Member> members = named.descriptor().startsWith("(") ? schema.methods() : schema.fields();
        return members.stream()
                .filter(m -> m.name().equals(named.name()) && m.descriptor().equals(named.descriptor()))
                .findFirst();
    }
}
