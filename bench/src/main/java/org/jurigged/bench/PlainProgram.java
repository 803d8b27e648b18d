package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.jurigged.bench.app.Board;
import org.jurigged.bench.app.Counter;
import org.jurigged.bench.project.GeneratedProject;

/** A counting program that was started by hand, with an open debug port. */
record PlainProgram(Process process, Board board) implements AutoCloseable {
    private static final String DEBUG = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    static PlainProgram start(Lab lab, GeneratedProject project) throws IOException, InterruptedException {
        Path boardFile = lab.file("plain-board");
        Board board = Board.open(boardFile);
        Process process = new ProcessBuilder(
                        Installation.java(),
                        DEBUG,
                        "-cp",
                        project.classes().toString(),
                        Counter.class.getName(),
                        boardFile.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        while (board.get(Board.PID) == 0) {
            if (!process.isAlive()) {
                throw new IOException("The program ended with " + process.exitValue() + ".");
            }
            Thread.sleep(5);
        }
        return new PlainProgram(process, board);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
