package org.jurigged.bench.random.text;

import java.util.List;
import org.jurigged.bench.random.model.Member.Block;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;

/** What static fields get their values from: it runs again when its text changes. */
public final class Initialisers {
    /** Of a field that nothing gives a value to. */
    public static final List<String> NONE = List.of("");

    private Initialisers() {}

    /** Returns the text of a static field's initialiser and of the blocks that assign it. */
    public static List<String> of(Program program, Field field) {
        Type type = program.owner(field.id()).orElseThrow();
        String value = field.value()
                .map(v -> new ExprText(Scope.of(program, type, field)).as(v, field.type()))
                .orElse("");
        String target = Scope.name(program, type) + "." + field.name() + " = ";
        List<String> blocks = type.all(Block.class).stream()
                .filter(Block::isStatic)
                .map(block -> String.join("\n", StepText.lines(Scope.of(program, type, block), block.steps())))
                .filter(text -> text.contains(target))
                .toList();
        return blocks.isEmpty() ? List.of(value) : blocks;
    }
}
