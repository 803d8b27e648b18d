package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jurigged.controller.project.Project;

/** Says which jars a project's tests need, with the JUnit platform's launcher and engines that run them. */
interface TestClassPath {
    /** Returns the jars in their order. */
    List<Path> of(Project project) throws LeftOut.Stop, IOException;
}
