package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.controller.Event;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.diff.Definition;
import org.jurigged.diff.Edit;

/** Turns what was applied into the events that tell it. */
final class EditReport {
    private final Workspace workspace;
    private final DefinitionNames names;

    EditReport(Workspace workspace) {
        this.workspace = workspace;
        this.names =
                new DefinitionNames(className -> workspace.sourceOf(className).flatMap(workspace.sources()::live));
    }

    DefinitionNames names() {
        return names;
    }

    /** Returns the edits of the files whose classes changed, file by file; called before the new texts are the live ones. */
    List<Event> edits(Compilation.Compiled compiled, List<FileEdits> files, Map<String, byte[]> before) {
        Set<Path> changed = new HashSet<>();
        for (CompiledClass c : compiled.classes()) {
            if (c.change() != Change.SAME) {
                changed.add(c.source());
            }
        }
        List<Event> events = new ArrayList<>();
        for (FileEdits file : files) {
            boolean told = file.edits().isPresent() && !compiled.dependents().contains(file.file());
            if (told) {
                file.edits().get().edits().forEach(edit -> events.add(event(edit)));
            } else if (changed.contains(file.file())) {
                events.addAll(fromClassFiles(file.file(), compiled, before));
            }
        }
        compiled.deleted().forEach(file -> events.addAll(deleted(file)));
        return events;
    }

    private static Event event(Edit edit) {
        Definition definition = edit.definition();
        if (edit instanceof Edit.Add) {
            return new Event.Add(definition.name(), definition.line());
        }
        if (edit instanceof Edit.Delete) {
            return new Event.Delete(definition.name(), definition.line());
        }
        if (edit instanceof Edit.Rename rename) {
            return new Event.Rename(rename.before().name(), definition.name(), definition.line());
        }
        return new Event.Update(definition.name(), definition.line());
    }

    private List<Event> fromClassFiles(Path file, Compilation.Compiled compiled, Map<String, byte[]> before) {
        List<Event> events = new ArrayList<>();
        for (CompiledClass c : compiled.classes()) {
            byte[] old = before.get(c.name());
            if (!c.source().equals(file) || c.change() == Change.SAME || c.change() == Change.LINES_ONLY) {
                continue;
            }
            if (old == null) {
                events.add(new Event.Add(names.type(c.name()), -1));
            } else {
                events.addAll(new BytecodeEdits(names).between(c.name(), old, c.bytes()));
            }
        }
        return events;
    }

    /** A deleted file's types go on as they are: the program may hold instances of them. */
    private List<Event> deleted(Path file) {
        return workspace.sources().live(file).map(source -> source.definitions()).orElse(List.of()).stream()
                .filter(definition -> definition.kind() == Definition.Kind.TYPE
                        && !definition.type().contains("$"))
                .<Event>map(definition -> new Event.Delete(definition.name(), definition.line()))
                .toList();
    }
}
