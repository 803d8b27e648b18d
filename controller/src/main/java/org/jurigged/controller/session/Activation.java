package org.jurigged.controller.session;

import java.util.List;
import org.jurigged.controller.target.ThreadStack;

/**
 * One call of a method that is under way: its frame, told from others by its thread, its place and the frames below it,
 * none of which can move while it lasts.
 *
 * @param height how many frames are below it
 * @param below hash of the frames below it
 */
record Activation(long thread, int height, String className, String method, String descriptor, int below) {
    /** Returns the activation of a frame of a stack, 0 being the innermost. */
    static Activation of(ThreadStack stack, int index) {
        List<ThreadStack.Frame> frames = stack.frames();
        ThreadStack.Frame frame = frames.get(index);
        int below = 1;
        for (ThreadStack.Frame lower : frames.subList(index + 1, frames.size())) {
            below = 31 * below + lower.className().hashCode();
            below = 31 * below + Long.hashCode(lower.codeIndex() < 0 ? lower.line() : lower.codeIndex());
        }
        return new Activation(
                stack.id(), frames.size() - 1 - index, frame.className(), frame.method(), frame.descriptor(), below);
    }

    /** Returns the same place without the method's name, which the JVM forgets when the method becomes obsolete. */
    Activation unnamed() {
        return new Activation(thread, height, className, "", "", below);
    }

    /** Returns the same place with a method's name. */
    Activation named(String method, String descriptor) {
        return new Activation(thread, height, className, method, descriptor, below);
    }
}
