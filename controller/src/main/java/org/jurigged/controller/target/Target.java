package org.jurigged.controller.target;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.share.LineMoves;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.InitialiserRun;

/**
 * A running JVM, as far as making it live needs.
 *
 * <p>Safe for use by several threads. Every call may throw {@link TargetException.Gone}; a target that is gone stays
 * gone. No call leaves a thread of the program suspended, whether it returns or throws.
 */
public interface Target extends AutoCloseable {
    /** What is known of the JVM. */
    TargetInfo info();

    /** Tells sentences that a user should know: of the way by which we have come to the JVM, and why it makes us wait. */
    default void tellTo(Consumer<String> notes) {}

    /** Begins to hear of what happens in the JVM, and lets one that waits for us at its start go on. */
    void start();

    /** Completes when the JVM has ended or the connection has. */
    CompletableFuture<Void> end();

    /** Does ahead what makes lookups quick on the way from save to live. */
    void warm() throws JuriggedException;

    /** Does ahead what the first call in the program needs, where no thread of the program's notices. */
    default void warmCalls() throws JuriggedException {}

    /** Has the thread that calls in the program be ready for calls that come soon; {@link #callsDone} has to follow. */
    default void callsAhead() {}

    /** Lets the thread that calls in the program wait again. */
    default void callsDone() {}

    /** What some ways to a JVM don't have. */
    enum Ability {
        /** Frames can be moved into new code, and their variables read. */
        FRAMES,
        /** All threads can be made to stand still while the constants of an enum are changed. */
        ENUMS,
        /** Objects can be counted. */
        OBJECTS
    }

    /** Returns why something can't be had, as the end of a sentence; empty if it can. */
    default Optional<String> lacks(Ability ability) {
        return Optional.empty();
    }

    /** Whether a class can gain a {@code hashCode} and all calls run it; see {@link HashCodeCalls}. */
    boolean callsHashCode() throws JuriggedException;

    /**
     * Returns the prepared classes of that binary name, one for each loader that has defined one.
     *
     * <p>Loaded classes that aren't prepared yet are left out, see {@link #fixOnPrepare}, but for those that
     * {@link #define} made.
     */
    List<LoadedClass> classes(String binaryName) throws JuriggedException;

    /**
     * Returns what {@link #classes(String)} does for many names, those of no class left out, at the price of a few names:
     * JDI looks for each name among all loaded classes.
     */
    Map<String, List<LoadedClass>> classes(Set<String> binaryNames) throws JuriggedException;

    /** Whether a class was unloaded, as all classes of its loader are then. */
    boolean isUnloaded(LoadedClass loaded) throws JuriggedException;

    /**
     * Returns the URL that a class comes from, as its code source tells it: of a directory, an archive, or within one; empty
     * if it tells none.
     */
    Optional<String> location(LoadedClass loaded) throws JuriggedException;

    /**
     * Asks the JVM itself whether classes of these names are loaded, for {@link #classes} to return: it tells of a class
     * a moment after that has begun to run. Looks into the loaders that have other classes of the same packages, and links
     * what is loaded and not linked.
     */
    void lookFor(Set<String> binaryNames) throws JuriggedException;

    /** Returns the binary names of all loaded classes that the filter of their names admits; hidden ones have none. */
    Set<String> loadedNames(Predicate<String> filter) throws JuriggedException;

    /** Returns all loaded classes whose binary names the filter admits, at the price of one that is looked up by name. */
    List<LoadedClass> classes(Predicate<String> filter) throws JuriggedException;

    /** Work on loaded classes. */
    interface Work<T> {
        T run() throws JuriggedException;
    }

    /** Does work that asks loaded classes, which can't say by themselves that the target is gone; then this does. */
    <T> T look(Work<T> work) throws JuriggedException;

    /**
     * Loads classes that a save concerns and the program has not loaded, and initialises none: for a target that hears of a
     * class before it is defined, when others can't be redefined that know of it, and not before it is initialised.
     */
    default void loadAhead(Set<String> names) throws JuriggedException {}

    /** Is told of which classes it is going to be asked what they run, to find that out in one step. */
    default void readAhead(Collection<LoadedClass> loaded) throws JuriggedException {}

