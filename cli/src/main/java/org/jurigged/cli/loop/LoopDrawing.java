package org.jurigged.cli.loop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;
import org.jurigged.cli.output.Lines;
import org.jurigged.cli.output.LoopPanes;
import org.jurigged.controller.Event;
import org.jurigged.controller.loop.LoopCommand;

/** What is on the screen: a title, panes that scroll together, what is the matter, and the keys. Not thread-safe. */
final class LoopDrawing {
    private static final String KEYS = "c go on  r run again  a give back  q end  1-9 frame  arrows, PgUp, PgDn scroll";
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
    private static final int AROUND = 3;
    private static final int PAGE = 10;
    private static final int FAR = 1_000_000;
    private static final int NEWS = 6;
    private static final int LAST_DIGIT = 9;

    private final Lines texts;
    private final boolean isColored;
    private int top;

    LoopDrawing(Path directory, boolean isColored) {
        this.texts = new Lines(directory);
        this.isColored = isColored;
    }

    void scrollToTop() {
        top = 0;
    }

    void scroll(int by) {
        top = Math.max(0, top + by);
    }

    KeyMap<LoopKey> keys(Terminal terminal) {
        KeyMap<LoopKey> keys = new KeyMap<>();
        for (LoopCommand command : LoopCommand.values()) {
            String key = switch (command) {
                case CONTINUE -> "c";
                case AGAIN -> "r";
                case ABORT -> "a";
                case QUIT -> "q";
            };
            keys.bind(new LoopKey.Answer(command), key);
        }
        for (int i = 1; i <= LAST_DIGIT; i++) {
            keys.bind(new LoopKey.Choose(i), Integer.toString(i));
        }
        keys.bind(new LoopKey.Apply(), "\r", "\n");
        keys.bind(new LoopKey.Scroll(0), KeyMap.ctrl('L'));
        keys.bind(new LoopKey.Scroll(1), "j", "\033[B", KeyMap.key(terminal, Capability.key_down));
        keys.bind(new LoopKey.Scroll(-1), "k", "\033[A", KeyMap.key(terminal, Capability.key_up));
        keys.bind(new LoopKey.Scroll(PAGE), " ", "\033[6~", KeyMap.key(terminal, Capability.key_npage));
        keys.bind(new LoopKey.Scroll(-PAGE), "b", "\033[5~", KeyMap.key(terminal, Capability.key_ppage));
        keys.bind(new LoopKey.Scroll(-FAR), "g", KeyMap.key(terminal, Capability.key_home));
        keys.bind(new LoopKey.Scroll(FAR), "G", KeyMap.key(terminal, Capability.key_end));
        return keys;
    }

    /**
     * Draws a screen.
     *
     * @param others how many threads wait besides
     * @param told what has happened since the screen is up
     * @return as many lines as there are rows
     */
    List<AttributedString> of(WaitingThreads.Shown shown, int others, List<Event> told, int columns, int rows) {
        List<AttributedString> body = body(shown.panes(), told, columns);
        int room = Math.max(1, rows - AROUND);
        top = Math.max(0, Math.min(top, body.size() - room));
        List<AttributedString> lines = new ArrayList<>();
        lines.add(bar(shown.panes().title(), columns));
        lines.addAll(body.subList(top, Math.min(body.size(), top + room)));
        while (lines.size() < rows - 2) {
            lines.add(AttributedString.EMPTY);
        }
        lines.add(cut(style(status(shown, others, body.size() - top - room), Lines.Tone.WARNING), columns));
        lines.add(bar(KEYS, columns));
        return lines.subList(0, Math.min(rows, lines.size()));
    }

    private static String status(WaitingThreads.Shown shown, int others, int hidden) {
        List<String> parts = new ArrayList<>();
        if (!shown.status().isEmpty()) {
            parts.add(shown.status());
        }
        if (others > 0) {
            parts.add(others + (others == 1 ? " other thread waits" : " other threads wait"));
        }
        if (hidden > 0) {
            parts.add(hidden + (hidden == 1 ? " more line below" : " more lines below"));
        }
        return String.join("; ", parts);
    }

    private List<AttributedString> body(LoopPanes panes, List<Event> told, int columns) {
        List<AttributedString> body = new ArrayList<>();
        for (LoopPanes.Pane pane : panes.panes()) {
            add(body, pane.name(), pane.lines(), columns);
        }
        List<Lines.Line> news = news(told);
        if (!news.isEmpty()) {
            add(body, "jurigged", news.subList(Math.max(0, news.size() - NEWS), news.size()), columns);
        }
        return body;
    }

    private List<Lines.Line> news(List<Event> told) {
        return told.stream()
                .filter(event -> !(event instanceof Event.LoopRun
                        || event instanceof Event.Caught
                        || event instanceof Event.Watch))
                .flatMap(event -> texts.of(event).stream())
                .toList();
    }

    private void add(List<AttributedString> body, String name, List<Lines.Line> lines, int columns) {
        String rule = "-- " + name + " ";
        body.add(cut(style(rule + "-".repeat(Math.max(0, columns - rule.length())), Lines.Tone.QUIET), columns));
        for (Lines.Line line : lines) {
            body.addAll(style(line.plain(), line.tone()).columnSplitLength(columns));
        }
    }

    private static AttributedString cut(AttributedString line, int columns) {
        return line.columnSubSequence(0, columns);
    }

    private static AttributedString bar(String text, int columns) {
        AttributedString line = cut(new AttributedString(text), columns);
        AttributedStringBuilder bar = new AttributedStringBuilder();
        bar.style(AttributedStyle.INVERSE).append(line.toString());
        return bar.append(" ".repeat(Math.max(0, columns - line.columnLength())))
                .toAttributedString();
    }

    private AttributedString style(String text, Lines.Tone tone) {
        // What the program writes is shown, and doesn't steer the terminal.
        String plain = CONTROLS.matcher(AttributedString.stripAnsi(text).replace("\t", "    "))
                .replaceAll("");
        return isColored ? new AttributedString(plain, style(tone)) : new AttributedString(plain);
    }

    private static AttributedStyle style(Lines.Tone tone) {
        return switch (tone) {
            case CHANGE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
            case GOOD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case WARNING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            case BAD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
            case QUIET -> AttributedStyle.DEFAULT.faint();
        };
    }
}
