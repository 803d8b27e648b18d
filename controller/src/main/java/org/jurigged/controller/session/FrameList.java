package org.jurigged.controller.session;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;

/** Lists the frames of a target that are in classes of the project. */
final class FrameList {
    private final Workspace workspace;

    FrameList(Workspace workspace) {
        this.workspace = workspace;
    }

    List<FrameLine> of(TargetClasses classes, String filter) throws JuriggedException {
        return listed(classes, filter).stream().map(OldFrames.Listed::line).toList();
    }

    List<OldFrames.Listed> listed(TargetClasses classes, String filter) throws JuriggedException {
        Set<String> prefixes = workspace.packagePrefixes();
        Set<LoadedClass> all = new HashSet<>();
        classes.copies(classes.target().loadedNames(loaded -> prefixes.stream().anyMatch(loaded::startsWith)))
                .values()
                .forEach(all::addAll);
        DefinitionNames names =
                new DefinitionNames(className -> workspace.sourceOf(className).flatMap(workspace.sources()::live));
        return new OldFrames(classes, names, List.of(), Map.of()).listed(all, filter);
    }
}
