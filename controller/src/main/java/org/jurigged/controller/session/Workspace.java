package org.jurigged.controller.session;

import java.nio.charset.Charset;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassBytes;
import org.jurigged.controller.classes.ClassPath;
import org.jurigged.controller.classes.FlatClassPath;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompileSettings;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.controller.compile.SourceLookup;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.target.LateNames;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.watch.WatchOptions;

/**
 * The user's side of a session: sources, compiler and class directories, for all targets.
 *
 * <p>The compiler is made when the first JVM joins, which says what the class path is; a JVM with more on its class path
 * makes a new one. Safe for use by several threads.
 */
final class Workspace implements AutoCloseable {
    private static final String CONFORM_SERVICES = "META-INF/services/org.jurigged.conform";

    private final SessionOptions options;
    private final Consumer<Event> listener;
    private final Project project;
    private final SourceTree tree;
    private final Sources sources;
    private final PatchLayer patches = new PatchLayer();
    private final StaleFiles stale = new StaleFiles(this);
    private final Set<Path> entries = new LinkedHashSet<>();
    private final Map<String, Edited> edited = new ConcurrentHashMap<>();
    private volatile List<Path> known = List.of();
    private volatile Compiler compiler;
    private volatile Placement placement;
    private volatile LoopedClasses looped;
    private ClassPath classPath;
    private volatile CompileSettings settings;

    private Workspace(SessionOptions options, Consumer<Event> listener, Project project, SourceTree tree) {
        this.options = options;
        this.listener = listener;
        this.project = project;
        this.tree = tree;
        this.sources = new Sources(encoding(), patches);
    }

    /** What became of a class that comes from a place on the class path. */
    private record Edited(byte[] bytes, Optional<Path> place) {
        boolean isElsewhere(Optional<Path> now) {
            return place.isPresent() && !place.equals(now);
        }
    }

    /** Finds the project of the options' directory and its sources. */
    static Workspace discover(SessionOptions options, List<Path> more, Consumer<Event> listener) {
        Project project = Project.discover(options.directory());
        project.notes().forEach(note -> listener.accept(new Event.Note(note)));
        SourceTree tree = SourceTree.of(project, options, more);
        return new Workspace(options, listener, tree.project(), tree);
    }

    private Charset encoding() {
        return options.encoding()
                .orElseGet(() -> project.modules().get(0).settings().encoding());
    }

    Sources sources() {
        return sources;
    }

    /** What patches put in place of texts on the disk. */
    PatchLayer patches() {
        return patches;
    }

    /** Sources that are out of sync and wait for their next save. */
    StaleFiles stale() {
        return stale;
    }

    Collection<Path> sourceFiles() {
        return tree.files();
    }

    WatchOptions watchOptions(SessionOptions session) {
        return tree.watchOptions(session);
    }

    Optional<String> classNameOf(Path file) {
        return tree.classNameOf(file);
    }

    Optional<Path> sourceOf(String className) {
        return tree.sourceOf(className);
    }

    Optional<Path> sourceRootOf(Path source) {
        return tree.rootOf(source);
    }

    /** Returns which files are resources. */
    ResourceTree resources() {
        return tree.resources();
    }

    /** Returns the source of the class that a file declares, if the programs run that of another file. */
    Optional<Path> sourceInsteadOf(Path file) {
        return classNameOf(file).flatMap(this::sourceOf).filter(source -> !source.equals(file));
    }

    /** Returns what tells the session's classes in a target from others. */
    OwnClasses ownClasses(Target target) {
        return new OwnClasses(target, name -> isForeign(target, name), name -> placement.locate(name), listener);
    }

    /** Whether a target has another class of a name than the session: it comes from elsewhere on its own class path. */
    private boolean isForeign(Target target, String className) {
        List<Path> own = target.info().classPath();
        if (isFirst(own)) {
            return false;
        }
        Optional<Path> here = placement.locate(className);
        try (ClassPath path = ClassPath.of(own)) {
            Optional<Path> there = path.locate(className);
            return here.isPresent() && there.isPresent() && !here.equals(there);
        }
    }

    private boolean isFirst(List<Path> own) {
        List<Path> all = known;
        return own.equals(all.subList(0, Math.min(own.size(), all.size())));
    }

    Set<String> packagePrefixes() {
        return tree.packagePrefixes();
    }

    /** Takes saved files into account, which may be of new packages. */
    void include(Collection<Path> files) {
        files.forEach(file -> classNameOf(file).ifPresent(tree::include));
    }

    /** How sources are compiled; known as soon as a target has joined. */
    CompileSettings settings() {
        return settings;
    }

    /** The compiler; there is one as soon as a target has joined. */
    Compiler compiler() {
        return compiler;
    }

    Placement placement() {
        return placement;
    }

    /** Whether something on the class path names classes to be told of changes. */
    boolean hasConformServices() {
        return placement.hasFile(CONFORM_SERVICES);
    }

    /**
     * Takes a target's class path into account.
     *
     * @param alone whether there is no other target; then its class path is the session's
     */
    void join(Target target, boolean alone) throws JuriggedException {
        List<Path> more = target.info().classPath();
        if (compiler != null && (alone ? isFirst(more) : entries.containsAll(more))) {
            return;
        }
        if (alone) {
            entries.clear();
        }
        entries.addAll(more);
        entries.addAll(ProjectClassPath.missingFrom(entries, project, listener));
        FlatClassPath flat = ClassPath.flatten(List.copyOf(entries));
        flat.problems().forEach(problem -> listener.accept(new Event.Note(problem.sentence())));
        ClassPath opened = ClassPath.of(List.copyOf(entries));
        CompileSettings settings =
                new SettingsFinder(project, tree, options).find(target.info(), flat.entries(), opened);
        replace(settings, opened, flat.entries());
        known = List.copyOf(entries);
        // What was edited of a program that has ended is another class than the one of that name in this program.
        edited.entrySet().removeIf(e -> e.getValue().isElsewhere(placement.locate(e.getKey())));
    }

