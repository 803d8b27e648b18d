package org.jurigged.controller.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.TargetException;

/** The threads that a session works on; what goes wrong on them becomes an event, and the next task runs. */
final class SessionThreads implements AutoCloseable {
    private final Consumer<Event> listener;
    private final ExecutorService worker = single("jurigged-session");
    private final ExecutorService background = single("jurigged-warm");

    SessionThreads(Consumer<Event> listener) {
        this.listener = listener;
    }

    /** Work that may fail. */
    interface Task {
        void run() throws JuriggedException;
    }

    /** Work with a result. */
    interface Question<T> {
        T ask() throws JuriggedException;
    }

    /** Does work after all that was submitted before; nothing any more once closed. */
    void submit(Task task) {
        execute(worker, () -> guarded(task));
    }

    /** Answers a question after all work that was submitted before; a failure goes to who asked and is no event. */
    <T> CompletableFuture<T> ask(Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean accepted = execute(worker, () -> {
            try {
                answer.complete(question.ask());
            } catch (JuriggedException | RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        if (!accepted) {
            answer.completeExceptionally(new JuriggedException("The session is closed."));
        }
        return answer;
    }

    /** As {@link #ask}, and waits for the answer; not to be called on the thread that gives it. */
    <T> T await(Question<T> question) throws JuriggedException {
        try {
            return ask(question).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JuriggedException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Does work beside the saves. */
    void beside(Task task) {
        execute(background, () -> guarded(task));
    }

    private static boolean execute(ExecutorService executor, Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void guarded(Task task) {
        try {
            task.run();
        } catch (TargetException.Gone e) {
            // A program that has ended is told of by itself, and is no trouble.
            return;
        } catch (JuriggedException e) {
            listener.accept(new Event.Trouble(e.getMessage(), e));
        } catch (RuntimeException | Error e) {
            // An Error too: parsers and compilers overflow the stack, and a dead thread would tell nobody.
            listener.accept(new Event.Trouble(
                    "Something in jurigged went wrong (" + e
                            + "); the program goes on as it was. Run with --stack-traces to see where.",
                    e));
        }
    }

    private static ExecutorService single(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void close() {
        worker.shutdownNow();
        background.shutdownNow();
    }
}
