import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jurigged.cli.command.Jurigged;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes a man page for each command, and the completion script, from picocli's model; the build runs it as a source file.
 *
 * <p>Troff with the man(7) macros, written directly: picocli's own generator makes AsciiDoc, and what turns that into a
 * man page is larger than this whole build.
 */
final class ManPages {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "JAVA_HOME", "The JDK to run on, 17 or later; without it the java on the PATH.",
            "JURIGGED_JAVA_OPTIONS", "Options for the JVM of jurigged itself, separated by blanks.",
            "NO_COLOR", "When it is set, nothing is coloured unless --color asks for it.",
            "XDG_CACHE_HOME", "Where what makes starts quick is kept, in a folder jurigged; ~/.cache without it.");

    private final String version;
    private final String date;

    private ManPages(String version, String date) {
        this.version = version;
        this.date = date;
    }

    /** Takes the folder to write to, the version, and the date of the release. */
    public static void main(String[] args) throws IOException {
        CommandLine line = Jurigged.commandLine(new PrintWriter(System.out), new PrintWriter(System.err));
        Path man = Files.createDirectories(Path.of(args[0], "man", "man1"));
        Path completion = Files.createDirectories(Path.of(args[0], "completion"));
        Files.writeString(completion.resolve("jurigged.bash"), AutoComplete.bash("jurigged", line));
        ManPages pages = new ManPages(args[1], args[2]);
        List<CommandSpec> all = new ArrayList<>(List.of(line.getCommandSpec()));
        all.addAll(visibleCommands(line.getCommandSpec()));
        for (CommandSpec spec : all) {
            Files.writeString(man.resolve(pageName(spec) + ".1"), pages.page(spec));
        }
    }

    private String page(CommandSpec spec) {
        StringBuilder page = new StringBuilder();
        page.append(".TH %s 1 %s \"jurigged %s\" jurigged%n"
                .formatted(pageName(spec).toUpperCase(Locale.ROOT), date, version));
        // Left-aligned and without hyphens: options and code must not be broken.
        page.append(".nh\n.ad l\n");
        page.append(".SH NAME\n").append(text(pageName(spec))).append(" \\- ");
        page.append(text(firstSentence(description(spec)))).append('\n');
        page.append(".SH SYNOPSIS\n").append(synopsis(spec));
        page.append(".SH DESCRIPTION\n").append(text(description(spec))).append('\n');
        list(page, "COMMANDS", visibleCommands(spec), each -> bold(each.name()), ManPages::description);
        list(page, "PARAMETERS", spec.positionalParameters(), each -> italic(each.paramLabel()), ManPages::description);
        list(page, "OPTIONS", visibleOptions(spec), ManPages::option, ManPages::description);
        var exitCodes = spec.usageMessage().exitCodeList().entrySet();
        list(page, "EXIT STATUS", exitCodes, each -> bold(each.getKey().strip()), Map.Entry::getValue);
        if (spec.parent() == null) {
            list(page, "ENVIRONMENT", new java.util.TreeMap<>(ENVIRONMENT).entrySet(), each -> bold(each.getKey()),
                    Map.Entry::getValue);
        }
        String notes = lines(spec.usageMessage().footer());
        if (!notes.isBlank()) {
            page.append(".SH NOTES\n").append(text(notes.strip())).append('\n');
        }
        return page.append(".SH SEE ALSO\n").append(seeAlso(spec)).append('\n').toString();
    }

    /** Adds a section in which each item is a tagged paragraph; nothing when there are none. */
    private static <T> void list(
            StringBuilder page,
            String title,
            Iterable<T> items,
            java.util.function.Function<T, String> tag,
            java.util.function.Function<T, String> about) {
        String heading = ".SH " + title + "\n";
        for (T item : items) {
            page.append(heading).append(".TP\n").append(tag.apply(item)).append('\n');
            page.append(text(about.apply(item))).append('\n');
            heading = "";
        }
    }

    private static String synopsis(CommandSpec spec) {
        String whole = new Help(spec, Help.defaultColorScheme(Ansi.OFF)).synopsis(0).replaceAll("\\s+", " ");
        String name = spec.qualifiedName(" ");
        return bold(name) + text(whole.strip().substring(name.length())) + "\n";
    }

    private static String option(OptionSpec option) {
        String names = java.util.Arrays.stream(option.names()).map(ManPages::bold).collect(Collectors.joining(", "));
        if (option.arity().max() == 0) {
            return names;
        }
        boolean isLong = option.longestName().startsWith("--");
        String value = (isLong ? "=" : " ") + italic(option.paramLabel());
        return names + (option.arity().min() == 0 ? "[" + value + "]" : value);
    }

    private static String seeAlso(CommandSpec spec) {
        CommandSpec root = spec.root();
        List<CommandSpec> others = new ArrayList<>(List.of(root));
        others.addAll(visibleCommands(root));
        others.remove(spec);
        return others.stream().map(each -> bold(pageName(each)) + "(1)").collect(Collectors.joining(",\n"));
    }

    private static List<CommandSpec> visibleCommands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(each -> !each.usageMessage().hidden())
                .toList();
    }

    private static List<OptionSpec> visibleOptions(CommandSpec spec) {
        return spec.options().stream().filter(each -> !each.hidden()).toList();
    }

    private static String pageName(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private static String description(CommandSpec spec) {
        return lines(spec.usageMessage().description());
    }

    private static String description(ArgSpec argument) {
        return lines(argument.description());
    }

    /** Joins what picocli would print: each line is a format with its markup. */
    private static String lines(String... formats) {
        return java.util.Arrays.stream(formats)
                .map(format -> Ansi.OFF.string(String.format(format)))
                .collect(Collectors.joining("\n"));
    }

    private static String firstSentence(String text) {
        return text.lines().findFirst().orElse("").replaceAll("\\.$", "");
    }

    private static String bold(String text) {
        return "\\fB" + text(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + text(text) + "\\fR";
    }

    /** Escapes what troff would take for its own: backslashes, hyphens, and dots and quotes that begin a line. */
    private static String text(String plain) {
        return plain.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^(?=[.'])", "\\\\&");
    }
}
