package org.jurigged.controller.compile;

import java.nio.file.Files;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Builds the dependency index on a thread of its own, and then reads ahead what else questions will need. */
final class Indexing implements AutoCloseable {
    private final CompletableFuture<DependencyIndex> index = new CompletableFuture<>();
    private final CompileSettings settings;
    private final CurrentClasses current;
    private final SourceFiles files;
    private final WordIndex words;
    private final Thread thread = new Thread(this::run, "jurigged-index");

    Indexing(CompileSettings settings, CurrentClasses current, SourceFiles files, WordIndex words) {
        this.settings = settings;
        this.current = current;
        this.files = files;
        this.words = words;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            DependencyIndex built = DependencyIndex.of(
                    settings.classPath().stream().filter(Files::isDirectory).toList());
            index.complete(built);
            current.openJars();
            readWords(built);
        } catch (RuntimeException | Error e) {
            index.completeExceptionally(e); // whoever waits for the index gets to see it
        } finally {
            words.complete();
        }
    }

    private void readWords(DependencyIndex built) {
        for (String source : built.sources()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            files.fileOf(source).ifPresent(words::of);
        }
    }

    boolean isDone() {
        return index.isDone();
    }

    /** Get the index; waits until it is built. */
    DependencyIndex get() throws CompilerException {
        try {
            return index.join();
        } catch (CancellationException e) {
            throw new CompilerException("The compiler is closed.", e);
        } catch (CompletionException e) {
            throw new CompilerException("The classes of the program can't be indexed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        index.cancel(false);
    }
}
