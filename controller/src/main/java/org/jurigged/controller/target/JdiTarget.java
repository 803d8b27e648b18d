package org.jurigged.controller.target;

import com.sun.jdi.ClassLoaderReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.share.LineMoves;
import org.jurigged.controller.share.Multiplexer;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.InitialiserRun;

/** A {@link Target} behind a JDWP connection, by way of JDI. */
public final class JdiTarget implements Target {
    /** The first release that has virtual threads, as a preview. */
    private static final int FIRST_VIRTUAL = 19;

    private static final String APP_LOADER = "jdk.internal.loader.ClassLoaders$AppClassLoader";

    private final VirtualMachine vm;
    private volatile TargetInfo info;
    private final ThreadSource source;
    private final ServiceThread service;
    private final ServiceThread linker;
    private final ServiceCalls calls;

    private final Questions questions;
    private final Door door;
    private final PrepareWatch prepares;
    private final StackReader stacks;
    private final LoadedTypes types;
    private final MoveClass moveClass;
    private final FrameMover mover;
    private final LedgerReader ledger;
    private final ConformRunner conformers;
    private final LoopedMethods looped;
    private final UncaughtThrows uncaught;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Failures failures = new Failures();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Optional<Multiplexer> shared;
    private final Hiding hiding;
    private final HeldThreads held;
    private final Uncompiled uncompiled;
    private final Loaders loaders = new Loaders();

    private JdiTarget(VirtualMachine vm, TargetInfo info, Optional<Multiplexer> shared) {
        this.vm = vm;
        this.info = info;
        this.shared = shared;
        this.hiding = Hiding.from(shared);
        this.held = new HeldThreads(vm, shared);
        this.uncompiled = new Uncompiled(vm);
        this.source = new ThreadSource(vm, () -> this.info.pid());
        this.service = new ServiceThread(vm, source, () -> this.info.label(), end, hiding);
        this.linker = new ServiceThread(vm, new Lending(service, source, shared), () -> this.info.label(), end, hiding);
        this.questions = new Questions(vm, service);
        this.door = new Door(vm);
        this.stacks = new StackReader(vm, this::isOurs, loaders);
        this.types = new LoadedTypes(vm, loaders);
        this.calls = new ServiceCalls(vm, service, linker, door, types);
        this.prepares = new PrepareWatch(vm, loaders, this::isOurs);
        this.moveClass = new MoveClass(vm, service, door);
        this.mover = new FrameMover(vm, moveClass);
        this.ledger = new LedgerReader(vm);
        this.conformers = new ConformRunner(vm, service, door);
        this.looped = new LoopedMethods(vm, service, door);
        this.uncaught = new UncaughtThrows(vm, service, door);
    }

    private boolean isOurs(ThreadReference thread) {
        return service.is(thread) || linker.is(thread);
    }

    /** Takes over a connection that was just made; nothing is read from it before {@link #start()}. */
    static JdiTarget of(VirtualMachine vm, TargetInfo info, Optional<Multiplexer> shared) {
        return new JdiTarget(vm, info, shared);
    }

    /** Returns what lets debuggers attach to the JVM as well; empty where that was not asked for. */
    public Optional<Multiplexer> shared() {
        return shared;
    }

    /** Keeps a sentence for {@link #tellTo}. */
    void note(String text) {
        notes.add(text);
    }

    @Override
    public void tellTo(Consumer<String> listener) {
        notes.forEach(listener);
    }

    @Override
    public void start() {
        EventPump.start(vm, info.name(), () -> end.complete(null), failures::add);
    }

    @Override
    public void onFailure(Consumer<Throwable> listener) {
        failures.tell(listener);
    }

    @Override
    public TargetInfo info() {
        return info;
    }

    @Override
    public boolean callsHashCode() throws JuriggedException {
        List<String> options = questions.options();
        return Jdi.call(
                info.label(),
                () -> HashCodeCalls.areKept(
                        info.feature(),
                        options,
                        vm.classesByName("java.lang.Object").get(0)));
    }

    /** A thread takes one step request at a time (JDWP EventRequest, DUPLICATE), and where a debugger is, it is the debugger's. */
    @Override
    public Optional<String> lacks(Ability ability) {
        return ability == Ability.FRAMES && shared.isPresent()
                ? Optional.of("a debugger may have its threads (--debug)")
                : Optional.empty();
    }

    @Override
    public boolean followsLines() {
        return shared.isPresent();
    }

    @Override
    public void moveLines(Map<String, LineMoves> moves) {
        shared.ifPresent(multiplexer -> multiplexer.moveLines(moves));
    }

    /** Returns the class of that name which has that JDWP id, if it is loaded. */
    public Optional<LoadedClass> loaded(String binaryName, long id) throws JuriggedException {
        return Jdi.call(
                info.label(),
                () -> types.named(binaryName).stream()
                        .filter(loaded ->
                                ((JdiClass) loaded).type().classObject().uniqueID() == id)
                        .findFirst());
    }