    private void replace(CompileSettings found, ClassPath opened, List<Path> flat) throws JuriggedException {
        Compiler made = new Compiler(found, new Lookup(), patches);
        close();
        settings = found;
        compiler = made;
        classPath = opened;
        placement = new Placement(opened, flat, tree::outputOf);
        tree.origins().classPath(opened::locate);
    }

    /** Does ahead what the first save would have to wait for. */
    void warm() {
        placement.sweep();
        compiler.warm();
    }

    /** Sees to it that classes which a target loads later fit to what was edited. */
    void fix(TargetClasses classes) throws JuriggedException {
        LoopedClasses loops = LoopedClasses.canLoopIn(classes.target()) ? looped : null;
        Set<String> names = new HashSet<>(edited.keySet());
        names.addAll(concerned(classes));
        names.addAll(loops == null ? Set.of() : loops.names());
        if (!names.isEmpty()) {
            // Classes that somebody compiled, or made, since the compiler looked name members of the reshaped ones,
            // too.
            Set<String> prefixes = new HashSet<>();
            if (!classes.reshapedClasses().isEmpty()) {
                prefixes.addAll(packagePrefixes());
                prefixes.addAll(LateStandIns.PREFIXES);
            }
            Predicate<String> indexed = compiler.indexed();
            LateNames late = new LateNames(names, prefixes, name -> indexed.test(name) || classes.isMadeByUs(name));
            Target.PrepareFixer fixer = lateClasses(classes);
            classes.target().fixOnPrepare(late, loops == null ? fixer : loops.around(fixer, classes));
        }
    }

    /** Tells of classes that the program made at run time of edited types, while nobody could see it. */
    void lookForStandIns(TargetClasses classes, Collection<String> types) throws JuriggedException {
        new LateStandIns(this, classes, listener).look(types);
    }

    /** Returns the classes, loaded or not, that have to do with those that get another schema. */
    Set<String> related(List<CompiledClass> compiled) throws JuriggedException {
        Set<String> related = new HashSet<>();
        for (CompiledClass c : compiled) {
            if (c.change() == Change.SCHEMA) {
                related.addAll(compiler.classesNaming(c.name()));
                related.addAll(compiler.subtypes(c.name()));
            }
        }
        if (!related.isEmpty()) {
            compiled.stream()
                    .filter(c -> c.change() != Change.NEW)
                    .map(CompiledClass::name)
                    .forEach(related::add);
        }
        compiled.stream().filter(c -> c.change() == Change.NEW).forEach(c -> related.remove(c.name()));
        return related;
    }

    private LateClasses lateClasses(TargetClasses classes) {
        return new LateClasses(name -> edited(name), this, classes, listener);
    }

    /** Returns the names of classes that have to do with those that were reshaped. */
    private Set<String> concerned(TargetClasses classes) throws JuriggedException {
        Set<String> names = new HashSet<>();
        for (String reshaped : classes.reshapedClasses()) {
            names.addAll(compiler.classesNaming(reshaped));
            names.addAll(compiler.subtypes(reshaped));
        }
        return names;
    }

    /** Does for classes that were loaded while no session was there what {@link #fix} does for those that are loaded later. */
    void fixLoaded(TargetClasses classes) throws JuriggedException {
        List<LoadedClass> loaded = new ArrayList<>();
        for (List<LoadedClass> copies : classes.copies(concerned(classes)).values()) {
            for (LoadedClass copy : copies) {
                // The other ones were there when the class file was written: they were dealt with then.
                boolean isOfFile = sourceOf(copy.name()).isPresent()
                        && onDisk(copy.name()).filter(copy::sameConstants).isPresent();
                if (isOfFile && !classes.realm(copy.loader()).classes().containsKey(copy.name())) {
                    loaded.add(copy);
                }
            }
        }
        if (!loaded.isEmpty()) {
            classes.target().fix(loaded, lateClasses(classes));
        }
    }

    /** Returns the class file that the class path has for a name. */
    Optional<byte[]> onDisk(String className) {
        return placement.find(className).map(ClassBytes::bytes);
    }

    /** Says which classes have looped methods. */
    void loop(LoopedClasses classes) {
        looped = classes;
    }

    /** Notes what was edited, for classes that are loaded later; {@link #fix} makes it known to a target. */
    void edited(List<CompiledClass> classes) {
        for (CompiledClass c : classes) {
            if (c.change() != Change.SAME) {
                tree.include(c.name());
                edited.put(c.name(), new Edited(c.bytes(), placement.locate(c.name())));
            }
        }
    }

    private byte[] edited(String name) {
        Edited was = edited.get(name);
        return was == null ? null : was.bytes();
    }

    private final class Lookup implements SourceLookup {
        @Override
        public Optional<Path> sourceOf(String binaryName) {
            return tree.sourceOf(binaryName);
        }

        @Override
        public Collection<Path> sources() {
            return new ArrayList<>(tree.files());
        }
    }

    @Override
    public void close() {
        if (compiler != null) {
            compiler.close();
        }
        if (placement != null) {
            placement.close();
        }
        if (classPath != null) {
            classPath.close();
        }
    }
}
