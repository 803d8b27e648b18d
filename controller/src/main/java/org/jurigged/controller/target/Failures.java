package org.jurigged.controller.target;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What went wrong on a thread that has nobody to tell; kept until somebody listens. Thread-safe. */
final class Failures {
    private final List<Throwable> untold = new ArrayList<>();
    private Consumer<Throwable> listener;

    void add(Throwable failure) {
        Consumer<Throwable> told;
        synchronized (this) {
            told = listener;
            if (told == null) {
                untold.add(failure);
            }
        }
        if (told != null) {
            told.accept(failure);
        }
    }

    void tell(Consumer<Throwable> newListener) {
        List<Throwable> before;
        synchronized (this) {
            listener = newListener;
            before = List.copyOf(untold);
            untold.clear();
        }
        before.forEach(newListener);
    }
}