    /**
     * Redefines all classes in one step, or none (JVMTI {@code RedefineClasses}).
     *
     * @return how long the call took in nanoseconds, an upper bound of the time the program stood still
     * @throws TargetException.Refused when the JVM won't take one of them; nothing has changed then
     */
    long redefine(Map<LoadedClass, byte[]> classes) throws JuriggedException;

    /**
     * Does work while no compiled code has one of these static methods in it.
     *
     * @param names of static methods of the class; others of these names are left alone
     * @return what the work returned; empty if this target can't see to that, the work isn't done then
     */
    default <T> Optional<T> uncompiled(LoadedClass loaded, Set<String> names, Work<T> work) throws JuriggedException {
        return Optional.empty();
    }

    /** Has somebody told what went wrong while the JVM's events were read, before too; the reading goes on. */
    default void onFailure(Consumer<Throwable> listener) {}

    /** Whether anybody wants to know where lines go: a debugger may be there. */
    default boolean followsLines() {
        return false;
    }

    /**
     * Says where source lines go when classes, given by their names, are redefined next: a debugger's breakpoints follow them.
     * Without a debugger it means nothing.
     */
    default void moveLines(Map<String, LineMoves> moves) {}

    /**
     * Makes sure that a class which is prepared later is brought up to date before its first instruction, its static
     * initialiser included.
     *
     * @param late which classes that may concern, in addition to those of earlier calls
     * @param fixer who does it; called on a thread of ours while the class's own thread waits
     */
    void fixOnPrepare(LateNames late, PrepareFixer fixer) throws JuriggedException;

    /** Tells the binary names of classes as they are prepared, for names with one of the prefixes ({@code a.b.}). */
    void onPrepare(Set<String> prefixes, Consumer<String> listener) throws JuriggedException;

    /** Defines classes in the loader, and with the protection domain, of {@code neighbour}. */
    void define(LoadedClass neighbour, Map<String, byte[]> classes) throws JuriggedException;

    /**
     * Initialises classes, by binary name, of the loader of {@code neighbour} (JVMS 5.5).
     *
     * @throws TargetException.Thrown when an initialiser threw
     */
    void initialise(LoadedClass neighbour, List<String> names) throws JuriggedException;

    /**
     * Runs a changed static initialiser that {@code reshape} has cut out for {@code host}, on a thread of ours in the
     * program.
     *
     * @throws TargetException.Thrown when the initialiser threw
     */
    void run(LoadedClass host, InitialiserRun initialiser) throws JuriggedException;

    /**
     * Gives an enum other constants: makes those that are new, and gives all their ordinals and names.
     *
     * @param users binary names of the classes of the project that may switch over the enum, loaded or not
     * @return how long the program stood still in nanoseconds
     * @throws TargetException.Kept when the enum has to keep the constants that it has; nothing has changed then
     */
    long change(LoadedClass host, EnumChange change, Set<String> users) throws JuriggedException;

    /**
     * Looks whether constants can go right now.
     *
     * @param users as for {@link #change}
     * @return how long the program stood still in nanoseconds
     * @throws TargetException.Kept if not
     */
    long rehearse(LoadedClass host, EnumChange change, Set<String> users) throws JuriggedException;

    /**
     * Returns the frames of all threads that have at least one frame in one of the classes.
     *
     * <p>Threads are looked at one by one, each suspended for no longer than the reading of its frames takes: an obsolete
     * frame can go away meanwhile, and none can appear, for calls after a redefinition run the new version (JVMTI
     * {@code RedefineClasses}).
     */
    List<ThreadStack> stacks(Set<LoadedClass> classes) throws JuriggedException;

    /**
     * Whether threads run here that {@link #stacks} doesn't know of: virtual ones, which the debug interface doesn't list
     * (JDWP agent, {@code includevirtualthreads=n}).
     */
    default boolean hidesThreads() throws JuriggedException {
        return false;
    }

    /**
     * Makes ready for code with an {@link org.jurigged.reshape.move.Entrance}. To be called before such code is redefined: it
     * is verified with a class of ours, and asks that one whenever it is called.
     */
    default void prepareMoves() throws JuriggedException {
        throw new JuriggedException(info().label() + " is live in a way that moves no frames.");
    }

    /**
     * Has frames go on in the new code of their methods when they come to the head of a loop, in a moment or much later.
     * Nothing waits for it; the results are completed on a thread of ours. A redefinition of the class that leaves no
     * entrance with the plan's key ends it.
     */
    default List<CompletableFuture<MoveResult>> move(List<MoveOrder> orders) throws JuriggedException {
        throw new JuriggedException(info().label() + " is live in a way that moves no frames.");
    }

