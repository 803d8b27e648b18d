package org.jurigged.controller.session;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.CompileSettings;
import org.jurigged.controller.loop.LoopSpec;
import org.jurigged.controller.loop.Loops;
import org.jurigged.controller.repl.ReplTarget;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetInfo;
import org.jurigged.controller.watch.Save;
import org.jurigged.controller.watch.WatchListener;
import org.jurigged.controller.watch.Watcher;

/**
 * Keeps programs up to date with their sources: what is saved goes live in every target.
 *
 * <p>Saves are taken one after the other by one worker thread; the listener is called from it, and from the watcher's
 * thread for notes about watching. Thread-safe. Closing lets a save that is being applied end, for ten seconds at most, and
 * lets go of the targets, which run on.
 */
public final class LiveSession implements AutoCloseable {
    /** How long a save that is being applied may take when the session is to end: what it runs is the program's code. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SessionOptions options;
    private final Consumer<Event> listener;
    private final ApplyTurn turn = new ApplyTurn();
    private volatile boolean closing;
    private final SessionThreads threads;
    private final Programs programs;
    private final Set<Path> saved = ConcurrentHashMap.newKeySet();
    private final WatchedSources watched;
    private final EditHooks hooks;
    private final List<Runnable> changes = new CopyOnWriteArrayList<>();
    private final EditLog edits = new EditLog();
    private final Instant opened = Instant.now();
    private final CompletableFuture<Void> sourcesRead = new CompletableFuture<>();
    private volatile Consumer<AppliedSave> applied;
    private Workspace workspace;
    private FileEdits.Reader differ;
    private Watcher watcher;
    private SaveUnderWay underWay;
    private Saves saves;
    private Patches patches;

    private LiveSession(SessionOptions options, Consumer<Event> listener) {
        this.options = options;
        this.listener = new GuardedListener(event -> tell(event, listener));
        this.watched = new WatchedSources(this.listener);
        this.hooks = new EditHooks(this.listener);
        this.threads = new SessionThreads(this.listener);
        this.programs =
                new Programs(this.listener, threads, pid -> new SessionCommands(this, pid).all(), this::arrived);
    }

    private void tell(Event event, Consumer<Event> listener) {
        edits.add(event);
        boolean live = event instanceof Event.Live;
        if (live) {
            changes.forEach(Runnable::run);
        }
        // What was going on when the session ends can't be finished, which is no news.
        if (!closing || !(event instanceof Event.Trouble)) {
            listener.accept(event);
        }
        if (live) {
            programs.loops().live();
        }
    }

    /**
     * Begins to watch the project in the options' directory; returns at once.
     *
     * @param more directories with sources, besides those of the project
     * @param listener is told everything that happens; what it throws ends nothing, and is told to it as {@link
     *     Event.Trouble}
     */
    public static LiveSession open(SessionOptions options, List<Path> more, Consumer<Event> listener) {
        LiveSession session = new LiveSession(options, listener);
        session.threads.submit(() -> session.begin(more));
        return session;
    }

    private void begin(List<Path> more) throws JuriggedException {
        workspace = Workspace.discover(options, more, listener);
        programs.begin(workspace);
        differ = new FileEdits.Reader(workspace.sources());
        underWay = new SaveUnderWay(files -> watcher.unsettled(files));
        patches = new Patches(workspace, opened, listener, (file, text) -> saves.patch(file, text, programs.live()));
        Applier applier = new Applier(
                workspace,
                differ,
                underWay,
                listener,
                options.run(),
                options.conform(),
                () -> applied,
                options.frames(),
                patches,
                hooks,
                turn);
        saves = new Saves(
                options,
                listener,
                applier,
                () -> workspace.compiler().visibleChanges(),
                underWay,
                new OtherSources(workspace, listener)::isOthers,
                () -> threads.submit(() -> saves.goOn()));
        watcher = Watcher.start(workspace.watchOptions(options), new Listening());
        threads.beside(() -> {
            try {
                workspace.sources().load(workspace.sourceFiles(), opened);
            } finally {
                sourcesRead.complete(null);
            }
        });
    }

