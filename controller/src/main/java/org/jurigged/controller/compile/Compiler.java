package org.jurigged.controller.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compiles changed sources, and the sources that depend on what changed in them, with a javac that is kept warm.
 *
 * <p>A compilation leaves no trace until it is accepted: only then later ones see its classes. Thread-safe; compilations
 * run one after the other. Paths may be given in any form, and come back absolute and normalized.
 */
public final class Compiler implements AutoCloseable {
    /** Who has not saved for this long hardly saves in the next moment. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Javac javac;
    private final CurrentClasses current;
    private final SourceFiles files;
    private final WordIndex words;
    private final SourceReader reader;
    private final LastMade lastMade = new LastMade();
    private final DependentsApart apart;
    private final Indexing index;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final WarmUp warmUp;
    private final boolean processing;
    private final AtomicLong visibleChanges = new AtomicLong();
    private volatile long lastUse = System.nanoTime();

    /**
     * Open the compiler and begin to index the class directories in the background.
     *
     * @throws CompilerException when there is no javac for these settings
     */
    public Compiler(CompileSettings settings, SourceLookup lookup) throws CompilerException {
        this(settings, lookup, TextLayer.NONE);
    }

    /**
     * Open the compiler, with texts in place of those on the disk.
     *
     * @throws CompilerException when there is no javac for these settings
     */
    public Compiler(CompileSettings settings, SourceLookup lookup, TextLayer layer) throws CompilerException {
        this(settings, lookup, layer, DependentsApart.LEAST_FOR_TWO);
    }

    /** Open the compiler, with another number of dependents that are worth a second javac. */
    Compiler(CompileSettings settings, SourceLookup lookup, TextLayer layer, int leastForTwo) throws CompilerException {
        javac = JavacChoice.open(settings);
        current = new CurrentClasses(settings);
        files = new SourceFiles(lookup, settings.annotationProcessing());
        words = new WordIndex(settings.encoding());
        reader = new SourceReader(settings.encoding(), layer);
        processing = settings.annotationProcessing();
        apart = new DependentsApart(javac, current, lastMade, leastForTwo);
        warmUp = new WarmUp(this::rehearse, lookup, () -> System.nanoTime() - lastUse > REST_NANOS);
        index = new Indexing(settings, current, files, words);
        index.start();
    }

    /** Compile changed files as they are on disk; see {@link #compile(Collection, Map)}. */
    public Compilation compile(Collection<Path> changed) throws CompilerException {
        return compile(changed, Map.of());
    }

    /**
     * Compile changed files and their dependents, until no further source depends on what changed. Files that don't
     * exist count as deleted; {@code module-info.java} is left out.
     *
     * @param changed the files that changed since what was accepted last, including those of failed compilations
     * @param texts texts to compile in place of what is on disk, for instance of an editor
     * @throws CompilerException when javac can't be run; a source that does not compile is a result
     */
    public Compilation compile(Collection<Path> changed, Map<Path, String> texts) throws CompilerException {
        lock.lock();
        try {
            Unit unit = new Unit(reader, normal(texts));
            unit.addChanged(changed.stream().map(SourceFiles::normal).toList());
            return compile(unit);
        } finally {
            lastUse = System.nanoTime();
            lock.unlock();
        }
    }

    private Compilation compile(Unit unit) throws CompilerException {
        while (true) {
            if (!unit.problems().isEmpty()) {
                return unit.failed(unit.problems());
            }
            Set<String> before = classesOf(unit.files());
            Javac.Result result = run(unit.sources(), Map.of(), before, false);
            if (!result.problems().isEmpty()) {
                return unit.failed(result.problems());
            }
            Assessment assessment = Assessment.of(result.classes(), before, current, index.get());
            List<Path> dependents = unit.addDependents(dependents(assessment));
            if (dependents.isEmpty()) {
                return unit.compiled(assessment);
            }
            Optional<Assessment> theirs = unit.problems().isEmpty() && !processing
                    ? apart.compile(unit.sources(dependents), assessment, before, this::classesOf, index.get())
                    : Optional.empty();
            if (theirs.isPresent()) {
                return unit.compiled(assessment.and(theirs.get()));
            }
        }
    }

