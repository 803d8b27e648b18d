package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.recode.DefinitionName;
import org.jurigged.controller.recode.RecodeException.Rejected;

/** Finds the source file of a definition that a person names. */
final class DefinitionFiles {
    private final Workspace workspace;

    DefinitionFiles(Workspace workspace) {
        this.workspace = workspace;
    }

    Path of(Patch.Order order) throws Rejected {
        DefinitionName name = order.name().orElseThrow();
        String type = name.type();
        for (String outer = type; !outer.isEmpty(); outer = above(outer)) {
            Optional<Path> found = workspace.sourceOf(outer);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return bySimpleName(name);
    }

    private static String above(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    /** Without its package, a type is looked for by the name of its file. */
    private Path bySimpleName(DefinitionName name) throws Rejected {
        String type = name.type();
        List<Path> found = List.of();
        for (String outer = type; found.isEmpty() && !outer.isEmpty(); outer = above(outer)) {
            Path file = Path.of(outer.replace('.', '/') + ".java");
            found = workspace.sourceFiles().stream()
                    .filter(source -> source.endsWith(file))
                    .filter(source -> workspace.sourceInsteadOf(source).isEmpty())
                    .toList();
        }
        if (found.isEmpty()) {
            throw new Rejected("There is no source of a type " + type + " in this project.");
        }
        if (found.size() > 1) {
            throw new Rejected(type + " may be in " + found.get(0) + " or " + found.get(1)
                    + (found.size() > 2 ? ", or in others" : "") + ". Give its package.");
        }
        return found.get(0);
    }
}
