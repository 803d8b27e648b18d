package org.jurigged.cli.repl;

import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor where a snippet ends, and which word a completion replaces. */
final class SnippetParser implements Parser {
    private final Supplier<Completions> shell;

    SnippetParser(Supplier<Completions> shell) {
        this.shell = shell;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean isCommand = Commands.isCommand(line);
        boolean ends = context == ParseContext.ACCEPT_LINE;
        boolean hasSource = isCommand ? !Commands.sourceIn(line).isEmpty() : !line.isBlank();
        if (ends && hasSource && shell.get().goesOn(line)) {
            throw new EOFError(-1, -1, "the snippet goes on");
        }
        int start = isCommand && line.lastIndexOf(' ', cursor - 1) < 0 ? 0 : Completions.nameStart(line, cursor);
        return new Word(line, cursor, start);
    }

    /** The line, of which one word counts. */
    private record Word(String line, int cursor, int start) implements CompletingParsedLine {
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }

        @Override
        public String word() {
            return line.substring(start, cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - start;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }
    }
}