    private Set<Path> dependents(Assessment assessment) throws CompilerException {
        Dependents dependents = new Dependents(index.get(), words, files, current::find);
        Set<Path> found = new HashSet<>(dependents.of(assessment.changes()));
        if (processing) {
            found.addAll(dependents.behindGenerated(assessment.classes()));
        }
        return found;
    }

    private Set<String> classesOf(Set<Path> sources) throws CompilerException {
        return classesOf(sources, index.get());
    }

    private Set<String> classesOf(Set<Path> sources, DependencyIndex known) {
        return known.classesOf(files.in(sources, known::sourcesNamed));
    }

    private Javac.Result run(List<SourceText> sources, Map<String, byte[]> added, Set<String> hidden, boolean ranges)
            throws CompilerException {
        return sources.isEmpty()
                ? new Javac.Result(List.of(), List.of())
                : javac.run(new Javac.Request(sources, added, hidden, ranges));
    }

    /**
     * Whether all files that a compilation read from the disk are still as it read them, and those that were gone still are.
     * Else it may have read one that was being written, an empty one, say, which compiles, and without which others don't.
     */
    public boolean isStillRead(Compilation compilation) {
        return isStillRead(compilation, Set.of());
    }

    /** As {@link #isStillRead(Compilation)}, but for {@code given} files, whose text came from elsewhere. */
    public boolean isStillRead(Compilation compilation, Collection<Path> given) {
        return compilation.texts().entrySet().parallelStream()
                        .filter(read -> !given.contains(read.getKey()))
                        .allMatch(read ->
                                reader.read(read.getKey()).equals(new SourceReader.Outcome.Text(read.getValue())))
                && compilation.deleted().stream().noneMatch(Files::exists)
                && (!(compilation instanceof Compilation.Failed failed) || isStillUnread(failed));
    }

    private boolean isStillUnread(Compilation.Failed failed) {
        return failed.unread().stream()
                .allMatch(file -> reader.read(file) instanceof SourceReader.Outcome.Unreadable still
                        && failed.problems().contains(still.problem()));
    }

