package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.reshape.StaticRun;

/**
 * What is known of a save on its way.
 *
 * @param before the class files that were current before, by binary name
 * @param standing how threads stood in its classes
 * @param resources the resources that were saved with it
 */
record Attempt(
        Compilation.Compiled compiled,
        List<FileEdits> edits,
        Map<String, byte[]> before,
        StandingFrames standing,
        List<ResourceCopy> resources) {

    static Attempt of(
            Compilation.Compiled compiled,
            List<FileEdits> edits,
            Compiler compiler,
            StandingFrames standing,
            List<ResourceCopy> resources) {
        Map<String, byte[]> before = new HashMap<>();
        for (CompiledClass c : compiled.classes()) {
            compiler.current(c.name()).ifPresent(bytes -> before.put(c.name(), bytes));
        }
        return new Attempt(compiled, edits, before, standing, resources);
    }

    Plan.Input input(Compiler compiler, Map<String, List<StaticRun>> statics, Map<String, byte[]> ranges) {
        return new Plan.Input(
                compiler,
                compiled.classes(),
                name -> Optional.ofNullable(before.get(name)),
                statics,
                ranges,
                EditFacts.of(compiled, edits, before));
    }
}
