package org.jurigged.controller.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassBytes;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.reshape.Realm;

/**
 * Finds sources that don't match what a program runs: edited and not built, or built after the program was started.
 *
 * <p>A source that is newer than its class file is compiled to see whether it makes a difference; a loaded class is
 * compared with its class file where that was written, or put there, after the JVM started. To compare them all would keep
 * JVM and debugger busy for seconds in a program of some thousand classes.
 */
final class OutOfSync {
    private final Workspace workspace;
    private final SessionThreads threads;

    /** A save must not redefine a class while it is compared: {@code threads} has the saves, too. */
    OutOfSync(Workspace workspace, SessionThreads threads) {
        this.workspace = workspace;
        this.threads = threads;
    }

    /**
     * A source, and a class of it that runs something else.
     *
     * @param compiles whether that is known: one that is newer than its class file and can't be compiled may be anything
     */
    record Found(Path file, String className, boolean compiles) {
        /** Whether the file was saved while we were getting ready: then it is a save like any other. */
        boolean savedSince(Instant opened) {
            return Files.exists(file) && FileAge.mayBeWrittenSince(file, opened);
        }
    }

    /** Returns what doesn't match; not to be called on the thread of the saves. */
    List<Found> find(TargetClasses target) throws JuriggedException {
        List<Found> found = olderThanTheirFiles(target);
        Map<Path, String> suspects = newerThanTheirClasses();
        found.forEach(older -> suspects.remove(older.file()));
        Set<Path> failing = new LinkedHashSet<>();
        for (Map.Entry<Path, String> suspect : suspects.entrySet()) {
            Optional<Set<Path>> differing = differing(Set.of(suspect.getKey()));
            if (differing.isEmpty()) {
                failing.add(suspect.getKey());
            } else if (!differing.get().isEmpty()) {
                found.add(new Found(suspect.getKey(), suspect.getValue(), true));
            }
        }
        found.addAll(together(failing, suspects, found));
        return found;
    }

    /** Several that were edited in one go may compile with one another only, and with those that were found. */
    private List<Found> together(Set<Path> failing, Map<Path, String> suspects, List<Found> found)
            throws JuriggedException {
        if (failing.isEmpty()) {
            return List.of();
        }
        Set<Path> all = new LinkedHashSet<>(failing);
        found.forEach(each -> all.add(each.file()));
        Optional<Set<Path>> differing = all.size() == 1 ? Optional.empty() : differing(all);
        return failing.stream()
                .filter(file -> differing.isEmpty() || differing.get().contains(file))
                .map(file -> new Found(file, suspects.get(file), differing.isPresent()))
                .toList();
    }

    private List<Found> olderThanTheirFiles(TargetClasses classes) throws JuriggedException {
        Map<Path, Found> found = new LinkedHashMap<>();
        Instant started = FileAge.startOf(classes.target().info());
        Set<String> prefixes = workspace.packagePrefixes();
        for (String name : classes.target().loadedNames(n -> prefixes.stream().anyMatch(n::startsWith))) {
            boolean suspect = classes.earlier().patched().contains(name)
                    || workspace
                            .placement()
                            .locate(name)
                            .filter(file -> FileAge.changedSince(file, started))
                            .isPresent();
            Optional<Path> source = suspect ? workspace.sourceOf(name) : Optional.empty();
            Optional<ClassBytes> bytes =
                    source.flatMap(s -> workspace.placement().find(name));
            if (bytes.isPresent() && olderThan(classes, name, bytes.get())) {
                found.putIfAbsent(source.get(), new Found(source.get(), name, true));
            }
        }
        return new ArrayList<>(found.values());
    }

    /** A class that isn't loaded yet counts as well: its old class file is what the program will run. */
    private Map<Path, String> newerThanTheirClasses() {
        Map<Path, String> newer = new LinkedHashMap<>();
        for (Path source : workspace.sourceFiles()) {
            workspace
                    .classNameOf(source)
                    .filter(name -> workspace
                            .placement()
                            .locate(name)
                            .filter(file -> FileAge.isNewer(source, file))
                            .isPresent())
                    .ifPresent(name -> newer.put(source, name));
        }
        return newer;
    }

    private boolean olderThan(TargetClasses classes, String name, ClassBytes onDisk) throws JuriggedException {
        for (LoadedClass loaded : classes.copies(name)) {
            Target target = classes.target();
            if (target.look(() -> !loaded.sameConstants(onDisk.bytes()) && !loaded.hasFailed())
                    && threads.await(() -> target.look(() ->
                            !isOurs(classes, loaded, onDisk.bytes()) && !runs(classes, loaded, onDisk.bytes())))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a save has redefined a class: then it is meant to be as it is. A patch is known to the session that made it. */
    private static boolean isOurs(TargetClasses classes, LoadedClass loaded, byte[] onDisk) {
        Realm.Shaped shaped = classes.realm(loaded.loader()).classes().get(loaded.name());
        return shaped != null && !classes.earlier().isOther(loaded, shaped, onDisk);
    }

    /** A class with looped methods is another one than its file, and known to be made of it. */
    private static boolean runs(TargetClasses classes, LoadedClass loaded, byte[] onDisk) {
        return classes.states()
                .of(loaded, Optional.empty())
                .filter(ClassStates.State::exact)
                .map(state -> Arrays.equals(state.live(), onDisk))
                .orElseGet(() -> loaded.sameCode(onDisk));
    }

    /** Returns those of some sources that make other classes than there are; empty if they don't compile. */
    private Optional<Set<Path>> differing(Set<Path> files) throws JuriggedException {
        if (!(workspace.compiler().compile(files) instanceof Compilation.Compiled compiled)) {
            return Optional.empty();
        }
        Set<Path> differing = new HashSet<>();
        for (CompiledClass c : compiled.classes()) {
            if (matters(c.change()) && files.contains(c.source())) {
                differing.add(c.source());
            }
        }
        return Optional.of(differing);
    }

    private static boolean matters(Change change) {
        return change != Change.SAME && change != Change.LINES_ONLY;
    }
}
