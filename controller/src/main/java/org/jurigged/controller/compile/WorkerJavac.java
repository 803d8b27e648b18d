package org.jurigged.controller.compile;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The javac of another JDK, kept warm in a process of its own, which is started again once if it dies. */
final class WorkerJavac implements Javac {
    private final CompileSettings settings;
    private Overlay overlay = Overlay.EMPTY;
    private volatile WorkerProcess worker;
    private volatile boolean closed;

    WorkerJavac(CompileSettings settings) throws CompilerException {
        this.settings = settings;
        this.worker = WorkerProcess.start(settings);
    }

    @Override
    public List<Result> run(List<Request> requests) throws CompilerException {
        WorkerMessage answer;
        try {
            answer = ask(requests);
        } catch (IOException first) {
            restart();
            try {
                answer = ask(requests);
            } catch (IOException second) {
                throw gone(second);
            }
        }
        if (answer instanceof WorkerMessage.Done done) {
            return done.results();
        }
        String reason = answer instanceof WorkerMessage.Broken broken ? broken.message() : "It answered " + answer;
        throw new CompilerException(reason);
    }

    private WorkerMessage ask(List<Request> requests) throws IOException {
        worker.send(new WorkerMessage.Run(requests));
        return worker.receive();
    }

    private void restart() throws CompilerException {
        checkOpen();
        worker.close();
        worker = WorkerProcess.start(settings);
        if (closed) {
            worker.close();
        }
        checkOpen();
        try {
            worker.send(new WorkerMessage.Overlaid(overlay.classes(), overlay.hidden()));
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private CompilerException gone(IOException cause) throws CompilerException {
        checkOpen();
        return new CompilerException(
                "The compiler process of the JDK at " + settings.jdkHome() + " " + worker.epitaph(), cause);
    }

    private void checkOpen() throws CompilerException {
        if (closed) {
            throw new CompilerException("The compiler is closed.");
        }
    }

    @Override
    public void overlay(Map<String, byte[]> added, Set<String> removed) throws CompilerException {
        overlay = overlay.with(added, removed);
        try {
            worker.send(new WorkerMessage.Overlaid(added, removed));
        } catch (IOException e) {
            restart();
        }
    }

    /** The process that compiles, for tests that end it. */
    long pid() {
        return worker.pid();
    }

    @Override
    public void close() {
        closed = true;
        worker.close();
    }
}
