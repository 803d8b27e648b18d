package org.jurigged.controller.control;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.Wire.Kind;

/**
 * One command on its way: both sides may say texts, at any time, until one of them is done.
 *
 * <p>The controller has the arguments and says the answer, in one piece or in many; the shell hears it, and may say more
 * itself, as a prompt does. Texts are any: with line breaks, tabs, empty. Thread-safe; one thread at a time hears.
 */
public final class Conversation implements AutoCloseable {
    private final Wire wire;
    private final List<String> arguments;
    private final String other;

    /** @param other who is at the other end, for sentences about it */
    Conversation(Wire wire, List<String> arguments, String other) {
        this.wire = wire;
        this.arguments = List.copyOf(arguments);
        this.other = other;
    }

    /** Returns the command's arguments; none on the shell's side. */
    public List<String> arguments() {
        return arguments;
    }

    /** Returns an argument; empty when there are fewer. */
    public String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }

    /** Says a text to the other side; fails when that is gone. */
    public void say(String text) throws JuriggedException {
        send(Kind.TEXT, text);
    }

    /** Says that no more comes from this side. */
    public void done() throws JuriggedException {
        send(Kind.DONE, "");
    }

    private void send(Kind kind, String text) throws JuriggedException {
        try {
            wire.send(kind, text);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /**
     * Waits for the next text of the other side.
     *
     * @return empty when it has no more to say
     * @throws JuriggedException when it is gone; on the shell's side also when the command failed, with its sentence
     */
    public Optional<String> hear() throws JuriggedException {
        Optional<Wire.Message> message;
        try {
            message = wire.receive();
        } catch (IOException e) {
            throw gone(e);
        }
        if (message.isEmpty()) {
            throw gone(null);
        }
        return switch (message.get().kind()) {
            case TEXT -> Optional.of(message.get().text());
            case FAILED -> throw new JuriggedException(message.get().text());
            default -> Optional.empty();
        };
    }

    private JuriggedException gone(IOException cause) {
        return new JuriggedException(other + " is gone; what it was asked may be done or not.", cause);
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            // Then it is closed from the other side.
            return;
        }
    }
}
