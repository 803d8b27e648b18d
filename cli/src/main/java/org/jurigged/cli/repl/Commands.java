package org.jurigged.cli.repl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.jurigged.controller.JuriggedException;

/** The commands of the prompt; a part of a name that only one begins with will do. */
public final class Commands {
    private static final String PATCH = "/patch";

    private final PromptLoop loop;
    private final Map<String, Command> all = new LinkedHashMap<>();

    /** What a command does. */
    private interface Action {
        void run(String argument) throws JuriggedException;
    }

    private record Command(String synopsis, String description, Action action) {}

    Commands(PromptLoop loop) {
        this.loop = loop;
        Sources sources = new Sources(loop);
        put("/list", "[NAME|ID|-all|-start]", "list the snippets", this::list);
        put("/vars", "", "list the variables and their values", this::vars);
        put("/methods", "", "list the methods", this::methods);
        put("/types", "", "list the classes, interfaces, records and enums", this::types);
        put("/imports", "", "list the imports", this::imports);
        put("/drop", "NAME|ID", "forget a snippet", this::drop);
        put("/edit", "[NAME|ID]", "edit snippets in $VISUAL or $EDITOR", sources::edit);
        put("/save", "[-all|-history] FILE", "write the snippets to a file", sources::save);
        put("/open", "FILE", "evaluate what a file has", sources::open);
        put("/history", "", "list what was typed", argument -> history());
        put("/reset", "", "forget all snippets", argument -> reset());
        ObjectCommands objects = new ObjectCommands(loop);
        put("/inspect", "[-DEPTH] EXPRESSION", "the fields of an object, as a tree", objects::inspect);
        put("/instances", "CLASS", "count live objects; the first ones become variables", objects::instances);
        put("/frames", "[NAME]", "where the program's threads stand", this::frames);
        put(
                "/watch",
                "",
                "the sources that are watched",
                argument -> show(loop.place().watched()));
        put(
                "/live",
                "",
                "what has changed since the start",
                argument -> show(loop.place().live()));
        put(PATCH, "NAME SOURCE", "change a definition: /patch Foo#bar { return 2; }", this::patch);
        put("/patches", "", "list the patches", argument -> show(loop.place().patches()));
        put(
                "/revert",
                "[N|all]",
                "take a patch back",
                argument -> show(loop.place().revert(argument)));
        put(
                "/commit",
                "[N]",
                "write a patch into its source file",
                argument -> show(loop.place().commit(argument)));
        put("/exit", "[CODE]", "leave the prompt", this::exit);
        put("/help", "", "this list", argument -> help());
    }

    private void put(String name, String synopsis, String description, Action action) {
        all.put(name, new Command(synopsis, description, action));
    }

    /** Whether a text is a command; a comment begins with a slash, too. */
    static boolean isCommand(String text) {
        String line = text.stripLeading();
        return line.startsWith("/") && !line.startsWith("//") && !line.startsWith("/*");
    }

    /** Returns the source that a command has, which may take several lines; else an empty text. */
    static String sourceIn(String command) {
        String[] words = command.strip().split("\\s+", 3);
        return words.length == 3 && words[0].equals(PATCH) ? words[2] : "";
    }

    /** Returns their names. */
    public static List<String> names() {
        return List.copyOf(new Commands(null).all.keySet());
    }

    void run(String line) throws JuriggedException {
        String[] words = line.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        List<String> named = all.containsKey(words[0])
                ? List.of(words[0])
                : all.keySet().stream()
                        .filter(name -> name.startsWith(words[0]))
                        .toList();
        if (words[0].matches("/(!|-?\\d+)")) {
            again(words[0].substring(1));
        } else if (named.size() == 1) {
            try {
                all.get(named.get(0)).action().run(argument);
            } catch (JuriggedException e) {
                loop.say(e.getMessage());
            }
        } else if (named.isEmpty()) {
            loop.say("There is no command " + words[0] + "; /help lists them.");
        } else {
            loop.say(words[0] + " could be " + String.join(", ", named) + ".");
        }
    }

