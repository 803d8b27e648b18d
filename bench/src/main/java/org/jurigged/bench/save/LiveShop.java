package org.jurigged.bench.save;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jurigged.bench.app.Board;
import org.jurigged.bench.app.Shop;
import org.jurigged.bench.project.GeneratedProject;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.launch.ProgramResolver;
import org.jurigged.controller.launch.ProgramSpec;
import org.jurigged.controller.launch.SourceCompiler;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/** The shop, started and made live in this process by the steps of {@code jurigged run}, or of {@code attach} by an agent. */
final class LiveShop implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long POLL_NANOS = 1_000_000;
    private static final long COMPILING_NANOS = 2_000_000_000L;
    private static final long QUIET_NANOS = 200_000_000;

    private final Process process;
    private final LiveSession session;
    private final Board board;
    private final Listening listening;

    private LiveShop(Process process, LiveSession session, Board board, Listening listening) {
        this.process = process;
        this.session = session;
        this.board = board;
        this.listening = listening;
    }

    static LiveShop start(ShopProgram shop, boolean byAgent) throws JuriggedException, IOException {
        GeneratedProject project = shop.project();
        Board board = Board.open(shop.board());
        board.clear();
        ProgramSpec spec = new ProgramSpec(
                Optional.of(Shop.class.getName()),
                Optional.empty(),
                Optional.of(project.classes().toString()),
                Optional.empty(),
                List.of(),
                List.of(
                        shop.board().toString(),
                        shop.edited(),
                        shop.workload(),
                        project.loaded().toString()));
        Program program = new ProgramResolver(project.directory(), List::of, Optional.empty())
                .resolve(spec, new SourceCompiler(Optional.empty()));
        Listening listening = new Listening();
        LiveSession session = LiveSession.open(SessionOptions.in(project.directory()), List.of(), listening);
        if (byAgent) {
            Process process =
                    new ProcessBuilder(program.command(List.of())).inheritIO().start();
            LiveShop live = new LiveShop(process, session, board, listening);
            // As a person would, who attaches to what runs already.
            live.awaitRunning();
            session.add(started(Attacher.attach(Optional.of(Long.toString(process.pid())))));
            return live;
        }
        Launched launched = Launched.start(program);
        launched.target().ifPresent(target -> session.add(started(target)));
        return new LiveShop(launched.process(), session, board, listening);
    }

    private static Target started(Target target) {
        target.start();
        return target;
    }

    /** Waits until the program's threads run. */
    void awaitRunning() throws IOException {
        await(Board.PID, process.pid());
    }

    /** Waits until the edited method answers with a revision; returns when it first did. */
    long awaitRevision(int revision) throws IOException {
        await(Board.REVISION, revision);
        return board.get(Board.SEEN_AT);
    }

    /** Waits until the program's own compilers have had nothing to do for a while, or as long as a person might. */
    void awaitCompiled() {
        long end = System.nanoTime() + COMPILING_NANOS;
        long since = System.nanoTime();
        long before = board.get(Board.COMPILED);
        for (long now = since; now < end && now - since < QUIET_NANOS; now = System.nanoTime()) {
            LockSupport.parkNanos(POLL_NANOS);
            long compiled = board.get(Board.COMPILED);
            if (compiled != before) {
                before = compiled;
                since = now;
            }
        }
    }

    private void await(int slot, long value) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (board.get(slot) != value) {
            if (listening.failure() != null || System.nanoTime() > deadline) {
                throw new IOException("The program does not get to " + value + ": " + listening.failure());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** The program's process. */
    long pid() {
        return process.pid();
    }

    Listening listening() {
        return listening;
    }

    /** The only debug connection to the program, which the session holds. */
    VirtualMachine connection() {
        return Bootstrap.virtualMachineManager().connectedVirtualMachines().get(0);
    }

    @Override
    public void close() {
        session.close();
        process.destroyForcibly().onExit().join();
    }
}
