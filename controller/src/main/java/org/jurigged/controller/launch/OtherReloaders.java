package org.jurigged.controller.launch;

/** Keeps what else watches class files from undoing what is live. */
final class OtherReloaders {
    /**
     * Spring Boot's developer tools start the program anew, in another class loader and without its state, whenever a class
     * file changes; ours do with every edit. Who sets the property on the program's command line has the last word.
     */
    static final String OFF = "-Dspring.devtools.restart.enabled=false";

    private OtherReloaders() {}
}
