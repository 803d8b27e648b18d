package org.jurigged.controller.target;

import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jurigged.agent.Entry;
import org.jurigged.agent.Protocol;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.InitialiserRun;

/** A {@link Target} behind an agent that was loaded into it, for a JVM whose debug port is taken or missing. */
final class AgentTarget implements Target {
    /** JEP 451. */
    private static final int FIRST_WARNING = 21;

    private static final String ENABLE = "-XX:+EnableDynamicAgentLoading";
    /** As for code that a debugger runs: it gets this long before we go on without it. */
    private static final long RUN_SECONDS = 20;

    private final AgentConnection connection;
    private final ProcessRoot root;
    private final String why;
    private final AgentClasses classes;
    private final AgentRedefinition redefinition;
    private final AgentStacks stacks;
    private final AgentLoads loads;
    private final AgentCalls calls;
    private final TargetInfo info;
    private final Map<Ability, String> lacks;
    private List<String> options = List.of();
    private boolean nativeHashCode;

    private AgentTarget(SocketChannel channel, Jvms.Jvm jvm, ProcessRoot root, String why) throws JuriggedException {
        this.root = root;
        String label = jvm.mainClass() + " (" + jvm.pid() + ")";
        this.why = why;
        this.connection = new AgentConnection(channel, label);
        this.classes = new AgentClasses(connection);
        this.calls = new AgentCalls(connection, classes);
        AgentVersions versions = new AgentVersions();
        this.redefinition = new AgentRedefinition(connection, classes, versions);
        this.stacks = new AgentStacks(connection, classes, versions);
        this.loads = new AgentLoads(connection, classes, versions);
        this.lacks = Map.of(
                Ability.FRAMES, "that takes a debug connection, and " + why,
                Ability.ENUMS, "that takes a debug connection, which makes all threads stand still, and " + why,
                Ability.OBJECTS, "that takes a debug connection, and " + why);
        connection.start(loads::told);
        this.info = ask(jvm);
    }

    /**
     * Takes over a connection that was just made.
     *
     * @param why why it goes by an agent: {@code its debug port is taken}
     */
    static AgentTarget of(SocketChannel channel, Jvms.Jvm jvm, ProcessRoot root, String why) throws JuriggedException {
        return new AgentTarget(channel, jvm, root, why);
    }

    private TargetInfo ask(Jvms.Jvm jvm) throws JuriggedException {
        return connection.ask(Protocol.INFO, "Asking what JVM it is", RUN_SECONDS, message -> {}, answer -> {
            options = List.copyOf(answer.readTexts());
            nativeHashCode = answer.readBoolean();
            String version = answer.readText();
            return root.info(jvm, version, answer.readText(), answer.readText(), answer.readText());
        });
    }

    /** Something that loaded classes ask. */
    interface Asking<T> {
        T ask() throws JuriggedException;
    }

    /** What a loaded class can't throw. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(JuriggedException cause) {
            super(cause);
        }

        @Override
        public synchronized JuriggedException getCause() {
            return (JuriggedException) super.getCause();
        }
    }

    /** Asks for a loaded class, whose methods throw nothing; {@link #look} has it out again. */
    static <T> T unchecked(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (JuriggedException e) {
            throw new Failed(e);
        }
    }

    @Override
    public TargetInfo info() {
        return info;
    }

    @Override
    public void start() {
        // It runs, and is heard of from the beginning.
    }

    @Override
    public CompletableFuture<Void> end() {
        return connection.end();
    }

    @Override
    public void warm() throws JuriggedException {
        classes.look(false);
    }

    @Override
    public Optional<String> lacks(Ability ability) {
        return Optional.ofNullable(lacks.get(ability));
    }

    @Override
    public void tellTo(Consumer<String> notes) {
        connection.tellTo(notes);
        notes.accept("By an agent, as " + why + ": frames are not moved, enum constants not changed.");
        if (info.feature() >= FIRST_WARNING && !options.contains(ENABLE)) {
            notes.accept(
                    "The program's JVM has printed a warning that an agent was loaded; it prints none if it is started"
                            + " with "
                            + ENABLE + ".");
        }
    }

    @Override
    public boolean callsHashCode() {
        return HashCodeCalls.areKept(info.feature(), options, nativeHashCode);
    }

    @Override
    public List<LoadedClass> classes(String binaryName) throws JuriggedException {
        return classes.named(binaryName);
    }

    @Override
    public Map<String, List<LoadedClass>> classes(Set<String> binaryNames) throws JuriggedException {
        return classes.named(binaryNames);
    }

    @Override
    public boolean isUnloaded(LoadedClass loaded) throws JuriggedException {
        return loaded instanceof AgentClass known && !classes.knows(known);
    }

