package org.jurigged.controller.launch;

import java.util.List;
import java.util.stream.Stream;
import org.jurigged.controller.target.HashCodeCalls;

/** What every program that we start gets besides the debug connection, so that what is live stays right. */
final class ProgramOptions {
    /**
     * Spring Boot's developer tools start the program anew, in another class loader and without its state, whenever a class
     * file changes; ours do with every edit. Who sets the property on the program's command line has the last word.
     */
    private static final String NO_OTHER_RELOADER = "-Dspring.devtools.restart.enabled=false";

    private ProgramOptions() {}

    /** Returns them, behind the option for the debug connection. */
    static List<String> with(String debug) {
        return Stream.concat(Stream.of(debug, NO_OTHER_RELOADER), HashCodeCalls.OPTIONS.stream())
                .toList();
    }
}
