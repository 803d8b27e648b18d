/**
 * Replays the commits of a repository as live edits, and compares what the tests then say with a fresh JVM; {@code
 * docs/replay.md} says how.
 */
package org.jurigged.bench.replay;
