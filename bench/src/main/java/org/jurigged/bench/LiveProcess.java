package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.bench.app.Board;
import org.jurigged.bench.project.GeneratedProject;

/** A {@code jurigged run} or {@code jurigged attach}, by its script, and the program that it keeps live. */
final class LiveProcess implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Process controller;
    private final Board board;
    private final EventLog events;

    private LiveProcess(Process controller, Board board, EventLog events) {
        this.controller = controller;
        this.board = board;
        this.events = events;
    }

    /** Starts a program, whose first argument is the board. */
    static LiveProcess run(Lab lab, GeneratedProject project, Class<?> main, String... arguments) throws IOException {
        Path boardFile = lab.file("board");
        Board board = Board.open(boardFile);
        List<String> rest = new ArrayList<>(List.of("-cp", project.classes().toString(), main.getName()));
        rest.add(boardFile.toString());
        rest.addAll(List.of(arguments));
        return start(lab, project, board, "run", rest);
    }

    /** Attaches to a program that runs already. */
    static LiveProcess attach(Lab lab, GeneratedProject project, PlainProgram program) throws IOException {
        return start(lab, project, program.board(), "attach", List.of(Long.toString(program.pid())));
    }

    private static LiveProcess start(
            Lab lab, GeneratedProject project, Board board, String command, List<String> arguments) throws IOException {
        Path events = lab.file("events");
        List<String> line =
                new ArrayList<>(List.of(lab.installation().script().toString(), command, "--json", events.toString()));
        line.addAll(arguments);
        Process controller = new ProcessBuilder(line)
                .directory(project.directory().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(lab.file("stderr").toFile())
                .start();
        return new LiveProcess(controller, board, new EventLog(events));
    }

    /** The process id of the script, which becomes the controller's JVM. */
    long controller() {
        return controller.pid();
    }

    Board board() {
        return board;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits until a number on the board is at least so much. */
    void await(int slot, long least) throws IOException, InterruptedException {
        await("the program to get from " + board.get(slot) + " to " + least, () -> board.get(slot) >= least);
    }

    /**
     * Waits until the program runs a revision, or has it but for the initialiser of a static field: an earlier session that
     * was killed has left it unknown what that was before, which is told.
     *
     * @return false if it is refused, as an earlier session ended in the middle of a save
     */
    boolean becomes(long revision) throws IOException, InterruptedException {
        int left = events.initialisersLeft();
        await(
                "the program to run revision " + revision,
                () -> board.get(Board.REVISION) == revision
                        || events.initialisersLeft() > left
                        || events.isRefusedAsUnfinished());
        return !events.isRefusedAsUnfinished();
    }

    /** Waits until so many saves were told to be live; returns how long the last paused the program, in milliseconds. */
    double awaitLive(int saves) throws IOException, InterruptedException {
        await("save " + saves + " to be live", () -> events.paused().size() >= saves);
        return events.paused().get(saves - 1);
    }

    /** Waits until so many frames were told to have moved. */
    void awaitMoved(int frames) throws IOException, InterruptedException {
        await("frame " + frames + " to move", () -> events.moved().size() >= frames);
    }

    /** Returns how long after its save was told to be live each frame was told to have moved, in milliseconds. */
    List<Double> moved() {
        return events.moved();
    }

    /** Waits until the session has joined the program. */
    void awaitJoined() throws IOException, InterruptedException {
        await("the session to join the program", events::joined);
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            events.read();
            if (condition.holds()) {
                return;
            }
            if (System.nanoTime() > deadline || !controller.isAlive()) {
                throw new IOException("Waited in vain for " + what + "; failures: " + events.failures());
            }
            Thread.sleep(1);
        }
    }

    /** Ends the controller with SIGKILL. */
    void kill() {
        controller.destroyForcibly().onExit().join();
    }

    /** Ends program and controller. */
    @Override
    public void close() {
        long program = board.get(Board.PID);
        if (program > 0) {
            ProcessHandle.of(program).ifPresent(handle -> {
                handle.destroyForcibly();
                handle.onExit().join();
            });
        }
        kill();
    }
}
