package org.jurigged.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import org.jurigged.controller.conform.BuiltIn;
import org.jurigged.controller.session.ConformChoice;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Who in the program is told of changes. */
final class ConformOptions {
    private static final String EVERYBODY = "*";

    @Option(
            names = "--no-conform",
            paramLabel = "NAME",
            arity = "0..1",
            fallbackValue = EVERYBODY,
            preprocessor = Names.class,
            converter = Names.class,
            description =
                    "Don't have this built-in conformer look after a library's caches (beans, bundles, jackson, spring,"
                            + " spring-messages, spring-mvc, validator, thymeleaf, freemarker; repeatable), or without a name, tell"
                            + " nobody in the program what changed.")
    private List<String> off = new ArrayList<>();

    ConformChoice choice() {
        if (off.contains(EVERYBODY)) {
            return ConformChoice.NONE;
        }
        Set<BuiltIn> builtIns = EnumSet.noneOf(BuiltIn.class);
        off.forEach(names -> split(names).forEach(name -> BuiltIn.named(name).ifPresent(builtIns::add)));
        return new ConformChoice(true, builtIns);
    }

    private static List<String> split(String names) {
        return Arrays.asList(names.split(","));
    }

    /** Takes what follows the option for its value only if it is a name: it may be the program to run as well. */
    static final class Names implements IParameterPreprocessor, ITypeConverter<String> {
        @Override
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            // With an equals sign, it is a value whatever it says.
            boolean isValue = "=".equals(info.get("separator"));
            if (!isValue && (args.isEmpty() || !areNames(args.peek()))) {
                args.push(EVERYBODY);
            }
            return false;
        }

        private static boolean areNames(String text) {
            return split(text).stream().allMatch(name -> BuiltIn.named(name).isPresent());
        }

        @Override
        public String convert(String value) {
            if (!value.equals(EVERYBODY) && !areNames(value)) {
                throw new TypeConversionException("there is no conformer '" + value + "', but: " + BuiltIn.labels());
            }
            return value;
        }
    }
}
