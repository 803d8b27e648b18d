package org.jurigged.controller.target;

import com.sun.jdi.VMDisconnectedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jurigged.controller.JuriggedException;

/** What the program knows of a plan, as long as a frame wants it. Thread-safe. */
final class Planned {
    private final MovePlan plan;
    private final int first;
    private final MoveClass values;
    private final ExecutorService executor;
    private int frames;

    Planned(MovePlan plan, int first, MoveClass values, ExecutorService executor) {
        this.plan = plan;
        this.first = first;
        this.values = values;
        this.executor = executor;
    }

    int first() {
        return first;
    }

    synchronized void wanted(CompletableFuture<MoveResult> result) {
        frames++;
        result.whenComplete((outcome, failure) -> ended());
    }

    private synchronized void ended() {
        frames--;
        if (frames == 0 && !executor.isShutdown()) {
            executor.execute(this::forget);
        }
    }

    private void forget() {
        try {
            values.forget(first, plan);
        } catch (JuriggedException | VMDisconnectedException e) {
            // It is a few words in the program's memory.
            return;
        }
    }
}
