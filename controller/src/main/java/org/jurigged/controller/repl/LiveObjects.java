package org.jurigged.controller.repl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.jurigged.controller.JuriggedException;

/** Looks for live objects of the program, and gives variables to the first ones. */
final class LiveObjects {
    private final Repl repl;
    private final SnippetControl control;

    LiveObjects(Repl repl, SnippetControl control) {
        this.repl = repl;
        this.control = control;
    }

    Repl.Instances find(String typeName, int most) throws JuriggedException {
        List<String> found = control.lines(control.runner().instances(typeName, most));
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 1; i < found.size(); i += 2) {
            counts.put(found.get(i), Long.parseLong(found.get(i + 1)));
        }
        List<VarSnippet> bound = new ArrayList<>();
        try {
            for (int i = 0; i < Integer.parseInt(found.get(0)); i++) {
                int number = i;
                VarSnippet variable =
                        declare(counts.size() == 1 ? counts.keySet().iterator().next() : typeName);
                control.at(
                        () -> repl.shell().varValue(variable),
                        (type, field) -> control.runner().bind(number, type, field));
                bound.add(variable);
            }
        } finally {
            control.runner().bind(-1, "", "");
        }
        return new Repl.Instances(counts, bound);
    }

    /** Declares a variable for an object of a class; for one that can't be named here, of type {@code Object}. */
    private VarSnippet declare(String className) throws JuriggedException {
        String type = className.replace('$', '.');
        String simple = type.substring(type.lastIndexOf('.') + 1);
        String base = Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
        int number = 1;
        while (!repl.snippets(base + number).isEmpty()) {
            number++;
        }
        for (String named : List.of(type, "Object")) {
            Snippet declared = repl.shell()
                    .eval(named + " " + base + number + " = null;")
                    .get(0)
                    .snippet();
            if (declared instanceof VarSnippet variable && repl.shell().status(variable) == Snippet.Status.VALID) {
                return variable;
            }
            repl.shell().drop(declared);
        }
        throw new JuriggedException("No variable for a " + className + " can be declared.");
    }
}
