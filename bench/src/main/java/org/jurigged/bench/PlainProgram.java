package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.bench.app.Board;
import org.jurigged.bench.app.Counter;
import org.jurigged.bench.project.GeneratedProject;

/** A counting program that was started by hand. */
record PlainProgram(Process process, Board board) implements AutoCloseable {
    private static final String DEBUG = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    /** @param port whether it has an open debug port */
    static PlainProgram start(Lab lab, GeneratedProject project, boolean port)
            throws IOException, InterruptedException {
        Path boardFile = lab.file("plain-board");
        Board board = Board.open(boardFile);
        List<String> command = new ArrayList<>(List.of(Installation.java()));
        if (port) {
            command.add(DEBUG);
        }
        command.addAll(List.of("-cp", project.classes().toString(), Counter.class.getName(), boardFile.toString()));
        Process process = new ProcessBuilder(command)
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