    @Override
    public Optional<String> location(LoadedClass loaded) throws JuriggedException {
        if (loaded instanceof AgentLoading loading) {
            return root.outside(loading.location());
        }
        String location = connection.ask(
                Protocol.LOCATION,
                "Asking for the code source of " + loaded.name(),
                message -> message.add(number(loaded)),
                answer -> answer.readText());
        return root.outside(location);
    }

    private static int number(LoadedClass loaded) {
        return ((AgentClass) loaded).number();
    }

    @Override
    public void lookFor(Set<String> binaryNames) throws JuriggedException {
        if (!binaryNames.isEmpty()) {
            classes.look(true);
        }
    }

    @Override
    public Set<String> loadedNames(Predicate<String> filter) throws JuriggedException {
        return classes.names(filter);
    }

    @Override
    public List<LoadedClass> classes(Predicate<String> filter) throws JuriggedException {
        return classes.filtered(filter);
    }

    @Override
    public <T> T look(Work<T> work) throws JuriggedException {
        try {
            return work.run();
        } catch (Failed e) {
            throw e.getCause();
        }
    }

    @Override
    public void loadAhead(Set<String> names) throws JuriggedException {
        try {
            if (!names.isEmpty()) {
                connection.ask(Protocol.LOAD, "Loading classes", RUN_SECONDS, message -> message.add(names), a -> null);
            }
        } catch (TargetException.NoThread e) {
            // A class loader is busy: what isn't loaded by now is seen to when it is.
            return;
        } finally {
            // What is loaded now is dealt with by the save; what is loaded during it isn't.
            loads.fixMissed();
        }
    }

    @Override
    public void readAhead(Collection<LoadedClass> loaded) throws JuriggedException {
        redefinition.readAhead(loaded);
    }

    @Override
    public long redefine(Map<LoadedClass, byte[]> redefined) throws JuriggedException {
        return redefined.isEmpty() ? 0 : redefinition.apply(redefined);
    }

    @Override
    public void fixOnPrepare(LateNames late, PrepareFixer fixer) throws JuriggedException {
        loads.fix(late, fixer);
    }

    @Override
    public void onPrepare(Set<String> prefixes, Consumer<String> listener) throws JuriggedException {
        loads.tell(prefixes, listener);
    }

    @Override
    public void define(LoadedClass neighbour, Map<String, byte[]> files) throws JuriggedException {
        calls.define(neighbour, files);
    }

    @Override
    public void initialise(LoadedClass neighbour, List<String> names) throws JuriggedException {
        calls.initialise(neighbour, names);
    }

    @Override
    public void run(LoadedClass host, InitialiserRun initialiser) throws JuriggedException {
        calls.run(host, initialiser);
    }

    @Override
    public long change(LoadedClass host, EnumChange change, Set<String> users) throws JuriggedException {
        throw new JuriggedException(
                "The constants of " + host.name() + " can't be changed: " + lacks.get(Ability.ENUMS) + ".");
    }

    @Override
    public long rehearse(LoadedClass host, EnumChange change, Set<String> users) throws JuriggedException {
        return change(host, change, users);
    }

    @Override
    public List<ThreadStack> stacks(Set<LoadedClass> looked) throws JuriggedException {
        return stacks.of(looked);
    }

    @Override
    public OptionalLong objects(Set<LoadedClass> counted) {
        return OptionalLong.empty();
    }

    @Override
    public List<Kept> kept() throws JuriggedException {
        return calls.kept();
    }

    @Override
    public void keep(LoadedClass neighbour, Map<String, String> texts) throws JuriggedException {
        calls.keep(neighbour, texts);
    }

    @Override
    public Snippets snippets(Optional<LoadedClass> neighbour, Consumer<byte[]> output) throws JuriggedException {
        return AgentSnippets.open(connection, info.label(), neighbour.map(AgentTarget::number), output);
    }

    @Override
    public void know(Set<String> binaryNames) {
        // All classes are listed, prepared or not.
    }

    @Override
    public void fix(List<LoadedClass> loaded, PrepareFixer fixer) {
        loads.fixNow(loaded, fixer);
    }

    /** What holds on to objects of the program can't be had of an agent; whom that concerns is told. */
    @Override
    public CompletableFuture<List<ConformResult>> conform(ConformOrder order) {
        List<ConformResult> results = new ArrayList<>();
        String reason = "was not told what changed: that takes a debug connection, and " + why;
        order.builtIns().forEach(library -> results.add(new ConformResult(false, library.name(), reason, "")));
        order.callers().forEach(caller -> results.add(new ConformResult(false, caller.name(), reason, "")));
        return CompletableFuture.completedFuture(results);
    }

    /** The JVM puts the agent's first class on the class path. */
    @Override
    public boolean isOfClassPath(LoadedClass loaded) throws JuriggedException {
        return classes.named(Entry.class.getName()).stream().anyMatch(entry -> entry.loader() == loaded.loader());
    }

    @Override
    public boolean alive() {
        return !connection.end().isDone();
    }

    @Override
    public void close() {
        loads.close();
        connection.close();
    }
}
