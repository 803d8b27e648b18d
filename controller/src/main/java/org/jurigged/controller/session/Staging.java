package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassFileTransaction;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;

/**
 * The class files of a save, written beside their places; those of many classes while the save is planned. Given up when it
 * is closed before its files were committed. Used by the session's worker only.
 */
final class Staging implements AutoCloseable {
    /** Fewer are written in no time; and a save that is refused had better not touch a class directory at all. */
    private static final int MANY = 8;

    private final ClassFileTransaction files;
    private final Placement placement;
    private final List<CompiledClass> compiled;
    private final boolean onDisk;
    private final Map<String, byte[]> staged = new HashMap<>();
    private final Map<String, byte[]> homeless = new LinkedHashMap<>();
    private Future<Void> ahead;

    private Staging(Placement placement, List<CompiledClass> compiled, boolean onDisk) {
        this.files = placement.begin();
        this.placement = placement;
        this.compiled = compiled;
        this.onDisk = onDisk;
    }

    /** Stages nothing but what is asked of its transaction. */
    static Staging none(Placement placement) {
        return new Staging(placement, List.of(), true);
    }

    /**
     * Begins, for the classes of a save.
     *
     * @param onDisk whether class files are written; new classes have to be defined in the JVMs else
     * @param beside does work beside the session's worker
     */
    static Staging begin(Placement placement, List<CompiledClass> compiled, boolean onDisk, FileEdits.Reader beside) {
        Staging staging = new Staging(placement, compiled, onDisk);
        if (onDisk && staging.news().size() >= MANY) {
            try {
                staging.ahead = beside.submit(() -> {
                    staging.write();
                    return null;
                });
            } catch (RejectedExecutionException e) {
                // The session ends: what isn't applied yet won't be.
                return staging;
            }
        }
        return staging;
    }

    boolean onDisk() {
        return onDisk;
    }

    /** Whether there are classes at all, changed or not. */
    boolean isEdit() {
        return !compiled.isEmpty();
    }

    ClassFileTransaction files() {
        return files;
    }

    /** Returns the classes that are not what they were. */
    List<CompiledClass> news() {
        return compiled.stream().filter(c -> c.change() != Change.SAME).toList();
    }

    /** Returns what was staged, by class name; {@link #await} comes first. */
    Map<String, byte[]> staged() {
        return staged;
    }

    /** Returns the new classes that have no place on the disk, by name; {@link #await} comes first. */
    Map<String, byte[]> homeless() {
        return homeless;
    }

    /** Waits until all is staged; throws, as the write did, where that failed. */
    void await() throws JuriggedException {
        if (ahead == null) {
            write();
            return;
        }
        try {
            ahead.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("The session was closed before a save was applied.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof JuriggedException known
                    ? known
                    : new JuriggedException("The class files could not be written: " + e.getMessage(), e);
        }
    }

    private void write() throws JuriggedException {
        for (CompiledClass c : news()) {
            Optional<Path> directory = onDisk ? placement.directory(c, compiled) : Optional.empty();
            if (directory.isPresent()) {
                files.stage(directory.get(), c.name(), c.bytes());
                staged.put(c.name(), c.bytes());
            } else if (c.change() == Change.NEW) {
                homeless.put(c.name(), c.bytes());
            }
        }
    }

    /** Ends it; what is still to be staged then is not: its transaction is over. */
    @Override
    public void close() {
        files.close();
    }
}
