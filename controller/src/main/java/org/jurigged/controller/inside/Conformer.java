package org.jurigged.controller.inside;

/** Has a library forget what it derived from code that has changed. */
interface Conformer {
    /**
     * Does so.
     *
     * @return what was done, for the user; empty if there was nothing to do
     * @throws Throwable what the library throws
     */
    String conform(News news) throws Throwable;
}
