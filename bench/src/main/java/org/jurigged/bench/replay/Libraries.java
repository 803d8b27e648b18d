package org.jurigged.bench.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.controller.project.ClassPathResolution;
import org.jurigged.controller.project.ClassPathResolver;
import org.jurigged.controller.project.ClassPathScope;
import org.jurigged.controller.project.Project;

/** What a project's build puts on its class path besides its own classes. */
final class Libraries {
    private final ClassPathResolver resolver = new ClassPathResolver();

    /** Returns the jars that the tests of a project need; Maven is asked only when the build files are new. */
    List<Path> of(Project project) throws LeftOut.Stop {
        List<String> said = new ArrayList<>(project.notes());
        ClassPathResolution found = resolver.resolve(project, ClassPathScope.TEST, said::add);
        List<Path> entries = found.entries(project.modules().get(0));
        if (found.origin() == ClassPathResolution.Origin.OUTPUT_FOLDERS || entries.isEmpty()) {
            throw new LeftOut.Stop(LeftOut.CLASS_PATH, String.join("\n", said));
        }
        return entries.stream()
                .filter(entry -> entry.toString().endsWith(".jar"))
                .toList();
    }
}