    @Override
    public CompletableFuture<Void> end() {
        return end;
    }

    /**
     * Reads the JVM's class list once, after which JDI keeps it up to date by itself: lookups by name then cost nothing
     * on the way from save to live.
     */
    @Override
    public void warm() throws JuriggedException {
        Jdi.call(info.label(), () -> vm.allClasses().size());
        if (shared.isPresent()) {
            // Once a debugger holds all threads, no thread of the program can be borrowed to make ours.
            calls.makeThread();
        }
    }

    @Override
    public void warmCalls() throws JuriggedException {
        if (service.isThere() || source.isAside()) {
            calls.warm();
        }
    }

    @Override
    public List<LoadedClass> classes(String binaryName) throws JuriggedException {
        return Jdi.call(info.label(), () -> types.named(binaryName));
    }

    @Override
    public Map<String, List<LoadedClass>> classes(Set<String> binaryNames) throws JuriggedException {
        return Jdi.call(info.label(), () -> types.named(binaryNames));
    }

    @Override
    public void lookFor(Set<String> binaryNames) throws JuriggedException {
        Collection<ReferenceType> unlinked = Jdi.call(info.label(), () -> {
            types.lookFor(binaryNames);
            return types.unlinked(binaryNames);
        });
        if (!unlinked.isEmpty()) {
            prepares.link(unlinked, this::link);
        }
    }

    @Override
    public Set<String> loadedNames(Predicate<String> filter) throws JuriggedException {
        return Jdi.call(info.label(), () -> types.names(filter));
    }

    @Override
    public List<LoadedClass> classes(Predicate<String> filter) throws JuriggedException {
        return Jdi.call(info.label(), () -> types.prepared(filter));
    }

    @Override
    public <T> T look(Work<T> work) throws JuriggedException {
        return Jdi.call(info.label(), work::run);
    }

    @Override
    public long redefine(Map<LoadedClass, byte[]> classes) throws JuriggedException {
        Map<ReferenceType, byte[]> files = new HashMap<>();
        classes.forEach((loaded, bytes) -> files.put(((JdiClass) loaded).type(), looped.with(loaded.name(), bytes)));
        link(files.keySet());
        return Jdi.call(info.label(), () -> mover.redefine(files, () -> Redefinition.apply(vm, info.label(), files)));
    }

    @Override
    public <T> Optional<T> uncompiled(LoadedClass loaded, Set<String> names, Work<T> work) throws JuriggedException {
        return Jdi.call(info.label(), () -> uncompiled.during(((JdiClass) loaded).type(), names, work));
    }

    /**
     * Links what is loaded and not linked on a thread of ours. Redefining a class would link it on the debug agent's own
     * thread, whose class-prepare events stop all threads of the program, make their request stop all threads at every
     * class from then on, and at a second such class stop the agent itself: it waits for a resume that it doesn't read.
     */
    private void link(Collection<ReferenceType> redefined) throws JuriggedException {
        List<ReferenceType> unlinked = Jdi.call(
                info.label(),
                () -> redefined.stream().filter(type -> !type.isPrepared()).toList());
        if (!unlinked.isEmpty()) {
            calls.link(unlinked);
        }
    }

    @Override
    public void fixOnPrepare(LateNames late, PrepareFixer fixer) throws JuriggedException {
        Jdi.call(info.label(), () -> {
            prepares.fix(late, fixer);
            return null;
        });
    }

    @Override
    public void onPrepare(Set<String> prefixes, Consumer<String> listener) throws JuriggedException {
        Jdi.call(info.label(), () -> {
            prepares.tell(prefixes, listener);
            return null;
        });
    }

    /**
     * Calls back once, when the JVM prepares the first class of the project; what the JVM is (process id, name, home) is
     * known from then on. The class's thread waits meanwhile.
     *
     * @param prefixes of the names of classes to ask {@code isProject} about
     */
    public void whenFirstPrepares(Set<String> prefixes, Predicate<String> isProject, Runnable callback)
            throws JuriggedException {
        Jdi.call(info.label(), () -> {
            prepares.first(prefixes, isProject, thread -> {
                info = Identity.ask(vm, thread, info);
                HashCodeCalls.keep(this);
                callback.run();
            });
            return null;
        });
    }

    @Override
    public boolean isUnloaded(LoadedClass loaded) throws JuriggedException {
        return Jdi.call(info.label(), () -> types.isUnloaded(loaded));
    }

    @Override
    public Optional<String> location(LoadedClass loaded) throws JuriggedException {
        return questions.location(((JdiClass) loaded).type());
    }

    @Override
    public void define(LoadedClass neighbour, Map<String, byte[]> classes) throws JuriggedException {
        calls.define(((JdiClass) neighbour).type(), looped.with(classes));
    }

    @Override
    public void initialise(LoadedClass neighbour, List<String> names) throws JuriggedException {
        calls.initialise(((JdiClass) neighbour).type(), names);
    }

