package org.jurigged.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.LoopSpec;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
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
            names = "--catch",
            paramLabel = "CLASS",
            arity = "0..1",
            fallbackValue = LoopOptions.ALL,
            preprocessor = Attached.class,
            description = "Hold a thread that throws what nothing catches, and enter a method again after a save;"
                    + " --catch=CLASS: only exceptions of this class.")
    String caught;

    @Option(
            names = "--loop-interface",
            paramLabel = "KIND",
            defaultValue = "basic",
            description =
                    "How a method that waits is shown: basic, by lines (default), or rich, on the whole terminal.")
    Interface shown = Interface.basic;

    /** How a method that waits is shown. */
    enum Interface {
        basic,
        rich
    }

    boolean isWanted() {
        return !loop.isEmpty() || !xloop.isEmpty() || caught != null;
    }

    /** What follows the option is its value only behind an equals sign: else it is the program. */
    static final class Attached implements IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (!"=".equals(info.get("separator"))) {
                arguments.push(LoopOptions.ALL);
            }
            return false;
        }
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
        return new LoopOptions(loops, withholdsOutput, Optional.ofNullable(caught));
    }
}
