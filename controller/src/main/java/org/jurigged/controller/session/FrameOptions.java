package org.jurigged.controller.session;

/**
 * What becomes of calls under way whose method a save changes.
 *
 * @param move whether one in a loop goes on in the new code at its next turn
 * @param restart whether one that doesn't go on there begins again with its arguments
 */
public record FrameOptions(boolean move, boolean restart) {
    /** What a session does when nothing is said. */
    public static final FrameOptions DEFAULT = new FrameOptions(true, false);
}