    /** Lets debuggers attach to the JVMs that are added from now on, as far as they can be shared; closes the ports in the end. */
    public void debugOn(DebugPorts ports) {
        programs.debugOn(ports);
    }

    /**
     * Runs methods again with each save, in every JVM that is added from now on.
     *
     * <p>A program that has not been started yet is to be given to {@link Loops#await} as well.
     */
    public void loop(Loops methods) {
        programs.loop(methods);
    }

    /** Makes a JVM live; edits that were saved meanwhile are applied to it as well. */
    public void add(Target target) {
        programs.add(target);
    }

    /**
     * Lets a JVM that waits at its start go on, and makes it live as soon as it has prepared a class of the project; until
     * then it is left in peace.
     */
    public void addWhenItHasProjectClasses(JdiTarget target) {
        programs.addWhenItHasProjectClasses(target);
    }

    private void arrived(TargetClasses classes) throws JuriggedException {
        saves.joined(programs.live());
        threads.beside(() -> prepare(classes));
    }

    /** What can be done before the first save: none of it is on the way from save to live. */
    private void prepare(TargetClasses classes) throws JuriggedException {
        Preparation preparation = new Preparation(workspace, threads, saved, opened, listener);
        if (options.tellWatched()) {
            preparation.then(() -> watched.tell(classes.target(), workspace));
        }
        List<Path> files = preparation.of(classes, options.sync());
        if (!files.isEmpty()) {
            threads.submit(() -> saves.found(files, programs.live()));
        }
    }

    /** Applies what has been saved and isn't live yet, in one transaction; completes when it is done. */
    public CompletableFuture<Void> apply() {
        CompletableFuture<Void> applied = threads.ask(() -> {
            saves.applyAll(programs.live());
            return null;
        });
        return applied.whenComplete((nothing, failure) -> {
            if (failure != null) {
                listener.accept(new Event.Trouble(failure.getMessage(), failure));
            }
        });
    }

    /** Writes what has been saved and isn't live to the class directories, for a program that is about to start. */
    public CompletableFuture<Void> build() {
        return threads.ask(() -> {
            if (workspace.compiler() != null) {
                saves.build();
            }
            return null;
        });
    }

    /** Lets saves wait until {@link #resume}; patches are made all the same. */
    public void pause() {
        threads.submit(() -> saves.pause());
    }

    /** Applies what was saved during a pause, and what is saved from now on; on demand if the session is so. */
    public void resume() {
        threads.submit(() -> saves.resume(programs.live()));
    }

    /** Takes what is to be called before and after edits. */
    public EditHooks hooks() {
        return hooks;
    }

    /** Makes, lists, takes back and commits patches. */
    public PatchDesk patches() {
        return new PatchDesk(threads, () -> patches, () -> programs.live().size());
    }

    /** Has each save told once it is live; on the session's thread, which waits for it: be quick. */
    public void onApplied(Consumer<AppliedSave> listener) {
        applied = listener;
    }

    /** Looks for changes now, in case the file system told of none. */
    public void refresh() {
        threads.submit(() -> watcher.refresh());
    }

    /**
     * Returns the frames of a live JVM that are in classes of the project; fails with a {@link JuriggedException}.
     *
     * @param pid its process id
     * @param filter a part of the display name of class or method; empty for all
     */
    public CompletableFuture<List<FrameLine>> frames(long pid, String filter) {
        return threads.ask(() -> {
            TargetClasses classes = programs.ofJvm(pid);
            return classes.target().look(() -> new FrameList(workspace).of(classes, filter));
        });
    }

    /** Returns the definitions that were edited since the session began, the oldest first. */
    public List<Event> edits() {
        return edits.all();
    }

