package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.bytecode.RawClass;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.SchemaEquality;

/**
 * What one target's loaded classes run and have run, and the schema each was loaded with, as far as anybody has asked.
 *
 * <p>Used by the session's one worker; {@link #known} and {@link #found} also by the threads that bring classes up to date
 * which are loaded meanwhile.
 */
final class ClassStates {
    private final Target target;
    private final Function<LoadedClass, Optional<State>> made;
    private final Map<LoadedClass, State> states = new ConcurrentHashMap<>();
    private final Map<LoadedClass, byte[]> found = new ConcurrentHashMap<>();

    /** @param made what this session, or an earlier one, has made a class run; empty for any other class */
    ClassStates(Target target, Function<LoadedClass, Optional<State>> made) {
        this.target = target;
        this.made = made;
    }

    /**
     * What a loaded class runs.
     *
     * @param schema the schema it was loaded with
     * @param live the class file it runs, as far as known: the one on the class path until it was first redefined
     * @param exact whether {@code live} is known to be what it runs
     * @param running {@code live} with what was put into it for frames that move
     * @param history what it ran before
     */
    record State(Schema schema, byte[] live, boolean exact, CodeVersion running, History history) {
        State(Schema schema, byte[] live, boolean exact) {
            this(schema, live, exact, CodeVersion.loaded(live), History.NONE);
        }

        private State known(byte[] bytes) {
            return new State(schema, bytes, true, CodeVersion.loaded(bytes), history);
        }

        private State replacedBy(byte[] bytes, CodeVersion code) {
            return new State(schema, bytes, true, code, history.with(running));
        }

        private State keeping(Set<CodeVersion> used) {
            return new State(schema, live, exact, running, history.keeping(used));
        }
    }

    /**
     * Returns what a loaded class runs.
     *
     * @param onClassPath the class file that the class path has for it, if any
     */
    Optional<State> of(LoadedClass loaded, Optional<byte[]> onClassPath) {
        State known = states.computeIfAbsent(loaded, l -> made.apply(l).orElse(null));
        byte[] file = known == null ? found.get(loaded) : null;
        if (file != null) {
            known = new State(Schema.of(file), file, true);
            states.put(loaded, known);
        }
        if (known == null && onClassPath.isPresent()) {
            known = loaded.isPrepared()
                    ? firstSeen(loaded, onClassPath.get())
                    // Only what we have just defined is known before that.
                    : new State(Schema.of(onClassPath.get()), onClassPath.get(), true);
            states.put(loaded, known);
        }
        return Optional.ofNullable(known);
    }

    /** Notes that a class which was loaded just now was found to run a class file. */
    void found(LoadedClass loaded, byte[] classFile) {
        found.put(loaded, classFile);
    }

    /** Returns what a loaded class runs; empty if nobody has asked for it by {@link #of} yet. */
    Optional<State> known(LoadedClass loaded) {
        return Optional.ofNullable(states.get(loaded));
    }

    /** Forgets the classes of a loader that is gone. */
    void forget(long loader) {
        states.keySet().removeIf(loaded -> loaded.loader() == loader);
        found.keySet().removeIf(loaded -> loaded.loader() == loader);
    }

    private static State firstSeen(LoadedClass loaded, byte[] onClassPath) {
        if (loaded.sameConstants(onClassPath)) {
            return new State(Schema.of(onClassPath), onClassPath, false);
        }
        return new State(schema(loaded, onClassPath), onClassPath, false);
    }

    /**
     * Returns the schema of a class with other constants than its class file: a class that was redefined has more of them.
     * What a JVM doesn't tell (nest, record, permitted subclasses) is what the class file says if the rest is the same.
     */
    static Schema schema(LoadedClass loaded, byte[] onClassPath) {
        Schema told = loaded.schema();
        Schema written = Schema.of(onClassPath);
        return SchemaEquality.holds(told, written) ? written : told;
    }

    /** Has what these classes run found out in one step, where it isn't known exactly. */
    void readAhead(Collection<List<LoadedClass>> copies) throws JuriggedException {
        List<LoadedClass> asked = new ArrayList<>();
        for (List<LoadedClass> all : copies) {
            for (LoadedClass loaded : all) {
                State known = states.get(loaded);
                if (known == null || !known.exact()) {
                    asked.add(loaded);
                }
            }
        }
        target.readAhead(asked);
    }

    /** Whether a loaded class is known to run, or found to run, exactly this class file. */
    boolean runs(LoadedClass loaded, State state, byte[] bytes) {
        if (state.exact()) {
            return Arrays.equals(state.live(), bytes);
        }
        // With other constants the code can look the same and not be: a JVM doesn't show bootstrap methods' arguments.
        boolean same = SchemaEquality.holds(state.schema(), Schema.of(bytes))
                && loaded.sameConstants(bytes)
                && loaded.sameCode(bytes)
                && loaded.sameLines(bytes);
        if (same) {
            states.put(loaded, state.known(bytes));
        }
        return same;
    }

    /** Whether a method of a loaded class is known to run, or found to run, what the state of its class says. */
    boolean runs(LoadedClass loaded, String method, String descriptor) {
        State state = states.get(loaded);
        if (state == null) {
            return false;
        }
        if (!state.exact()) {
            return loaded.sameCode(state.live(), method, descriptor);
        }
        CodeVersion running = state.running();
        // What this session gave to the JVM is run as it is; what an earlier one gave, with other places in it if need
        // be.
        return running.edit() > 0
                || loaded.codeLength(method, descriptor)
                        == new RawClass(running.bytes()).codeLength(method, descriptor);
    }

    /** Notes that a loaded class, of which it is known what it ran, runs another class file now, and as what code. */
    void redefined(LoadedClass loaded, byte[] bytes, CodeVersion code) {
        states.computeIfPresent(loaded, (l, before) -> before.replacedBy(bytes, code));
    }

    /** Returns what a loaded class runs now; empty for a class that no save has had to do with. */
    Optional<CodeVersion> running(LoadedClass loaded) {
        return Optional.ofNullable(states.get(loaded)).map(State::running);
    }

    /** Returns what a loaded class ran before, as far as a frame may still run it, the oldest first. */
    List<CodeVersion> history(LoadedClass loaded) {
        State state = states.get(loaded);
        return state == null ? List.of() : state.history().versions();
    }

    /** Forgets what a loaded class ran before and no frame does any more, but for the {@code used} ones. */
    void keepOnly(LoadedClass loaded, Set<CodeVersion> used) {
        states.computeIfPresent(loaded, (l, state) -> state.keeping(used));
    }
}
