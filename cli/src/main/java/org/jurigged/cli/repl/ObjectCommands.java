package org.jurigged.cli.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Repl;

/** Commands about the program's objects: {@code /inspect}, {@code /instances}. */
final class ObjectCommands {
    private static final int DEPTH = 3;
    private static final int BOUND = 5;
    private static final Pattern WITH_DEPTH = Pattern.compile("-(\\d{1,2})\\s+(.*)", Pattern.DOTALL);

    private final PromptLoop loop;

    ObjectCommands(PromptLoop loop) {
        this.loop = loop;
    }

    void inspect(String argument) throws JuriggedException {
        Matcher form = WITH_DEPTH.matcher(argument);
        boolean hasDepth = form.matches();
        String expression = hasDepth ? form.group(2) : argument;
        if (expression.isEmpty()) {
            throw new JuriggedException("/inspect wants a variable or an expression.");
        }
        Optional<VarSnippet> variable = variable(expression);
        if (variable.isPresent()) {
            int depth = hasDepth ? Integer.parseInt(form.group(1)) : DEPTH;
            show(loop.repl().inspect(variable.get(), depth));
        }
    }

    /** Returns the variable of that name, or the one that an expression's value is given to; empty if it has none. */
    private Optional<VarSnippet> variable(String expression) throws JuriggedException {
        String name = expression.equals("this") ? Repl.THIS : expression;
        Optional<VarSnippet> named = loop.repl()
                .shell()
                .variables()
                .filter(variable -> variable.name().equals(name) && loop.isActive(variable))
                .findFirst();
        if (named.isPresent()) {
            return named;
        }
        for (SnippetEvent event : loop.evaluate(expression)) {
            boolean isValue = event.status() == Snippet.Status.VALID && event.exception() == null;
            if (event.causeSnippet() == null && isValue && event.snippet() instanceof VarSnippet variable) {
                return Optional.of(variable);
            }
        }
        return Optional.empty();
    }

    void instances(String className) throws JuriggedException {
        if (className.isEmpty()) {
            throw new JuriggedException("/instances wants the name of a class.");
        }
        Repl.Instances found = loop.repl().instances(className, BOUND);
        List<String> lines = new ArrayList<>();
        found.counts().forEach((name, count) -> lines.add(count + " of " + name));
        show(lines.isEmpty() ? List.of("There is no live object of " + className + ".") : lines);
        for (VarSnippet variable : found.bound()) {
            loop.input().show(List.of(variable.name() + " ==> " + loop.valueOf(variable)));
        }
    }

    private void show(List<String> lines) {
        loop.input().show(lines.stream().map(line -> "|  " + line).toList());
    }
}
