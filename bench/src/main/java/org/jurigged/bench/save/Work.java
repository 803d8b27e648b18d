package org.jurigged.bench.save;

import java.nio.file.Path;
import org.jurigged.bench.project.EditKind;
import org.jurigged.bench.project.GeneratedProject;

/**
 * What {@link SaveTimes} does.
 *
 * @param saves how many, the first included
 * @param warm whether the first save waits for the end of the session's warm-up, as it must if there are more
 * @param agent whether an agent makes the program live, and not its debug port
 * @param floor whether each later save has a floor beside it, which edits of a body and of a signature have
 */
public record Work(ShopProgram shop, EditKind kind, int saves, boolean warm, boolean agent, boolean floor, long seed) {
    public Work {
        if (floor && kind != EditKind.BODY && kind != EditKind.SIGNATURE) {
            throw new IllegalArgumentException("an edit of the kind " + kind + " has no floor");
        }
        if (floor && agent) {
            throw new IllegalArgumentException("a program that an agent makes live has no floor");
        }
    }

    /** Returns this as arguments of {@link SaveTimes#main}. */
    public String[] arguments() {
        return new String[] {
            shop.project().directory().toString(),
            shop.edited(),
            shop.workload(),
            shop.board().toString(),
            kind.name(),
            "" + saves,
            "" + warm,
            "" + agent,
            "" + floor,
            "" + seed
        };
    }

    static Work of(String[] args) {
        ShopProgram shop = new ShopProgram(new GeneratedProject(Path.of(args[0])), args[1], args[2], Path.of(args[3]));
        return new Work(
                shop,
                EditKind.valueOf(args[4]),
                Integer.parseInt(args[5]),
                Boolean.parseBoolean(args[6]),
                Boolean.parseBoolean(args[7]),
                Boolean.parseBoolean(args[8]),
                Long.parseLong(args[9]));
    }
}
