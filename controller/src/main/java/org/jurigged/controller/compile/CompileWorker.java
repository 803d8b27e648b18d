package org.jurigged.controller.compile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The program of a compiler process: the javac of another JDK than the controller's, driven through stdin and stdout.
 * It ends when its stdin closes, so it never outlives the controller.
 */
public final class CompileWorker {
    private final OutputStream out;
    private final ExecutorService work = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "jurigged-compile-worker");
        thread.setDaemon(true);
        return thread;
    });
    private Javac javac;
    private String broken = "The compiler process was not configured.";

    private CompileWorker(OutputStream out) {
        this.out = out;
    }

    /** Serve until stdin ends; all other threads are daemons, so the process ends with this method. */
    public static void main(String[] args) throws IOException {
        PrintStream pipe = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // annotation processors may print
        new CompileWorker(pipe).serve(new BufferedInputStream(System.in));
    }

    private void serve(InputStream in) throws IOException {
        try {
            while (true) {
                WorkerMessage message = WorkerWire.read(in);
                work.execute(() -> handle(message));
            }
        } catch (EOFException end) {
            work.shutdown();
        }
    }

    private void handle(WorkerMessage message) {
        try {
            if (message instanceof WorkerMessage.Configure configure) {
                javac = new LocalJavac(configure.settings());
            } else if (message instanceof WorkerMessage.Overlaid overlaid && javac != null) {
                javac.overlay(overlaid.added(), overlaid.removed());
            } else if (message instanceof WorkerMessage.Run run) {
                answer(run.requests());
            }
        } catch (CompilerException e) {
            broken = e.getMessage();
        } catch (IOException e) {
            work.shutdown(); // nobody listens any more; stdin is about to end as well
        }
    }

    private void answer(List<Javac.Request> requests) throws IOException {
        WorkerMessage answer;
        try {
            answer = javac == null ? new WorkerMessage.Broken(broken) : new WorkerMessage.Done(javac.run(requests));
        } catch (CompilerException e) {
            answer = new WorkerMessage.Broken(e.getMessage());
        }
        WorkerWire.write(out, answer);
    }
}
