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
    private final Set<String> known;
    private volatile String problem;
    private Place asked;
    private boolean isPlaceAsked;

    /** Where the value of a variable is. */
    private record Place(String className, String field) {}

    /** @param captures whether what snippets print themselves goes to the runner and not to the program's own output */
    public SnippetControl(SnippetRunner runner, ReplTarget about, boolean captures) {
        this.runner = runner;
        this.names = new SnippetNames(about.in());
        this.classes = new SnippetClasses(names, captures);
        this.known = about.classPath().stream().map(Path::toString).collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, byte[]> forProgram(ClassBytecodes[] compiled) {
        Map<String, byte[]> fitted = new LinkedHashMap<>();
        for (ClassBytecodes file : compiled) {
            fitted.put(names.binaryInProgram(file.name()), classes.forProgram(file.bytecodes()));
        }
        return fitted;
    }

    @Override
    public void load(ClassBytecodes[] compiled) throws ClassInstallException, EngineTerminationException {
        try {
            SnippetOutcome outcome = SnippetOutcome.read(runner.load(forProgram(compiled)));
            if (outcome instanceof SnippetOutcome.Failed failed) {
                problem = failed.reason();
                throw new ClassInstallException(failed.reason(), new boolean[compiled.length]);
            }
        } catch (JuriggedException e) {
            throw gone(e);
        }
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