    /**
     * Takes a frame off with all that it has called, so that its method begins again with its arguments, in its latest code.
     * Nothing waits for it; the result is completed on a thread of ours, within some seconds.
     */
    default CompletableFuture<RestartResult> restart(RestartOrder order) throws JuriggedException {
        throw new JuriggedException(info().label() + " is live in a way that takes no frames off.");
    }

    /**
     * Counts the objects of just these classes that something refers to. The JVM looks at all its objects for that, and the
     * program stands still for some 0.4 s for each million of them.
     *
     * @return empty if the JVM can't, or has more than 64 MB in use
     */
    OptionalLong objects(Set<LoadedClass> classes) throws JuriggedException;

    /**
     * What the program keeps for the sessions that come later.
     *
     * @param loader whose classes it is about, as {@link LoadedClass#loader()} has it
     * @param text one line
     */
    record Kept(long loader, String key, String text) {}

    /** Returns all that is kept, as it was at one moment. */
    List<Kept> kept() throws JuriggedException;

    /** Keeps texts by their keys for the loader of a class, all at once; an empty text takes a key away. */
    void keep(LoadedClass neighbour, Map<String, String> texts) throws JuriggedException;

    /** Has classes of these names listed though they aren't prepared: earlier sessions defined them. */
    void know(Set<String> binaryNames) throws JuriggedException;

    /** Brings loaded classes up to date as if they were prepared now, and waits for it. */
    void fix(List<LoadedClass> loaded, PrepareFixer fixer) throws JuriggedException;

    /**
     * Begins to run snippets in the program.
     *
     * @param neighbour a class of the loader whose classes they see; empty for the program's own
     * @param output gets what they print themselves, on the thread that waits for them
     */
    default Snippets snippets(Optional<LoadedClass> neighbour, Consumer<byte[]> output) throws JuriggedException {
        throw new JuriggedException(info().label() + " is live in a way that runs no snippets.");
    }

    /**
     * Looks where a thread is held.
     *
     * @param isOwn whether a class is the program's own, by binary name
     */
    default HeldPlace held(String thread, Predicate<String> isOwn) throws JuriggedException {
        throw new JuriggedException(info().label() + " is live in a way that reads no variables of its threads.");
    }

    /**
     * Begins to tell code of the program what changed, on a thread of its own there.
     *
     * @return what came of it, once that is known; never fails, and empty if the JVM ended meanwhile
     * @throws TargetException.Thrown when what is to call that code can't be defined
     */
    CompletableFuture<List<ConformResult>> conform(ConformOrder order) throws JuriggedException;

    /** Whether a class is of the loader that loads from the class path. */
    boolean isOfClassPath(LoadedClass loaded) throws JuriggedException;

    /** Whether the connection still stands. */
    boolean alive();

    /** Lets go of the JVM, which runs on. */
    @Override
    void close();

    /**
     * What a class that is about to be defined is to be defined from.
     *
     * @param ending is told what became of it, once
     */
    record Replacement(byte[] file, Ending ending) {
        /** Is told what became of a replacement. */
        public interface Ending {
            /** {@code taken} unless the class could not wait; {@link PrepareFixer#fixRunning} is called when it is there. */
            void end(boolean taken) throws JuriggedException;
        }
    }

    /** Brings classes that have just been prepared up to date. */
    interface PrepareFixer {
        /** Redefines the class, and others with it, unless it is as it should be; called on a thread of ours. */
        void fix(LoadedClass prepared) throws JuriggedException;

        /**
         * Returns what a class that is about to be defined is to be defined from; empty if it is as it should be. For targets
         * that tell of classes before they are loaded; called on a thread of ours while the class's own thread waits.
         */
        default Optional<Replacement> replacement(LoadedClass loading) throws JuriggedException {
            return Optional.empty();
        }

        /** Does what {@link #fix} does for a class that may have begun to run before, and tells if it ran something old. */
        default void fixRunning(LoadedClass loaded) throws JuriggedException {
            fix(loaded);
        }

        /** Is told that a class could not be brought up to date and runs what it was loaded from. Must not throw. */
        void failed(LoadedClass prepared, JuriggedException reason);
    }
}
