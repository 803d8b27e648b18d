package org.jurigged.cli.command;

import java.util.Optional;
import java.util.Stack;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.session.DebugPorts;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of commands that make a program live, to debug it as well. */
final class DebugOptions {
    private static final int LAST_PORT = 0xFFFF;

    @Option(
            names = "--debug",
            paramLabel = "PORT",
            arity = "0..1",
            fallbackValue = "0",
            parameterConsumer = Attached.class,
            description = "Let a debugger attach to the program, on this port of this machine or on any that is free.")
    private Integer port;

    /** Whether the program is to be shared with debuggers. */
    boolean isWanted() {
        return port != null;
    }

    /** Opens the port. */
    Optional<DebugPorts> open() throws JuriggedException {
        return isWanted() ? Optional.of(DebugPorts.open(port)) : Optional.empty();
    }

    /** Takes a value only where it is attached to the option: what comes behind it is the program. */
    static final class Attached implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
            boolean isAttached = !args.isEmpty() && args.peek().startsWith("=");
            option.setValue(isAttached ? number(args.pop().substring(1)) : 0);
        }

        private static Integer number(String text) {
            try {
                int number = Integer.parseInt(text);
                if (number >= 0 && number <= LAST_PORT) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, in the words of the user's side.
            }
            throw new TypeConversionException("'" + text + "' is no port between 0 and " + LAST_PORT);
        }
    }
}
