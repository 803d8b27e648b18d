package org.jurigged.bench.save;

import org.jurigged.controller.Event;

/**
 * One save, as the session told of it.
 *
 * @param live what it said
 * @param atNanos when it said so
 */
record Saved(Event.Live live, long atNanos) {}
