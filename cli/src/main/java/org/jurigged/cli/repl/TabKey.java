package org.jurigged.cli.repl;

import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;

/** Completes; where there is nothing to complete, shows signatures, and pressed once more the documentation. */
final class TabKey {
    private final LineReaderImpl reader;
    private final Supplier<Completions> shell;
    private String shown = "";

    TabKey(LineReaderImpl reader, Supplier<Completions> shell) {
        this.reader = reader;
        this.shell = shell;
    }

    boolean press() {
        Buffer buffer = reader.getBuffer();
        String text = buffer.toString();
        int cursor = buffer.cursor();
        if (text.stripLeading().startsWith("/") || text.isBlank() || !isDone(text, cursor)) {
            reader.callWidget(LineReader.EXPAND_OR_COMPLETE);
            return true;
        }
        boolean again = shown.equals(text + cursor);
        shown = text + cursor;
        List<String> lines = shell.get().documentation(text, cursor, again);
        if (!lines.isEmpty()) {
            reader.printAbove(String.join("\n", lines));
        }
        return true;
    }

    /** Whether the name at the cursor can't go on, or a call's arguments begin there. */
    private boolean isDone(String text, int cursor) {
        String before = text.substring(0, cursor);
        if (before.endsWith("(") || before.endsWith(",") || before.endsWith(", ")) {
            return true;
        }
        String name = before.substring(Completions.nameStart(text, cursor));
        List<String> names = shell.get().names(text, cursor);
        return names.isEmpty() || names.stream().allMatch(found -> found.equals(name) || found.equals(name + "("));
    }
}
