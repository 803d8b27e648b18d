package org.jurigged.cli.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.keymap.BindingReader;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.loop.LoopCommand;

/**
 * Shows the thread that has waited longest on the whole terminal, and takes keys about it. While none waits, the terminal is
 * the program's, and what is told goes where it always does.
 *
 * <p>Safe for use by several threads.
 */
public final class LoopScreen implements Consumer<Event>, AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final Terminal terminal;
    private final Display display;
    private final LoopDrawing drawing;
    private final WaitingThreads waiting;
    private final Consumer<Event> below;
    private final List<Event> told = new ArrayList<>();
    private final Thread hook = new Thread(this::close, "jurigged-screen-end");
    /** How the terminal was; null while it is the program's. */
    private Attributes before;

    private Size size = Size.of(0, 0);
    private boolean isOver;

    /** Who is told what a person answers. */
    public interface Answers {
        void command(LoopCommand command);

        void choose(int number);

        /** Enter was pressed. */
        void apply();
    }

    private LoopScreen(Terminal terminal, Path directory, boolean isColored, Consumer<Event> below) {
        this.terminal = terminal;
        this.display = new Display(terminal, true);
        this.drawing = new LoopDrawing(directory, isColored);
        this.waiting = new WaitingThreads(directory);
        this.below = below;
    }

    /**
     * Opens the terminal; nothing is shown yet.
     *
     * @param below is told what happens while no thread waits, and afterwards what happened while one did
     */
    public static LoopScreen open(Path directory, boolean isColored, Consumer<Event> below) throws JuriggedException {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("jurigged")
                    .system(true)
                    .systemOutput(TerminalBuilder.SystemOutput.SysErr)
                    .dumb(false)
                    .build();
            LoopScreen screen = new LoopScreen(terminal, directory, isColored, below);
            Runtime.getRuntime().addShutdownHook(screen.hook);
            return screen;
        } catch (IOException | IllegalStateException e) {
            throw noTerminal(e);
        }
    }

    /** Says that there is no terminal to show anything on. */
    public static JuriggedException noTerminal(Exception cause) {
        return new JuriggedException(
                "--loop-interface rich needs a terminal on stdin and stderr; use --loop-interface basic here.", cause);
    }

    /** Begins to read keys, whenever a thread waits. */
    public void read(Answers answers) {
        Thread reader = new Thread(() -> readAll(answers), "jurigged-keys");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public synchronized void accept(Event event) {
        boolean wasUp = before != null;
        waiting.take(event);
        boolean isWaiting = waiting.first().isPresent() && !isOver;
        if (!wasUp && !isWaiting) {
            below.accept(event);
            return;
        }
        told.add(event);
        if (!isWaiting) {
            down();
            return;
        }
        if (!wasUp) {
            up();
        }
        if (event instanceof Event.LoopRun || event instanceof Event.Caught) {
            drawing.scrollToTop();
        }
        draw();
    }

    private void up() {
        before = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.puts(Capability.clear_screen);
        display.reset();
        notifyAll();
    }

    private void down() {
        if (before != null) {
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
            before = null;
        }
        told.forEach(below);
        told.clear();
    }

    private void draw() {
        Optional<WaitingThreads.Shown> shown = waiting.first();
        if (before == null || shown.isEmpty()) {
            return;
        }
        Size now = terminal.getSize();
        if (!now.equals(size)) {
            size = Size.of(now);
            display.resize(size);
            display.clear();
        }
        List<AttributedString> lines =
                drawing.of(shown.get(), waiting.count() - 1, told, size.getColumns(), size.getRows());
        display.update(lines, 0);
    }

    private void readAll(Answers answers) {
        BindingReader keys = new BindingReader(terminal.reader());
        try {
            while (awaitUp()) {
                if (terminal.reader().peek(LOOK_MILLIS) >= 0) {
                    Optional.ofNullable(keys.readBinding(drawing.keys(terminal)))
                            .ifPresent(key -> press(key, answers));
                } else {
                    redrawIfResized();
                }
            }
        } catch (IOException | org.jline.reader.EndOfFileException e) {
            // The terminal went away; "jurigged loop" still answers.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitUp() throws InterruptedException {
        while (before == null && !isOver) {
            wait();
        }
        return !isOver;
    }

    private synchronized void redrawIfResized() {
        Size now = terminal.getSize();
        if (!now.equals(size)) {
            draw();
        }
    }

    private void press(LoopKey key, Answers answers) {
        if (key instanceof LoopKey.Scroll scroll) {
            scroll(scroll);
        } else if (key instanceof LoopKey.Choose choose) {
            answers.choose(choose.number());
        } else if (key instanceof LoopKey.Apply) {
            answers.apply();
        } else if (key instanceof LoopKey.Answer answer) {
            answers.command(answer.command());
        }
    }

    private synchronized void scroll(LoopKey.Scroll scroll) {
        if (scroll.by() == 0) {
            display.clear();
            size = Size.of(0, 0);
        }
        drawing.scroll(scroll.by());
        draw();
    }

    /** Gives the terminal back. */
    @Override
    public synchronized void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        down();
        notifyAll();
        try {
            terminal.close();
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IOException | IllegalStateException e) {
            // It is as it was, and this JVM ends.
            return;
        }
    }
}
