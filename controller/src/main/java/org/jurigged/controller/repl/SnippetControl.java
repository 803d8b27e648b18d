package org.jurigged.controller.repl;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.spi.ExecutionControl;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.guest.Words;
import org.jurigged.controller.guest.Work;
import org.jurigged.controller.target.SnippetOutcome;
import org.jurigged.controller.target.SnippetOutcome.Problem;

/**
 * JShell's way into a program: loads the classes of its snippets there and calls them.
 *
 */
public final class SnippetControl implements ExecutionControl {
    private final SnippetRunner runner;
    private final SnippetNames names;
    private final SnippetClasses classes;
    private final PrivateMembers privates;
    private final Set<String> known;
    private final SnippetUses uses;
    private volatile String problem;
    private boolean hasConsole;
    private boolean keepsClasses;
    private String kept;
    private Place asked;
    private boolean isPlaceAsked;

    /** Where the value of a variable is. */
    private record Place(String className, String field) {}

    /** @param captures whether what snippets print themselves goes to the runner and not to the program's own output */
    public SnippetControl(SnippetRunner runner, ReplTarget about, boolean captures) {
        this.runner = runner;
        this.names = new SnippetNames(about.in());
        this.privates = new PrivateMembers(about.feature());
        this.classes = new SnippetClasses(names, captures, privates);
        this.uses = new SnippetUses(new ClassViews(about.classPath()));
        this.known = about.classPath().stream().map(Path::toString).collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, byte[]> forProgram(ClassBytecodes[] compiled) {
        Map<String, byte[]> fitted = new LinkedHashMap<>();
        for (ClassBytecodes file : compiled) {
            uses.compiled(file.name(), file.bytecodes());
            fitted.put(names.binaryInProgram(file.name()), classes.forProgram(file.bytecodes()));
        }
        return fitted;
    }

    @Override
    public void load(ClassBytecodes[] compiled) throws ClassInstallException, EngineTerminationException {
        try {
            SnippetOutcome outcome = SnippetOutcome.read(loaded(forProgram(compiled)));
            if (outcome instanceof SnippetOutcome.Failed failed) {
                problem = failed.reason();
                throw new ClassInstallException(failed.reason(), new boolean[compiled.length]);
            }
        } catch (JuriggedException e) {
            throw gone(e);
        }
    }

    /** Loads classes, and with the first ones what they print to. */
    private String loaded(Map<String, byte[]> files) throws JuriggedException {
        Map<String, byte[]> console = hasConsole ? Map.of() : classes.console();
        Map<String, byte[]> all = new LinkedHashMap<>(console);
        all.putAll(files);
        String answer = runner.load(all);
        if (!hasConsole && SnippetOutcome.read(answer) instanceof SnippetOutcome.Value) {
            hasConsole = true;
            if (!console.isEmpty()) {
                return runner.console(console.keySet().iterator().next());
            }
        }
        return answer;
    }

    /** Returns why the last classes could not be loaded, which JShell doesn't tell; and forgets it. */
    Optional<String> takeProblem() {
        Optional<String> last = Optional.ofNullable(problem);
        problem = null;
        return last;
    }

    @Override
    public void redefine(ClassBytecodes[] compiled) throws ClassInstallException, EngineTerminationException {
        try {
            SnippetOutcome outcome = SnippetOutcome.read(runner.redefine(forProgram(compiled)));
            if (outcome instanceof SnippetOutcome.Failed failed) {
                if (keepsClasses) {
                    kept = failed.reason();
                    return;
                }
                throw new ClassInstallException(failed.reason(), new boolean[compiled.length]);
            }
        } catch (JuriggedException e) {
            throw gone(e);
        }
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        try {
            return value(runner.invoke(names.binaryInProgram(className), methodName));
        } catch (JuriggedException e) {
            throw gone(e);
        }
    }

    @Override
    public String varValue(String className, String varName)
            throws RunException, EngineTerminationException, InternalException {
        if (isPlaceAsked) {
            asked = new Place(names.binaryInProgram(className), varName);
            return "";
        }
        try {
            return value(runner.value(names.binaryInProgram(className), varName));
        } catch (JuriggedException e) {
            throw gone(e);
        }
    }

    /** The answer of what asks nothing. */
    static final String NOTHING = Words.of(List.of(Work.DONE, ""));

    /** What to do with the place of a variable. */
    interface Use {
        String on(String className, String field) throws JuriggedException;
    }

    /**
     * Does something with a variable's place, which JShell tells nobody but who reads its value.
     *
     * @param reading has JShell read the variable
     * @return the lines of the answer
     */
    List<String> at(Runnable reading, Use use) throws JuriggedException {
        isPlaceAsked = true;
        try {
            reading.run();
        } finally {
            isPlaceAsked = false;
        }
        return lines(use.on(asked.className(), asked.field()));
    }

    /**
     * Has classes compiled anew that have the same source as before. One that can't be redefined stays as it is: JShell would
     * put another one in its place, and forget the variables that have its objects.
     *
     * @return why one stays
     */
    Optional<String> renewClasses(Runnable evaluation) {
        keepsClasses = true;
        kept = null;
        try {
            evaluation.run();
        } finally {
            keepsClasses = false;
        }
        return Optional.ofNullable(kept);
    }

    /** Returns what snippets were compiled against. */
    SnippetUses uses() {
        return uses;
    }

    /** Returns which private members snippets may use. */
    PrivateMembers privates() {
        return privates;
    }

    SnippetRunner runner() {
        return runner;
    }

    /** Returns the lines of an answer; throws why there is none. */
    List<String> lines(String answer) throws JuriggedException {
        SnippetOutcome outcome = SnippetOutcome.read(answer);
        if (outcome instanceof SnippetOutcome.Value value) {
            return names.forPeople(value.text()).lines().toList();
        }
        throw new JuriggedException(
                outcome instanceof SnippetOutcome.Failed failed ? failed.reason() : "It was stopped.");
    }

    private String value(String answer) throws RunException, InternalException {
        SnippetOutcome outcome = SnippetOutcome.read(answer);
        if (outcome instanceof SnippetOutcome.Value value) {
            return names.forJShell(value.text());
        }
        if (outcome instanceof SnippetOutcome.Unresolved unresolved) {
            throw new ResolutionException(unresolved.id(), named(unresolved.frames()));
        }
        if (outcome instanceof SnippetOutcome.Thrown thrown) {
            UserException cause = null;
            for (int i = thrown.chain().size() - 1; i >= 0; i--) {
                Problem problem = thrown.chain().get(i);
                UserException exception = new UserException(
                        names.forJShell(problem.message()),
                        names.forJShell(problem.className()),
                        named(problem.frames()));
                exception.initCause(cause);
                cause = exception;
            }
            throw cause;
        }
        if (outcome instanceof SnippetOutcome.Failed failed) {
            throw new InternalException(failed.reason());
        }
        throw new StoppedException();
    }

    private StackTraceElement[] named(StackTraceElement[] frames) {
        StackTraceElement[] named = frames.clone();
        for (int i = 0; i < named.length; i++) {
            StackTraceElement frame = frames[i];
            named[i] = new StackTraceElement(
                    null,
                    frame.getModuleName(),
                    frame.getModuleVersion(),
                    names.forJShell(frame.getClassName()),
                    frame.getMethodName(),
                    frame.getFileName(),
                    frame.getLineNumber());
        }
        return named;
    }

    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        if (known.contains(path)) {
            return;
        }
        try {
            for (String entry : path.split(java.io.File.pathSeparator)) {
                if (!known.contains(entry)) {
                    runner.addToClassPath(Path.of(entry).toUri().toString());
                }
            }
        } catch (JuriggedException e) {
            throw gone(e);
        }
    }

    @Override
    public Object extensionCommand(String command, Object argument)
            throws RunException, EngineTerminationException, InternalException {
        throw new NotImplementedException("command " + command);
    }

    @Override
    public void stop() throws EngineTerminationException, InternalException {
        try {
            runner.stop();
        } catch (JuriggedException e) {
            throw gone(e);
        }
    }

    private static EngineTerminationException gone(JuriggedException e) {
        EngineTerminationException gone = new EngineTerminationException(e.getMessage());
        gone.initCause(e);
        return gone;
    }

    @Override
    public void close() {
        runner.close();
    }
}
