package org.jurigged.cli.command;

import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.session.DebugPorts;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The option of commands that make a program live, to debug it as well. */
final class DebugOptions {
    private static final int LAST_PORT = 0xFFFF;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Option(
            names = "--debug",
            paramLabel = "PORT",
            arity = "0..1",
            fallbackValue = "0",
            preprocessor = Attached.class,
            converter = Port.class,
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
    static final class Attached implements IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> information) {
            if (!"=".equals(information.get("separator"))) {
                requireNoPort(args, command);
                args.push("0");
            }
            return false;
        }

        /** A process is attached to by its number; nothing that is run has a number for its name (JLS 3.8). */
        private static void requireNoPort(Stack<String> args, CommandSpec command) {
            String next = args.isEmpty() ? "" : args.peek();
            if (!command.name().equals("attach") && NUMBER.matcher(next).matches()) {
                throw new ParameterException(
                        command.commandLine(),
                        "The port is written --debug=" + next + "; what comes after a space is the program.");
            }
        }
    }

    /** Reads a port's number. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
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
