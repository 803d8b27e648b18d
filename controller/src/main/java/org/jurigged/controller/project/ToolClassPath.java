package org.jurigged.controller.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A build tool that can be asked for the class path of one build. */
interface ToolClassPath {
    /** Returns the files the answer depends on, which need not all exist. */
    List<Path> inputs();

    /** Asks the tool; this starts processes and takes seconds, or minutes where it downloads. Returns entries by module. */
    Map<Path, List<Path>> ask(ClassPathScope scope, Consumer<String> notes) throws UnresolvedException;
}
