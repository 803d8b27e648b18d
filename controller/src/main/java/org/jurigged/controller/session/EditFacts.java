package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.bytecode.RawClass;
import org.jurigged.controller.bytecode.RawMethod;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.diff.Definition;
import org.jurigged.diff.Edit;
import org.jurigged.reshape.SourceFacts;
import org.objectweb.asm.Type;

/** Finds what only the sources tell of the compiled classes. */
final class EditFacts {
    private final List<FileEdits> files;
    private final Map<String, byte[]> before;

    private EditFacts(List<FileEdits> files, Map<String, byte[]> before) {
        this.files = files;
        this.before = before;
    }

    /** {@code before} has the class files that were current, by binary name. */
    static Map<String, SourceFacts> of(
            Compilation.Compiled compiled, List<FileEdits> files, Map<String, byte[]> before) {
        EditFacts facts = new EditFacts(files, before);
        Map<String, SourceFacts> all = new HashMap<>();
        compiled.classes().forEach(c -> all.put(c.name(), facts.of(c)));
        return all;
    }

    private SourceFacts of(CompiledClass compiled) {
        Optional<FileEdits> file =
                files.stream().filter(f -> f.file().equals(compiled.source())).findFirst();
        if (file.isEmpty()) {
            return SourceFacts.NONE;
        }
        Optional<Set<String>> initialised =
                file.get().after().parsed() ? file.get().after().initialisedFields(compiled.name()) : Optional.empty();
        Map<String, String> fields = new HashMap<>();
        Map<String, String> methods = new HashMap<>();
        Map<String, String> updated = new HashMap<>();
        for (Edit edit : file.get().edits().map(e -> e.edits()).orElse(List.of())) {
            if (edit instanceof Edit.Rename rename && rename.definition().type().equals(compiled.name())) {
                switch (rename.definition().kind()) {
                    case FIELD, RECORD_COMPONENT, ENUM_CONSTANT ->
                        fields.put(simple(rename.definition()), simple(rename.before()));
                    case METHOD -> method(rename, compiled, methods);
                    default -> {}
                }
            } else if (edit instanceof Edit.Update && edit.definition().type().equals(compiled.name())) {
                update(edit.definition(), compiled, updated);
            }
        }
        return new SourceFacts(initialised, fields, methods, updated);
    }

    /** The name and a line of its own tell a method from all others, whatever the compiler made of its parameters. */
    private static void update(Definition definition, CompiledClass compiled, Map<String, String> updated) {
        String name = switch (definition.kind()) {
            case METHOD -> simple(definition);
            case CONSTRUCTOR -> "<init>";
            default -> null;
        };
        if (name != null) {
            new RawClass(compiled.bytes())
                    .methods().stream()
                            .filter(m -> m.name().equals(name))
                            .filter(m -> m.hasLineIn(definition.line(), definition.lastLine()))
                            .forEach(m -> updated.put(m.name() + m.descriptor(), definition.name()));
        }
    }

    private static String simple(Definition definition) {
        String name = definition.name();
        int parameters = name.indexOf('(');
        String plain = parameters < 0 ? name : name.substring(0, parameters);
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    /** A method that was renamed and has the type that it had is the same one to those who hold a reference to it. */
    private void method(Edit.Rename rename, CompiledClass compiled, Map<String, String> methods) {
        byte[] old = before.get(compiled.name());
        if (old == null) {
            return;
        }
        List<RawMethod> were = named(old, rename.before());
        List<RawMethod> are = named(compiled.bytes(), rename.definition());
        if (were.size() == 1
                && are.size() == 1
                && were.get(0).descriptor().equals(are.get(0).descriptor())) {
            String type = are.get(0).descriptor();
            methods.put(simple(rename.definition()) + type, simple(rename.before()) + type);
        }
    }

    private static List<RawMethod> named(byte[] classFile, Definition definition) {
        String name = simple(definition);
        String shown = definition.name().substring(definition.name().indexOf('('));
        int count = shown.equals("()") ? 0 : shown.split(",", -1).length;
        List<RawMethod> candidates = new RawClass(classFile)
                .methods().stream()
                        .filter(m -> m.name().equals(name))
                        .filter(m -> Type.getArgumentTypes(m.descriptor()).length == count)
                        .toList();
        if (candidates.size() < 2) {
            return candidates;
        }
        return candidates.stream().filter(m -> parameters(m).equals(shown)).toList();
    }

    private static String parameters(RawMethod method) {
        StringBuilder shown = new StringBuilder("(");
        for (Type type : Type.getArgumentTypes(method.descriptor())) {
            String name = type.getClassName();
            shown.append(shown.length() > 1 ? "," : "")
                    .append(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1));
        }
        return shown.append(')').toString();
    }
}
