package org.jurigged.controller.session;

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
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Schema;
import org.objectweb.asm.Opcodes;

/**
 * Sources that were told to be out of sync and wait for their next save: a save of another file that doesn't work without
 * one takes it along. Thread-safe.
 */
final class StaleFiles {
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
            for (Path file : files.keySet()) {
                if (text.isPresent() && !sources.contains(file) && mentions(text.get(), file) && found.add(file)) {
                    open.add(file);
                }
            }
        }
        return found;
    }

    private static boolean mentions(String text, Path file) {
        String type = file.getFileName().toString().replaceFirst("\\.java$", "");
        return Pattern.compile("\\b" + Pattern.quote(type) + "\\b")
                .matcher(text)
                .find();
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
            for (LoadedClass copy : target.copies(named.owner())) {
                Realm.Shaped shaped = target.realm(copy.loader()).classes().get(copy.name());
                Schema running = shaped == null ? copy.schema() : Schema.of(shaped.identified());
                Optional<Schema.Member> has = member(running, named);
                if (has.isEmpty() || ((has.get().access() ^ compiled.get().access()) & LINKED) != 0) {
                    return true;
                }
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
