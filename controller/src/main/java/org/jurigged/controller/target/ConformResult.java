package org.jurigged.controller.target;

/**
 * What came of telling somebody of a save.
 *
 * @param isDone whether it worked
 * @param who a built-in conformer's name, or a class's
 * @param what what was done, which may be nothing, or what went wrong
 * @param stack the stack of what was thrown; empty if nothing was
 */
public record ConformResult(boolean isDone, String who, String what, String stack) {}