    /**
     * Returns the source files of the classes that a live JVM has loaded, sorted; fails with a {@link JuriggedException}.
     *
     * @param pid its process id
     */
    public CompletableFuture<List<Path>> watched(long pid) {
        return threads.ask(() -> watched.of(programs.ofJvm(pid).target(), workspace));
    }

    /**
     * Has a method of a live JVM that is running begin again with its arguments, on its latest code; fails with a {@link
     * JuriggedException} that says why it can't, and nothing has changed then.
     *
     * @param pid its process id
     * @param method the display name of the method, or a part of it
     * @param thread the name of the thread; may be empty if one thread runs such a method
     * @return what became of it, as a sentence
     */
    public CompletableFuture<String> restart(long pid, String method, String thread) {
        return threads.ask(() -> {
                    TargetClasses classes = programs.ofJvm(pid);
                    return classes.target()
                            .look(() -> new Restarts(classes, workspace, listener).restart(method, thread));
                })
                .thenCompose(done -> done);
    }

    /** Returns what is known of the JVMs that are live. */
    public List<TargetInfo> infos() {
        return programs.infos();
    }

    /** Returns the files that were saved and aren't live: they wait, don't compile or can't be applied. */
    public CompletableFuture<List<Path>> waiting() {
        return threads.ask(() -> List.copyOf(saves.all()));
    }

    /** Completes when the sources were read as they are at first: of what is saved until then, it isn't known what it edits. */
    public CompletableFuture<Void> sourcesRead() {
        return sourcesRead.copy();
    }

    /** Completes when everything is done that the session was asked for before. */
    public CompletableFuture<Void> done() {
        return threads.ask(() -> null);
    }

    /**
     * Returns what a prompt in a live JVM needs; fails with a {@link JuriggedException}.
     *
     * @param pid its process id
     */
    public CompletableFuture<LivePrompt> prompt(long pid) {
        return threads.ask(() -> {
            TargetClasses classes = programs.ofJvm(pid);
            CompileSettings settings = workspace.settings();
            ReplTarget about =
                    ReplTarget.of(classes.target().info()).compiledWith(settings.classPath(), settings.preview());
            return new LivePrompt(
                    classes.target(), about, new SnippetFitting(threads, workspace, classes), this::isOwn);
        });
    }

    private boolean isOwn(String className) {
        return workspace.sourceOf(LoopSpec.host(className)).isPresent();
    }

    /** Has something run whenever classes have changed, on the session's thread. Returns what ends that. */
    public Runnable onChange(Runnable listening) {
        changes.add(listening);
        return () -> changes.remove(listening);
    }

    /** Returns the methods that run again with each save. */
    Loops loops() {
        return programs.loops();
    }

    /** Returns the JVMs that are live. */
    public List<String> targets() {
        return programs.infos().stream().map(TargetInfo::label).toList();
    }

    private final class Listening implements WatchListener {
        @Override
        public void onSave(Save save) {
            Set<Path> files = new LinkedHashSet<>(save.changed());
            files.addAll(save.deleted());
            saved.addAll(files);
            underWay.comes();
            threads.submit(() -> {
                underWay.hasCome();
                files.removeIf(file -> patches.isOwnWrite(file) && !saves.isPending(file));
                workspace.include(files);
                if (!files.isEmpty()) {
                    saves.saved(files, programs.live(), save.firstEventNanos());
                }
            });
        }

        @Override
        public void onNote(String note) {
            listener.accept(new Event.Note(note));
        }

        @Override
        public void onProblem(String problem) {
            listener.accept(new Event.Trouble(problem, null));
        }
    }

    @Override
    public void close() {
        closing = true;
        turn.end(PATIENCE);
        threads.close();
        if (watcher != null) {
            watcher.close();
        }
        if (differ != null) {
            differ.close();
        }
        programs.close();
        if (workspace != null) {
            workspace.close();
        }
    }
}
