/**
 * A running loop goes on in the new code of its method: which loop of the new code was which, which local variable takes
 * which value, and the entry to the middle of the new code.
 *
 * <p>{@link org.jurigged.reshape.move.Moves} is the door. Everything here is bytes in and bytes out; catching a thread at a
 * loop's head and taking its frame off is the controller's.
 */
package org.jurigged.reshape.move;
