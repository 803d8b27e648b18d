package org.jurigged.controller.api;

/**
 * Something that was added to a session or a recoder, and can be removed.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    /** Removes it; it may still be called once by what is on its way. Idempotent. */
    @Override
    void close();
}