    @Override
    public void run(LoadedClass host, InitialiserRun initialiser) throws JuriggedException {
        calls.run(((JdiClass) host).type(), initialiser);
    }

    @Override
    public long change(LoadedClass host, EnumChange change, Set<String> users) throws JuriggedException {
        return calls.change(((JdiClass) host).type(), change, users);
    }

    @Override
    public long rehearse(LoadedClass host, EnumChange change, Set<String> users) throws JuriggedException {
        return calls.rehearse(((JdiClass) host).type(), change, users);
    }

    @Override
    public List<ThreadStack> stacks(Set<LoadedClass> classes) throws JuriggedException {
        return Jdi.call(info.label(), () -> stacks.read(classes));
    }

    @Override
    public boolean hidesThreads() throws JuriggedException {
        return info.feature() >= FIRST_VIRTUAL && Jdi.call(info.label(), stacks::areIncomplete);
    }

    @Override
    public OptionalLong objects(Set<LoadedClass> classes) throws JuriggedException {
        List<ReferenceType> counted =
                classes.stream().map(loaded -> ((JdiClass) loaded).type()).toList();
        return Jdi.call(info.label(), () -> questions.objects(counted));
    }

    @Override
    public void prepareMoves() throws JuriggedException {
        Jdi.call(info.label(), () -> {
            moveClass.prepare();
            return null;
        });
    }

    @Override
    public List<CompletableFuture<MoveResult>> move(List<MoveOrder> orders) throws JuriggedException {
        return Jdi.call(info.label(), () -> mover.move(orders));
    }

    @Override
    public CompletableFuture<RestartResult> restart(RestartOrder order) throws JuriggedException {
        return Jdi.call(info.label(), () -> mover.restart(order));
    }

    /**
     * Keeps the JVM from ending when its main thread does, and calls back once, on a thread of ours, when that has; not if the
     * JVM ends otherwise. To be called before {@link #start}.
     */
    public void keepAfterMain(Runnable listener) throws JuriggedException {
        Jdi.call(info.label(), () -> {
            new MainEnd(vm, service).await(listener);
            return null;
        });
    }

    /** Returns what holds threads where they throw what nothing catches. */
    public UncaughtThrows uncaught() {
        return uncaught;
    }

    /** Returns the methods that run again and again here. */
    public LoopedMethods looped() {
        return looped;
    }

    @Override
    public CompletableFuture<List<ConformResult>> conform(ConformOrder order) throws JuriggedException {
        return Jdi.call(info.label(), () -> conformers.tell(order));
    }

    @Override
    public boolean isOfClassPath(LoadedClass loaded) throws JuriggedException {
        return Jdi.call(info.label(), () -> {
            Optional<ClassLoaderReference> loader = loaders.of(((JdiClass) loaded).type());
            return loader.isPresent() && loader.get().referenceType().name().equals(APP_LOADER);
        });
    }

    @Override
    public List<Kept> kept() throws JuriggedException {
        return Jdi.call(info.label(), ledger::read);
    }

    @Override
    public void keep(LoadedClass neighbour, Map<String, String> texts) throws JuriggedException {
        calls.keep(((JdiClass) neighbour).type(), texts);
    }

    @Override
    public void know(Set<String> binaryNames) throws JuriggedException {
        Jdi.call(info.label(), () -> {
            types.know(binaryNames);
            return null;
        });
    }

    @Override
    public void fix(List<LoadedClass> loaded, PrepareFixer fixer) throws JuriggedException {
        Jdi.call(info.label(), () -> {
            prepares.fixNow(loaded, fixer);
            return null;
        });
    }

    @Override
    public Snippets snippets(Optional<LoadedClass> neighbour, Consumer<byte[]> output) throws JuriggedException {
        return calls.open(invoker -> JdiSnippets.open(
                invoker,
                new JdiSnippets.Place(vm, info.label(), end, hiding, held),
                neighbour.map(loaded -> ((JdiClass) loaded).type()),
                output));
    }

    @Override
    public HeldPlace held(String thread, Predicate<String> isOwn) throws JuriggedException {
        return Jdi.call(
                info.label(), () -> held.look(held.find(thread), thread, found -> FrameVariables.place(found, isOwn)));
    }

    @Override
    public void callsAhead() {
        service.stay();
    }

    @Override
    public void callsDone() {
        service.leave();
    }

    @Override
    public boolean alive() {
        return !end.isDone();
    }

    @Override
    public void close() {
        LettingGo.of(this::letGo);
    }

    private void letGo() {
        try {
            mover.close();
            looped.close();
            uncaught.close();
            // What is under way there may need our threads.
            prepares.close();
            service.settle();
            service.close();
            linker.close();
        } finally {
            // Whatever went wrong before: this lets all threads go.
            dispose();
        }
    }

    private void dispose() {
        try {
            vm.dispose();
        } catch (com.sun.jdi.VMDisconnectedException e) {
            // It went first: there is nothing left to let go of.
            end.complete(null);
        }
    }
}
