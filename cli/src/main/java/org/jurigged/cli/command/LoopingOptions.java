package org.jurigged.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.LoopSpec;
import picocli.CommandLine.Option;

/** The options of every command that can run methods again with each save. */
final class LoopingOptions {
    @Option(
            names = "--loop",
            paramLabel = "METHOD",
            description = "Show this method's result and run it again with each save: package.Class.method, or"
                    + " Class::method(int). Repeatable.")
    List<String> loop = new ArrayList<>();

    @Option(
            names = {"-x", "--xloop"},
            paramLabel = "METHOD",
            description = "The same, but only when the method throws. Repeatable.")
    List<String> xloop = new ArrayList<>();

    @Option(
            names = "--loop-interface",
            paramLabel = "HOW",
            description = "rich: panes, with keys; basic: lines (default: rich on a terminal, else basic).")
    Interface how;

    /** How loops are shown. */
    enum Interface {
        rich,
        basic
    }

    boolean isWanted() {
        return !loop.isEmpty() || !xloop.isEmpty();
    }

    /** @param withholdsOutput see {@link LoopOptions} */
    LoopOptions options(boolean withholdsOutput) throws JuriggedException {
        List<LoopOptions.Loop> loops = new ArrayList<>();
        for (String method : loop) {
            loops.add(new LoopOptions.Loop(LoopSpec.parse(method), LoopOptions.When.ALWAYS));
        }
        for (String method : xloop) {
            loops.add(new LoopOptions.Loop(LoopSpec.parse(method), LoopOptions.When.THROWN));
        }
        return new LoopOptions(loops, withholdsOutput);
    }
}
