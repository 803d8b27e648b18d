package org.jurigged.controller.project;

/** What a class path is for. */
public enum ClassPathScope {
    /** What the program has when it runs. */
    RUNTIME,
    /** Everything any source is compiled against, tests included; it holds all of {@link #RUNTIME}. */
    TEST
}
