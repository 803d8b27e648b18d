package org.jurigged.controller.repl;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.spi.ExecutionControl;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.SnippetOutcome;
import org.jurigged.controller.target.SnippetOutcome.Problem;
import org.jurigged.controller.target.Snippets;
import org.jurigged.controller.target.TargetException;

/**
 * JShell's way into a program: loads the classes of its snippets there and calls them.
 *
 */
public final class SnippetControl implements ExecutionControl {
    private final JdiTarget target;
    private final Snippets snippets;
    private final Fitting fitting;
    private final Optional<LoadedClass> host;
    private final SnippetNames names;
    private final SnippetClasses classes;
    private final Set<String> known;

    /** {@code host} is a class of the loader that snippets go into; empty for one of their own. */
    private SnippetControl(
            JdiTarget target,
            ReplTarget about,
            Fitting fitting,
            Optional<LoadedClass> host,
            Optional<Consumer<byte[]>> output)
            throws JuriggedException {
        this.target = target;
        this.fitting = fitting;
        this.host = host;
        this.names = new SnippetNames(about.in());
        this.classes = new SnippetClasses(names, output.isPresent());
        this.known = about.classPath().stream().map(Path::toString).collect(Collectors.toUnmodifiableSet());
        this.snippets = target.snippets(host, output.orElse(printed -> {}));
    }

    /**
     * Opens one.
     *
     * @param fitting what to do with classes before they are loaded
     * @param output gets what snippets print themselves; empty to leave it to the program's own output
     */
    public static SnippetControl open(
            JdiTarget target, ReplTarget about, Fitting fitting, Optional<Consumer<byte[]>> output)
            throws JuriggedException {
        Optional<LoadedClass> host = about.in().isPresent()
                ? Optional.of(hostOf(target, about, about.in().get()))
                : Optional.empty();
        return new SnippetControl(target, about, fitting, host, output);
    }

    /** Returns a loaded class of a package; the loader that has most of it is meant. */
    private static LoadedClass hostOf(JdiTarget target, ReplTarget about, String in) throws JuriggedException {
        Optional<LoadedClass> loaded = hostOf(target, in);
        if (loaded.isEmpty()) {
            try (Snippets first = target.snippets(Optional.empty(), printed -> {})) {
                for (String name : new PackageClasses(about.classPath()).of(in)) {
                    first.find(name);
                }
            }
            loaded = hostOf(target, in);
        }
        return loaded.orElseThrow(() -> new JuriggedException(
                "The program has no class of " + (in.isEmpty() ? "the unnamed package" : "package " + in) + "."));
    }

    private static Optional<LoadedClass> hostOf(JdiTarget target, String in) throws JuriggedException {
        Map<Long, List<LoadedClass>> byLoader =
                target
                        .classes(name -> name.substring(0, Math.max(0, name.lastIndexOf('.')))
                                .equals(in))
                        .stream()
                        .filter(loaded -> loaded.loader() != 0)
                        .collect(Collectors.groupingBy(LoadedClass::loader));
        return byLoader.values().stream()
                .max(Comparator.comparingInt(List::size))
                .map(copies -> copies.get(0));
    }

    private Map<String, byte[]> forProgram(ClassBytecodes[] compiled) throws JuriggedException {
        Map<String, byte[]> fitted = new LinkedHashMap<>();
        for (ClassBytecodes file : compiled) {
            fitted.put(names.binaryInProgram(file.name()), classes.forProgram(file.bytecodes()));
        }
        return fitting.fit(fitted);
    }

    @Override
    public void load(ClassBytecodes[] compiled) throws ClassInstallException, EngineTerminationException {
        try {
            Map<String, byte[]> files = forProgram(compiled);
            if (host.isPresent()) {
                target.define(host.get(), files);
            } else if (snippets.load(files) instanceof SnippetOutcome.Failed failed) {
                throw new ClassInstallException(failed.reason(), new boolean[compiled.length]);
            }
        } catch (TargetException.Thrown e) {
            throw new ClassInstallException(e.getMessage(), new boolean[compiled.length]);
        } catch (JuriggedException e) {
            throw gone(e);
        }
    }

    @Override
    public void redefine(ClassBytecodes[] compiled) throws ClassInstallException, EngineTerminationException {
        try {
            snippets.redefine(forProgram(compiled));
        } catch (JuriggedException e) {
            if (!target.alive()) {
                throw gone(e);
            }
            throw new ClassInstallException(e.getMessage(), new boolean[compiled.length]);
        }
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        try {
            return value(snippets.invoke(names.binaryInProgram(className), methodName));
        } catch (JuriggedException e) {
            throw gone(e);
        }
    }

    @Override
    public String varValue(String className, String varName)
            throws RunException, EngineTerminationException, InternalException {
        try {
            return value(snippets.value(names.binaryInProgram(className), varName));
        } catch (JuriggedException e) {
            throw gone(e);
        }
    }

    private String value(SnippetOutcome outcome) throws RunException, InternalException {
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
                    snippets.addToClassPath(Path.of(entry).toUri().toString());
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
            snippets.stop();
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
        snippets.close();
    }
}
