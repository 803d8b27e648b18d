package org.jurigged.controller.repl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.SourceVersion;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.HeldPlace;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.util.TraceSignatureVisitor;

/**
 * The variables of the frame in which a thread is held, as variables of JShell's.
 *
 * <p>Before a snippet they get what the frame has, and what it assigns to them goes back after it. The thread may be held
 * elsewhere by then, or go on.
 */
final class FrameScope {
    /** The variable that stands for {@code this}, which no snippet can declare. */
    static final String THIS = "this_";

    private static final String UNKNOWN = "compiler.err.cant.resolve";

    private final String thread;
    private final JShell shell;
    private final SnippetControl control;
    private final Consumer<String> news;
    private final Map<String, VarSnippet> bound = new LinkedHashMap<>();
    private HeldPlace place;
    private boolean isHeld;
    private String told = "";

    /** @param news is told sentences for a person */
    FrameScope(String thread, JShell shell, SnippetControl control, Consumer<String> news) {
        this.thread = thread;
        this.shell = shell;
        this.control = control;
        this.news = news;
    }

    /** Looks where the thread is, and gives the variables the values that they have there. */
    void before() {
        try {
            HeldPlace now = HeldPlace.from(control.lines(control.runner().look(thread)));
            if (place == null || !place.key().equals(now.key())) {
                place = now;
                control.privates().open(now.className());
                tellPlace();
                declare();
            }
            isHeld = true;
            List<String> places = places();
            if (!places.isEmpty()) {
                control.lines(control.runner().fetch(places));
            }
        } catch (JuriggedException e) {
            isHeld = false;
            place = null;
            tellOnce(e.getMessage() + (bound.isEmpty() ? "" : " What is known of its variables is what they were."));
        }
    }

    /** Begins: where the variables can't be had, there is nothing to begin. */
    void begin() throws JuriggedException {
        HeldPlace.from(control.lines(control.runner().look(thread)));
        before();
    }

    private void tellPlace() {
        String names = String.join(
                ", ", place.variables().stream().map(HeldPlace.Variable::name).toList());
        news.accept(
                "Thread \"" + thread + "\" is held in " + place.text() + (names.isEmpty() ? "." : ": " + names + "."));
        if (!place.obstacle().isEmpty()) {
            news.accept("Its local variables can't be had: " + place.obstacle() + ".");
        }
        told = "";
    }

    private void tellOnce(String sentence) {
        if (!sentence.equals(told)) {
            news.accept(sentence);
            told = sentence;
        }
    }

    private void declare() {
        bound.values().stream().filter(this::isOurs).forEach(shell::drop);
        bound.clear();
        for (HeldPlace.Variable variable : place.variables()) {
            String name = name(variable);
            if (!isIdentifier(name)) {
                news.accept(name + " can't be had: its name can't be written in Java.");
            } else {
                declare(variable, name);
            }
        }
    }

    private static boolean isIdentifier(String name) {
        return SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name);
    }

    private static String name(HeldPlace.Variable variable) {
        return variable.name().equals(HeldPlace.THIS) ? THIS : variable.name();
    }

    private void declare(HeldPlace.Variable variable, String name) {
        String erased = Type.getType(variable.descriptor()).getClassName().replace('$', '.');
        Set<String> types = new LinkedHashSet<>(List.of(withArguments(variable.signature()), erased, "Object"));
        for (String type : types) {
            Snippet declared = shell.eval(type + " " + name + ";").get(0).snippet();
            if (declared instanceof VarSnippet known && shell.status(known) == Status.VALID) {
                bound.put(variable.name(), known);
                if (type.equals("Object") && !erased.equals("java.lang.Object")) {
                    news.accept(variable.name() + " is an Object here: its type " + erased
                            + " can't be named by code of another place.");
                }
                return;
            }
        }
        news.accept(variable.name() + " can't be had: no variable of that name can be declared.");
    }

    /** Returns a type as it is written in Java, as far as it can be. */
    private static String withArguments(String signature) {
        TraceSignatureVisitor visitor = new TraceSignatureVisitor(0);
        new SignatureReader(signature).acceptType(visitor);
        return visitor.getDeclaration().replace('$', '.');
    }

    /** Whether a variable is still the one that we declared. */
    private boolean isOurs(VarSnippet variable) {
        return shell.status(variable) == Status.VALID;
    }

    /** Returns of each variable its name, and the class and the name of the field that stands for it. */
    private List<String> places() throws JuriggedException {
        List<String> places = new ArrayList<>();
        for (Map.Entry<String, VarSnippet> each : bound.entrySet()) {
            if (isOurs(each.getValue())) {
                places.add(each.getKey());
                control.at(() -> shell.varValue(each.getValue()), (type, field) -> {
                    places.addAll(List.of(type, field));
                    return SnippetControl.NOTHING;
                });
            }
        }
        return places;
    }

    /** Gives the frame what was assigned. */
    void after() {
        if (!isHeld) {
            return;
        }
        try {
            tellReplaced();
            List<String> places = places();
            if (!places.isEmpty()) {
                control.lines(control.runner().store(places)).forEach(news);
            }
        } catch (JuriggedException e) {
            tellOnce(e.getMessage() + " What was assigned to its variables has not come to them.");
        }
    }

    private void tellReplaced() {
        for (Map.Entry<String, VarSnippet> each : Map.copyOf(bound).entrySet()) {
            if (!isOurs(each.getValue())) {
                bound.remove(each.getKey());
                news.accept(each.getKey() + " is a variable of the prompt's own now: the frame's is as it was.");
            }
        }
    }

    /** Returns a snippet that doesn't compile with the names of the frame's object and class written out. */
    Optional<String> written(List<SnippetEvent> events) {
        return events.stream()
                .map(SnippetEvent::snippet)
                .filter(snippet -> place != null && shell.status(snippet) == Status.REJECTED)
                .findFirst()
                .map(this::written)
                .filter(text -> !text.equals(events.get(0).snippet().source()));
    }

    /** It is javac that says which names it doesn't know, so that those that a snippet declares itself are its own. */
    private String written(Snippet rejected) {
        boolean hasThis = bound.containsKey(HeldPlace.THIS);
        String lead = (hasThis ? THIS : place.className().replace('$', '.')) + ".";
        StringBuilder source = new StringBuilder(rejected.source());
        List<Diag> problems = shell.diagnostics(rejected)
                .sorted(Comparator.comparing(Diag::getStartPosition).reversed())
                .toList();
        for (Diag problem : problems) {
            int start = (int) problem.getStartPosition();
            int end = (int) problem.getEndPosition();
            String name =
                    start < 0 || end > source.length() ? "" : rejected.source().substring(start, end);
            if (hasThis && name.equals(HeldPlace.THIS)) {
                source.replace(start, end, THIS);
            } else if (problem.getCode().startsWith(UNKNOWN) && place.members().contains(name)) {
                source.insert(start, lead);
            }
        }
        return source.toString();
    }
}
