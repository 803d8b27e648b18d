package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;

/** Gathers javac's errors; drops warnings and notes. */
final class ProblemCollector implements DiagnosticListener<JavaFileObject> {
    private final List<Problem> problems = new ArrayList<>();

    @Override
    public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
        if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
            problems.add(problem(diagnostic));
        }
    }

    List<Problem> problems() {
        return problems;
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic.getMessage(null);
        JavaFileObject file = diagnostic.getSource();
        Path path = path(file);
        if (path == null || diagnostic.getPosition() == Diagnostic.NOPOS) {
            return Problem.of(path, message);
        }
        try {
            CharSequence text = file.getCharContent(true);
            return Problem.at(path, text, (int) Math.min(diagnostic.getPosition(), text.length()), message);
        } catch (IOException e) {
            return Problem.of(path, message);
        }
    }

    /** The file to show: the source, or the name that a generated source would have; null for a class file. */
    private static Path path(JavaFileObject file) {
        if (file instanceof SourceFile source) {
            return source.path();
        }
        boolean generated = file instanceof MemoryFile && file.getKind() == JavaFileObject.Kind.SOURCE;
        return generated ? Path.of(file.getName().substring(1)) : null;
    }
}
