package org.jurigged.controller.target;

import java.util.Optional;
import org.jurigged.controller.share.Multiplexer;

/** Keeps debuggers that share a JVM from jurigged's own threads in it. */
interface Hiding {
    /** Whether there can be a debugger. */
    boolean isNeeded();

    /** Has a hidden thread run that was stopped as it started. */
    void release(long thread);

    /** A thread of that name is about to be started. */
    void starting(String name);

    /** Hides a thread, by its JDI id. */
    void hide(long thread);

    /** Says that a hidden thread has nothing to do until it is interrupted. */
    void rests(long thread);

    /** Lets debuggers see a thread again, which has ended or is about to. */
    void show(long thread);

    /** What was to be started has been. */
    void started();

    /** Returns one that has something to do only where the JVM is shared. */
    static Hiding from(Optional<Multiplexer> shared) {
        return new Hiding() {
            @Override
            public boolean isNeeded() {
                return shared.isPresent();
            }

            @Override
            public void release(long thread) {
                shared.filter(Multiplexer::isHeldByGuests).ifPresent(multiplexer -> multiplexer.releaseThread(thread));
            }

            @Override
            public void starting(String name) {
                shared.ifPresent(multiplexer -> multiplexer.starting(name));
            }

            @Override
            public void hide(long thread) {
                shared.ifPresent(multiplexer -> multiplexer.hideThread(thread));
            }

            @Override
            public void rests(long thread) {
                shared.ifPresent(multiplexer -> multiplexer.restThread(thread));
            }

            @Override
            public void show(long thread) {
                shared.ifPresent(multiplexer -> multiplexer.showThread(thread));
            }

            @Override
            public void started() {
                shared.ifPresent(multiplexer -> multiplexer.starting(null));
            }
        };
    }
}
