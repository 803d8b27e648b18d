package org.jurigged.controller.repl;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jurigged.controller.JuriggedException;

/**
 * A JShell whose snippets run in a program.
 *
 * <p>To be used by one thread at a time, but for {@link #stop} and {@link #changed}.
 */
public final class Repl implements AutoCloseable {
    /** The variable that stands for {@code this} in the frame of a thread. */
    public static final String THIS = FrameScope.THIS;

    private static final List<String> IMPORTS = List.of(
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.file.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.prefs.*",
            "java.util.regex.*",
            "java.util.stream.*");

    private final ReplTarget target;
    private final SnippetControl control;
    private final JShell shell;
    private final String classPath;
    private final List<String> news = new ArrayList<>();
    private final Set<String> unseen = new HashSet<>();
    private Optional<FrameScope> frame = Optional.empty();
    private boolean ours;
    private volatile boolean changed;
    private volatile boolean over;
    private int started;
    private int typed;

    private Repl(ReplTarget target, SnippetControl control, JShell.Builder builder) {
        this.control = control;
        this.target = target;
        this.shell = builder.idGenerator((snippet, number) -> nextId()).build();
        shell.onShutdown(gone -> over = true);
        this.classPath =
                target.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Opens one, with the imports that JShell begins with.
     *
     * @param control runs the snippets; closed with this
     * @throws JuriggedException if the program's JVM is newer than this one
     */
    public static Repl open(ReplTarget target, SnippetControl control) throws JuriggedException {
        return open(target, control, Optional.empty());
    }

    /**
     * Opens one in the frame of a thread that is held, with its variables as those of snippets.
     *
     * @param thread its name; empty for none
     * @throws JuriggedException if the program's JVM is newer than this one, or there is no such thread
     */
    public static Repl open(ReplTarget target, SnippetControl control, Optional<String> thread)
            throws JuriggedException {
        if (target.feature() > Runtime.version().feature()) {
            throw new JuriggedException(target.label() + " runs on Java " + target.feature()
                    + ", which this Java " + Runtime.version().feature()
                    + " can't compile for: run jurigged on Java " + target.feature() + ".");
        }
        JShell.Builder builder = JShell.builder()
                .executionEngine(new Given(control), Map.of())
                .compilerOptions(options(target).toArray(new String[0]));
        target.in().ifPresent(in -> builder.fileManager(files -> new ProgramFiles(files, in, control.privates())));
        try {
            Repl repl = new Repl(target, control, builder);
            repl.begin();
            if (thread.isPresent()) {
                repl.in(thread.get());
            }
            return repl;
        } catch (IllegalStateException e) {
            throw new JuriggedException("JShell could not be started: " + e.getMessage() + ".", e);
        }
    }

    private String nextId() {
        return typed == 0 || ours ? "s" + ++started : Integer.toString(typed++);
    }

    private void begin() {
        if (!classPath.isEmpty()) {
            shell.addToClasspath(classPath);
        }
        IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
        target.in().filter(in -> !in.isEmpty()).ifPresent(in -> shell.eval("import " + in + ".*;"));
        typed = 1;
    }

    private void in(String thread) throws JuriggedException {
        FrameScope scope = new FrameScope(thread, shell, control, news::add);
        try {
            quietly(scope::begin);
        } catch (JuriggedException e) {
            close();
            throw e;
        }
        frame = Optional.of(scope);
    }

    private interface Step {
        void run() throws JuriggedException;
    }

    /** Does what evaluates snippets of ours, which are in no list. */
    private void quietly(Step step) throws JuriggedException {
        ours = true;
        try {
            step.run();
        } finally {
            ours = false;
        }
    }

    /** What a JVM of another Java release takes, against the API that it has. */
    private static List<String> options(ReplTarget target) {
        List<String> options = new ArrayList<>();
        String level = Integer.toString(target.feature());
        if (target.feature() != Runtime.version().feature()) {
            Optional<Path> image = target.javaHome().filter(home -> Files.exists(home.resolve("lib/modules")));
            if (image.isPresent()) {
                options.addAll(List.of(
                        "-source",
                        level,
                        "-target",
                        level,
                        "--system",
                        image.get().toString()));
            } else {
                options.addAll(List.of("--release", level));
            }
        } else if (target.preview()) {
            options.addAll(List.of("--enable-preview", "-source", level));
        }
        return options;
    }

    /** Hands JShell what is there already. */
    private record Given(ExecutionControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "jurigged";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }

    /** Returns JShell itself, for what only asks. */
    public JShell shell() {
        return shell;
    }

    /** Whether what the snippets run in is gone, or this is closed. */
    public boolean isOver() {
        return over;
    }

    /** What the snippets run in. */
    public ReplTarget target() {
        return target;
    }

    /** Returns the snippets that were evaluated, in their order, without those that JShell begins with. */
    public List<Snippet> snippets() {
        return shell.snippets()
                .filter(snippet -> !snippet.id().startsWith("s") && !unseen.contains(snippet.id()))
                .toList();
    }

    /** Returns those of a name or an id; all active ones for an empty text. */
    public List<Snippet> snippets(String nameOrId) {
        return snippets().stream()
                .filter(snippet -> nameOrId.isEmpty() || snippet.id().equals(nameOrId) || isNamed(snippet, nameOrId))
                .filter(snippet -> !nameOrId.isEmpty() || shell.status(snippet).isActive())
                .toList();
    }

    private static boolean isNamed(Snippet snippet, String name) {
        return snippet instanceof DeclarationSnippet declared && declared.name().equals(name);
    }

    /** Returns the snippets that JShell begins with. */
    public List<Snippet> startingSnippets() {
        return shell.snippets().filter(snippet -> snippet.id().startsWith("s")).toList();
    }

    /** Evaluates one snippet, see {@link JShell#eval}, against the classes as they are now. */
    public List<SnippetEvent> eval(String source) {
        refresh();
        if (frame.isEmpty()) {
            return note(shell.eval(source));
        }
        return note(evalIn(frame.get(), source));
    }

    private List<SnippetEvent> evalIn(FrameScope scope, String source) {
        ours = true;
        try {
            scope.before();
        } finally {
            ours = false;
        }
        List<SnippetEvent> events = shell.eval(source);
        Optional<String> written = scope.written(events);
        while (written.isPresent()) {
            events.forEach(event -> unseen.add(event.snippet().id()));
            events = shell.eval(written.get());
            written = scope.written(events);
        }
        scope.after();
        return events;
    }

    private List<SnippetEvent> note(List<SnippetEvent> events) {
        events.stream()
                .map(SnippetEvent::snippet)
                .filter(snippet -> shell.status(snippet).isActive())
                .forEach(snippet -> control.uses().evaluated(shell, snippet));
        return events;
    }

    /** Compiles anew what was compiled against classes that look otherwise now. */
    private void renew() {
        control.uses().refresh();
        for (Snippet snippet : snippets("")) {
            Set<String> changed = control.uses().changed(shell, snippet);
            if (shell.status(snippet) == Snippet.Status.VALID && !changed.isEmpty()) {
                renew(snippet, String.join(", ", changed));
            }
        }
    }

    private void renew(Snippet snippet, String changed) {
        String name = ((DeclarationSnippet) snippet).name();
        if (snippet instanceof VarSnippet) {
            if (control.uses().hasLostMembers(shell, snippet)) {
                news.add(name + " was made before " + changed
                        + " changed: a lambda or class in it runs as it was compiled; /" + snippet.id()
                        + " makes it anew.");
            }
            control.uses().told(shell, snippet);
            return;
        }
        List<SnippetEvent> events = new ArrayList<>();
        Runnable evaluation = () -> events.addAll(note(shell.eval(snippet.source())));
        Optional<String> kept = Optional.empty();
        if (snippet instanceof TypeDeclSnippet) {
            kept = control.renewClasses(evaluation);
        } else {
            evaluation.run();
        }
        Snippet anew = events.get(0).snippet();
        if (kept.isPresent()) {
            news.add(name + " runs as it was compiled before " + changed + " changed: " + kept.get());
        } else if (shell.status(anew) != Snippet.Status.VALID) {
            news.add(name + " doesn't fit to " + changed + " any more" + problem(anew) + ". Declare it anew.");
            control.uses().told(shell, snippet);
        }
    }

    private String problem(Snippet snippet) {
        return shell.diagnostics(snippet)
                .findFirst()
                .map(diagnostic ->
                        ": " + diagnostic.getMessage(null).lines().findFirst().orElse(""))
                .orElse("");
    }

    /** Returns what snippets can't follow of the edits since; told once. */
    public List<String> news() {
        List<String> told = List.copyOf(news);
        news.clear();
        return told;
    }

    /** Returns the fields of what a variable has, as a tree of lines; references are followed for {@code depth} levels. */
    public List<String> inspect(VarSnippet variable, int depth) throws JuriggedException {
        return control.at(
                () -> shell.varValue(variable),
                (type, field) -> control.runner().inspect(type, field, variable.name(), depth));
    }

    /**
     * Live objects that were looked for.
     *
     * @param counts class names with the numbers of their objects, those without any left out
     * @param bound the variables that have the first ones
     */
    public record Instances(Map<String, Long> counts, List<VarSnippet> bound) {}

    /**
     * Looks for the live objects of a class and of those below it, and gives the first ones to new variables. The program
     * stands still meanwhile.
     *
     * @param typeName with or without its package
     */
    public Instances instances(String typeName, int most) throws JuriggedException {
        refresh();
        return new LiveObjects(this, control).find(typeName, most);
    }

    /** Returns why the classes of the last snippet could not be loaded, if so; told once. */
    public Optional<String> problem() {
        return control.takeProblem();
    }

    /** Has javac look at the program's classes anew, if they changed. */
    public void refresh() {
        if (changed) {
            changed = false;
            shell.addToClasspath(target.classPath().get(0).toString());
            renew();
        }
    }

    /** Notes that classes of the program have changed. */
    public void changed() {
        changed = !target.classPath().isEmpty();
    }

    /** Makes the snippet that runs end. */
    public void stop() {
        shell.stop();
    }

    @Override
    public void close() {
        shell.close();
    }
}
