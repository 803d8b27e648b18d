package org.jurigged.cli.loop;

import org.jurigged.controller.loop.LoopCommand;

/** What a key means. */
sealed interface LoopKey {
    /** An answer to the thread that waits. */
    record Answer(LoopCommand command) implements LoopKey {}

    /** Another frame is to be entered again. */
    record Choose(int number) implements LoopKey {}

    /** Other lines are to be seen; 0 draws the same ones anew. */
    record Scroll(int by) implements LoopKey {}

    /** What was saved is to go live. */
    record Apply() implements LoopKey {}
}
