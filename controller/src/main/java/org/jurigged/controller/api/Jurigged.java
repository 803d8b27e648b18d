package org.jurigged.controller.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.launch.ProgramResolver;
import org.jurigged.controller.launch.ProgramSpec;
import org.jurigged.controller.launch.SourceCompiler;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.ProjectClassPath;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/**
 * Makes programs live: a running one, one that it starts, or the one that calls it.
 *
 * @since 0.1
 */
public final class Jurigged {
    private Jurigged() {}

    /**
     * Makes a running JVM live, by its debug port or, where it has none or a debugger holds it, by an agent. The project is
     * that of the working directory. Returns when it is live.
     *
     * @param pid its process id
     * @return the session
     * @throws JuriggedException when there is no such JVM, nothing can attach to it, or another jurigged has it
     */
    public static Session attach(long pid) throws JuriggedException {
        return attach(Long.toString(pid), Settings.in(Path.of("")));
    }

    /**
     * As {@link #attach(long)}, by name.
     *
     * @param target a process id, {@code host:port} of its debug port, or a part of its main class's name
     * @param settings of the session
     * @return the session
     * @throws JuriggedException when there is no such JVM, or more than one, nothing can attach to it, or another jurigged has
     *     it
     */
    public static Session attach(String target, Settings settings) throws JuriggedException {
        Target attached = Attacher.attach(Optional.of(target));
        attached.start();
        return begin(settings, List.of(), Optional.of(attached), Optional.empty());
    }

    /**
     * Starts a program and makes it live. Its input and output are those of this process. Returns when it is live; the
     * program runs on when the session is closed.
     *
     * @param launch what to start, and how
     * @return the session
     * @throws JuriggedException when there is no such program, it doesn't compile, or its JVM doesn't start
     */
    public static Session launch(Launch launch) throws JuriggedException {
        Settings settings = launch.settings();
        ProgramResolver resolver = new ProgramResolver(
                settings.directory(),
                () -> ProjectClassPath.of(settings.directory(), event -> {}),
                Optional.ofNullable(System.getenv("CLASSPATH")));
        ProgramSpec spec = new ProgramSpec(
                Optional.of(launch.program()),
                Optional.empty(),
                launch.classPath(),
                launch.jvm(),
                launch.jvmOptions(),
                launch.arguments());
        Program program = resolver.resolve(spec, new SourceCompiler(settings.encoding()));
        Launched launched = Launched.start(program);
        launched.target().ifPresent(Target::start);
        List<Path> roots =
                program.source().map(source -> List.of(source.root())).orElse(List.of());
        return begin(settings, roots, launched.target(), Optional.of(launched.process()));
    }

    /**
     * Makes the program that calls it live: another process is started, which attaches to this one, watches the sources and
     * lets go when this program ends. Returns when the program is live.
     *
     * <p>The session's listeners and hooks are called in this process, on threads of ours. Each listener hears everything in
     * its order, and the other process doesn't wait for it; for hooks it does. If that process is killed, the program runs on as it is; the session has no targets then, and what it is asked
     * fails.
     *
     * <p>jurigged's own classes have to be on this program's class path, or in one jar that a class loader has from a file,
     * or in the file that the system property {@code jurigged.jar} names.
     *
     * @param paths files, directories or globs to watch besides the source roots of the project in the working directory;
     *     with none, all of that directory
     * @return the session
     * @throws JuriggedException when no JVM can attach to this one, or another jurigged has it
     */
    public static Session watch(String... paths) throws JuriggedException {
        return watch(Settings.in(Path.of("")).watching(paths.length == 0 ? new String[] {"."} : paths));
    }

    /**
     * As {@link #watch(String...)}, with all settings.
     *
     * @param settings of the session
     * @return the session
     * @throws JuriggedException as {@link #watch(String...)}
     */
    public static Session watch(Settings settings) throws JuriggedException {
        return RemoteSession.ofThisProcess(settings);
    }

    private static Session begin(
            Settings settings, List<Path> roots, Optional<? extends Target> target, Optional<Process> process)
            throws JuriggedException {
        LocalSession.Listeners listeners = new LocalSession.Listeners();
        AtomicReference<String> trouble = new AtomicReference<>("it ended at once");
        Registration beginning = listeners.add(event -> {
            if (event instanceof Event.Trouble told) {
                trouble.set(told.text());
            }
        });
        LiveSession live = LiveSession.open(settings.options(), roots, listeners);
        target.ifPresent(live::add);
        live.done().join();
        beginning.close();
        if (live.infos().isEmpty()) {
            live.close();
            throw new JuriggedException("The program is not live: " + trouble.get());
        }
        return new LocalSession(live, listeners, process);
    }
}
