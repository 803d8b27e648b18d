package org.jurigged.cli.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;

/** What is said of an evaluated snippet: the lines of the JDK's own jshell in its normal mode. */
public final class Feedback {
    private static final int LONGEST_VALUE = 1000;
    private static final String LEAD = "|  ";

    private final JShell shell;

    /** For the snippets of one JShell. */
    public Feedback(JShell shell) {
        this.shell = shell;
    }

    /** Returns the lines about one evaluation; only what was typed is told, and not what changed with it. */
    public List<String> lines(List<SnippetEvent> events) {
        List<String> lines = new ArrayList<>();
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                add(event, lines);
            }
        }
        return lines;
    }

    /** Returns what is wrong with a snippet that wasn't evaluated, or the exception of one that was. */
    public List<String> problems(SnippetEvent event) {
        List<String> lines = new ArrayList<>();
        shell.diagnostics(event.snippet())
                .forEach(diag -> addDiagnostic(diag, event.snippet().source(), lines));
        if (event.exception() != null) {
            addException(event.exception(), "Exception ", lines);
        }
        return lines;
    }

    private void add(SnippetEvent event, List<String> lines) {
        Snippet snippet = event.snippet();
        if (event.status() == Status.REJECTED || snippet instanceof ErroneousSnippet) {
            lines.addAll(problems(event));
            return;
        }
        shell.diagnostics(snippet)
                .filter(diag -> !diag.isError() || !isRecoverable(event.status()))
                .forEach(diag -> addDiagnostic(diag, snippet.source(), lines));
        if (event.exception() != null) {
            addException(event.exception(), "Exception ", lines);
            return;
        }
        addDeclared(event, lines);
    }

    private void addDeclared(SnippetEvent event, List<String> lines) {
        Snippet snippet = event.snippet();
        if (snippet instanceof VarSnippet variable) {
            addVariable(event, variable, lines);
        } else if (snippet instanceof ExpressionSnippet expression) {
            addValue(expression.name(), event.value(), lines);
        } else if (snippet instanceof MethodSnippet method) {
            lines.add(LEAD + verb(event) + " method " + signature(method) + missing(event, "it cannot be invoked"));
        } else if (snippet instanceof TypeDeclSnippet type) {
            lines.add(LEAD + verb(event) + " " + kind(type) + " " + type.name()
                    + missing(event, "it cannot be instantiated or its methods invoked"));
        }
    }

    private void addVariable(SnippetEvent event, VarSnippet variable, List<String> lines) {
        if (isRecoverable(event.status())) {
            lines.add(LEAD + verb(event) + " variable " + variable.name() + missing(event, "it cannot be referenced"));
        } else {
            addValue(variable.name(), event.value() == null ? shell.varValue(variable) : event.value(), lines);
        }
    }

    private static void addValue(String name, String value, List<String> lines) {
        String shown = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE - 3) + "..." : value;
        List<String> parts = (name + " ==> " + shown).lines().toList();
        lines.addAll(parts);
    }

    private static boolean isRecoverable(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    private static String verb(SnippetEvent event) {
        if (!event.previousStatus().isDefined()) {
            return "created";
        }
        return event.isSignatureChange() ? "replaced" : "modified";
    }

    private String missing(SnippetEvent event, String what) {
        if (!isRecoverable(event.status()) || !(event.snippet() instanceof DeclarationSnippet declared)) {
            return "";
        }
        List<String> needs =
                new ArrayList<>(shell.unresolvedDependencies(declared).toList());
        String reason = needs.isEmpty()
                ? "until its errors are mended"
                : "until " + String.join(", and ", needs) + " is declared";
        return ", however, " + what + " " + reason;
    }

    /** Returns a method as it is listed. */
    static String signature(MethodSnippet method) {
        return method.name() + "(" + method.parameterTypes() + ")";
    }

    /** Returns the word for a type's kind. */
    static String kind(TypeDeclSnippet type) {
        return switch (type.subKind()) {
            case INTERFACE_SUBKIND -> "interface";
            case ENUM_SUBKIND -> "enum";
            case ANNOTATION_TYPE_SUBKIND -> "annotation interface";
            case RECORD_SUBKIND -> "record";
            default -> "class";
        };
    }

    private static void addDiagnostic(Diag diag, String source, List<String> lines) {
        lines.add(LEAD + (diag.isError() ? "Error:" : "Warning:"));
        diag.getMessage(Locale.ROOT)
                .lines()
                .filter(line -> !line.strip().startsWith("location:"))
                .forEach(line -> lines.add(LEAD + line));
        int start = (int) Math.max(0, Math.min(diag.getStartPosition(), source.length()));
        int end = (int) Math.max(start, Math.min(diag.getEndPosition(), source.length()));
        int lineStart = source.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
        int lineEnd = source.indexOf('\n', start) < 0 ? source.length() : source.indexOf('\n', start);
        lines.add(LEAD + source.substring(Math.min(lineStart, lineEnd), lineEnd));
        lines.add(LEAD + " ".repeat(Math.max(0, start - lineStart)) + mark(start, end, lineEnd));
    }

    /** Underlines a range; one that goes on in the next line has dots for an end. */
    private static String mark(int start, int end, int lineEnd) {
        boolean goesOn = end > lineEnd;
        int length = (goesOn ? lineEnd : end) - start;
        if (length <= 1) {
            return "^";
        }
        return "^" + "-".repeat(length - 2) + (goesOn ? "-..." : "^");
    }

    private void addException(JShellException exception, String lead, List<String> lines) {
        if (exception instanceof UnresolvedReferenceException unresolved) {
            DeclarationSnippet snippet = unresolved.getSnippet();
            String name = snippet instanceof MethodSnippet method ? "method " + signature(method) : snippet.toString();
            String needs = shell.unresolvedDependencies(snippet).collect(Collectors.joining(", and "));
            lines.add(LEAD + "attempted to call " + name + " which cannot be invoked until "
                    + (needs.isEmpty() ? "its errors are mended" : needs + " is declared"));
        } else if (exception instanceof EvalException thrown) {
            String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
            lines.add(LEAD + lead + thrown.getExceptionClassName() + message);
        } else {
            lines.add(LEAD + lead + exception.getMessage());
        }
        for (StackTraceElement frame : exception.getStackTrace()) {
            lines.add(LEAD + "      at " + place(frame));
        }
        if (exception.getCause() instanceof JShellException cause && cause != exception) {
            addException(cause, "Caused by: ", lines);
        }
    }

    /** A frame of a snippet is known by the snippet's number and line. */
    private static String place(StackTraceElement frame) {
        String file = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
        String line = frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "";
        String method = frame.getMethodName() == null || frame.getMethodName().isEmpty()
                ? ""
                : frame.getClassName() == null || frame.getClassName().isEmpty()
                        ? frame.getMethodName() + " "
                        : frame.getClassName() + "." + frame.getMethodName() + " ";
        return method + "(" + file + line + ")";
    }
}