    /**
     * Take a compilation's classes as the current ones from now on, because the program runs them.
     *
     * @throws CompilerException when the compiler is closed or its process can't be started again
     */
    public void accept(Compilation.Compiled compiled) throws CompilerException {
        lock.lock();
        try {
            Map<String, byte[]> added = new HashMap<>();
            for (CompiledClass c : compiled.classes()) {
                if (c.change() != Change.SAME) {
                    added.put(c.name(), c.bytes());
                }
            }
            current.overlay(added, compiled.removedClasses());
            compiled.removedClasses().forEach(index.get()::remove);
            for (CompiledClass c : compiled.classes()) {
                files.learn(index.get().put(c.bytes()), c.source());
            }
            compiled.texts().forEach(words::learn);
            javac.overlay(added, compiled.removedClasses());
            if (!processing) {
                lastMade.remember(compiled);
            }
            if (compiled.visible()) {
                visibleChanges.incrementAndGet();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Count the accepted compilations that changed what other sources see of their classes. While the number stays, a
     * source that did not compile does not compile now.
     */
    public long visibleChanges() {
        return visibleChanges.get();
    }

    /**
     * Compile sources of a compilation again, with a {@code CharacterRangeTable} attribute in each method (javac's
     * {@code -Xjcov}), which says where in the source each piece of code comes from.
     *
     * @param sources some of the compiled sources
     * @return the class files of those sources by binary name; equal to the compilation's but for debug
     *     attributes
     */
    public Map<String, byte[]> compileWithRanges(Compilation.Compiled compiled, Collection<Path> sources)
            throws CompilerException {
        lock.lock();
        try {
            List<SourceText> units = sources.stream()
                    .map(SourceFiles::normal)
                    .map(file -> new SourceText(file, textOf(compiled, file)))
                    .toList();
            Map<String, byte[]> classes =
                    compiled.classes().stream().collect(Collectors.toMap(CompiledClass::name, CompiledClass::bytes));
            Javac.Result result = run(units, classes, compiled.removedClasses(), true);
            if (!result.problems().isEmpty()) {
                throw new CompilerException("javac compiled this before and now does not: "
                        + result.problems().get(0));
            }
            return result.classes().stream().collect(Collectors.toMap(Javac.Output::name, Javac.Output::bytes));
        } finally {
            lock.unlock();
        }
    }

    private static String textOf(Compilation.Compiled compiled, Path file) {
        String text = compiled.texts().get(file);
        if (text == null) {
            throw new IllegalArgumentException(file + " is not among the sources of that compilation");
        }
        return text;
    }

    /** Find the class file of today's logical class by binary name: the accepted one, else that of the class path. */
    public Optional<byte[]> current(String binaryName) {
        return current.find(binaryName);
    }

    /**
     * List the classes of the project, as far as they lie in class directories, that may read or write a field, or call a
     * method, of this name of a class; and the class itself.
     *
     * @throws CompilerException when the index of the classes could not be made
     */
    public Set<String> classesUsing(String binaryName, String member) throws CompilerException {
        DependencyIndex known = index.get();
        Set<String> sources = known.sourcesUsing(known.withSubtypes(binaryName), Set.of(member));
        Set<String> classes = new TreeSet<>(known.classesOf(sources));
        classes.add(binaryName);
        return classes;
    }

    /**
     * List the classes of the project, as far as they lie in class directories, that extend or implement a type at any
     * distance.
     *
     * @throws CompilerException when the index of the classes could not be made
     */
    public Set<String> subtypes(String binaryName) throws CompilerException {
        Set<String> types = new TreeSet<>(index.get().withSubtypes(binaryName));
        types.remove(binaryName);
        return types;
    }

    /**
     * List the classes of the project, as far as they lie in class directories, from whose sources a type is named.
     *
     * @throws CompilerException when the index of the classes could not be made
     */
    public Set<String> classesNaming(String binaryName) throws CompilerException {
        DependencyIndex known = index.get();
        Set<String> sources = known.sourcesReferringTo(Set.of(binaryName));
        return known.classesOf(sources);
    }

    /**
     * List the classes of the project, as far as they lie in class directories, that may have a method {@code __conform__}.
     *
     * @throws CompilerException when the index of the classes could not be made
     */
    public Set<String> conforming() throws CompilerException {
        return index.get().conforming();
    }

    /**
     * List classes of the project, those that mention one of them, those that mention one of those and so on, as far as they
     * lie in class directories; the nearest first.
     *
     * @throws CompilerException when the index of the classes could not be made
     */
    public List<String> dependentClasses(Set<String> binaryNames) throws CompilerException {
        return index.get().dependents(binaryNames);
    }

    /**
     * List the classes that ask the platform for classes by their names, and all that depend on one of them.
     *
     * @throws CompilerException when the index of the classes could not be made
     */
    public Set<String> openClasses() throws CompilerException {
        return index.get().open();
    }

    /**
     * Get what tells whether a class was in the class directories when they were read, or came from a compilation since.
     *
     * @throws CompilerException when the index of the classes could not be made
     */
    public Predicate<String> indexed() throws CompilerException {
        return index.get()::knows;
    }

    /**
     * Begin to compile some of the project's sources in the background, for nothing, so that the first real compilation
     * is fast. A real one waits for one small source at most. Does nothing the second time.
     */
    public void warm() {
        warmUp.start();
    }

    /** Wait for the warm-up to end; false when the time was up before, or when it was never begun. */
    boolean awaitWarm(long time, TimeUnit unit) throws InterruptedException {
        return warmUp.await(time, unit);
    }

    /** Compile one source as a real compilation would, without its dependents; called by the warm-up. */
    private void rehearse(Path file) throws CompilerException {
        lock.lock();
        try {
            Unit unit = new Unit(reader, Map.of());
            unit.addChanged(Set.of(SourceFiles.normal(file)));
            Javac.Result result = run(unit.sources(), Map.of(), Set.of(), false);
            if (index.isDone()) { // else the first run of javac goes on beside the indexing
                Assessment.of(result.classes(), classesOf(unit.files()), current, index.get());
            }
            Assessment.rehearse(result.classes());
        } finally {
            lock.unlock();
        }
    }

    private static Map<Path, String> normal(Map<Path, String> texts) {
        Map<Path, String> normal = new HashMap<>();
        texts.forEach((file, text) -> normal.put(SourceFiles.normal(file), text));
        return normal;
    }

    /** Stop compiling, the warm-up and the indexing. Idempotent. */
    @Override
    public void close() {
        warmUp.close();
        index.close();
        javac.close();
        current.close();
    }
}