    /** Evaluates a snippet once more: {@code !} the last, {@code -2} the one before, {@code 3} by its id. */
    private void again(String which) throws JuriggedException {
        List<Snippet> typed = loop.repl().snippets();
        String id = which.equals("!") ? "-1" : which;
        int back = id.startsWith("-") ? typed.size() - Integer.parseInt(id.substring(1)) : -1;
        Snippet chosen = id.startsWith("-")
                ? back >= 0 && back < typed.size() ? typed.get(back) : null
                : typed.stream().filter(s -> s.id().equals(id)).findFirst().orElse(null);
        if (chosen == null) {
            loop.say("There is no such snippet: /" + which + ".");
            return;
        }
        show(List.of(chosen.source()));
        loop.evaluate(chosen.source());
    }

    private void list(String argument) throws JuriggedException {
        List<String> lines = new ArrayList<>();
        for (Snippet snippet : chosen(argument)) {
            String[] source = snippet.source().strip().split("\n");
            lines.add(String.format("%4s : %s", snippet.id(), source[0]));
            for (int i = 1; i < source.length; i++) {
                lines.add("       " + source[i]);
            }
        }
        show(lines);
    }

    /** Returns the snippets that an argument of {@code /list}, {@code /drop} or {@code /edit} means. */
    private List<Snippet> chosen(String argument) throws JuriggedException {
        return switch (argument) {
            case "-all" -> loop.repl().shell().snippets().toList();
            case "-start" -> loop.repl().startingSnippets();
            default -> loop.repl().snippets(argument);
        };
    }

    private <S extends Snippet> void show(Stream<S> snippets, Function<S, String> line) throws JuriggedException {
        List<String> lines = new ArrayList<>();
        snippets.filter(snippet -> loop.isActive(snippet)).forEach(snippet -> lines.add("|    " + line.apply(snippet)));
        show(lines);
    }

    private void vars(String argument) throws JuriggedException {
        Stream<VarSnippet> variables = loop.repl().shell().variables();
        show(variables, variable -> variable.typeName() + " " + variable.name() + " = " + loop.valueOf(variable));
    }

    private void methods(String argument) throws JuriggedException {
        Stream<MethodSnippet> methods = loop.repl().shell().methods();
        show(methods, method -> returned(method) + " " + Feedback.signature(method));
    }

    private static String returned(MethodSnippet method) {
        return method.signature().replaceFirst("^\\(.*\\)", "");
    }

    private void types(String argument) throws JuriggedException {
        Stream<TypeDeclSnippet> types = loop.repl().shell().types();
        show(types, type -> Feedback.kind(type) + " " + type.name());
    }

    private void imports(String argument) throws JuriggedException {
        Stream<ImportSnippet> imports = loop.repl().shell().imports();
        show(imports, snippet -> "import " + (snippet.isStatic() ? "static " : "") + snippet.fullname());
    }

    private void drop(String argument) throws JuriggedException {
        List<Snippet> dropped = argument.isEmpty() ? List.of() : chosen(argument);
        if (dropped.isEmpty()) {
            loop.say("/drop wants the name or the id of a snippet; /list shows them.");
        }
        for (Snippet snippet : dropped) {
            loop.repl().shell().drop(snippet);
            loop.say("dropped " + snippet.source().strip().lines().findFirst().orElse(""));
        }
    }

    private void history() {
        show(loop.input().history());
    }

    private void reset() throws JuriggedException {
        loop.say("All snippets are forgotten.");
        loop.reset();
    }

    private void frames(String filter) throws JuriggedException {
        show(loop.place().frames(filter));
    }

    private void patch(String argument) throws JuriggedException {
        String[] words = argument.split("\\s+", 2);
        if (words[0].isEmpty() || words.length < 2) {
            loop.say("/patch wants a definition and its new source: /patch Foo#bar { return 2; }");
            return;
        }
        show(loop.place().patch(words[0], words[1]));
    }

    private void exit(String code) {
        try {
            loop.end(code.isEmpty() ? 0 : Integer.parseInt(code));
        } catch (NumberFormatException e) {
            loop.say("/exit wants a number as the exit code, not '" + code + "'.");
        }
    }

    private void help() {
        List<String> lines = new ArrayList<>();
        lines.add("|  Type an expression, statement, declaration or import; Tab completes.");
        all.forEach((name, command) ->
                lines.add(String.format("|  %-28s %s", name + " " + command.synopsis(), command.description())));
        lines.add(String.format("|  %-28s %s", "/! /-N /ID", "evaluate the last, an earlier or a certain one again"));
        show(lines);
    }

    private void show(List<String> lines) {
        loop.input().show(lines);
    }
}
