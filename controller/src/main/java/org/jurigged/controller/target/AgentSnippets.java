package org.jurigged.controller.target;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jurigged.agent.Protocol;
import org.jurigged.agent.Wire;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.guest.Work;

/** Runs snippets through the agent. */
final class AgentSnippets extends Snippets {
    private final AgentConnection connection;
    private final String label;
    private final Consumer<byte[]> output;
    private final int number;

    private AgentSnippets(AgentConnection connection, String label, Consumer<byte[]> output, int number) {
        super(label);
        this.connection = connection;
        this.label = label;
        this.output = output;
        this.number = number;
    }

    /**
     * Begins.
     *
     * @param neighbour the agent's number of a class of the loader whose classes snippets see; empty for the program's own
     */
    static AgentSnippets open(
            AgentConnection connection, String label, Optional<Integer> neighbour, Consumer<byte[]> output)
            throws JuriggedException {
        List<Long> others = InsideClasses.others();
        int number = connection.ask(
                Protocol.GUEST,
                "Opening a prompt",
                message -> {
                    message.add(Protocol.GUEST_OPEN).add(InsideClasses.nest()).add(others.size());
                    others.forEach(message::add);
                    message.add(neighbour.orElse(0));
                },
                answer -> answer.readInt());
        return new AgentSnippets(connection, label, output, number);
    }

    private <T> T ask(byte what, AgentConnection.Question question, AgentConnection.Answer<T> answer)
            throws JuriggedException {
        return connection.ask(
                Protocol.GUEST,
                "A snippet",
                message -> {
                    message.add(what).add(number);
                    question.to(message);
                },
                answer);
    }

    @Override
    String carryOut(byte[] request) throws JuriggedException {
        ask(Protocol.GUEST_ASK, message -> message.add(request), answer -> null);
        while (true) {
            Optional<String> outcome = connection.await(
                    Protocol.GUEST,
                    "A snippet",
                    message -> message.add(Protocol.GUEST_AWAIT).add(number),
                    this::read);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }

    private Optional<String> read(Wire.Frame answer) throws IOException {
        boolean isDone = answer.readBoolean();
        byte[] printed = answer.readBytes();
        boolean isAnswered = answer.readBoolean();
        String outcome = answer.readText();
        if (printed.length > 0) {
            output.accept(printed);
        }
        return isDone ? Optional.of(isAnswered ? outcome : Work.STOPPED) : Optional.empty();
    }

    @Override
    public void redefine(Map<String, byte[]> classes) throws JuriggedException {
        Map<Integer, byte[]> types = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            types.put(number(entry.getKey()), entry.getValue());
        }
        connection.ask(
                Protocol.REDEFINE,
                String.join(", ", classes.keySet()),
                message -> {
                    message.add(types.size());
                    types.forEach((type, file) -> message.add(type).add(file));
                },
                answer -> answer.readLong());
    }

    private int number(String className) throws JuriggedException {
        String answer = ask(List.of("class", className));
        int found = ask(Protocol.GUEST_FOUND, message -> {}, Wire.Frame::readInt);
        if (found == 0) {
            throw new JuriggedException(
                    "The program " + label + " has no class " + className + " of a snippet: " + answer + ".");
        }
        return found;
    }

    @Override
    boolean interrupt() throws JuriggedException {
        return ask(Protocol.GUEST_INTERRUPT, message -> {}, Wire.Frame::readBoolean);
    }

    @Override
    void throwStop() throws JuriggedException {
        ask(Protocol.GUEST_STOP, message -> {}, answer -> null);
    }

    @Override
    void leave(int request) throws JuriggedException {
        ask(Protocol.GUEST_LEAVE, message -> message.add(request), answer -> null);
    }

    @Override
    public List<String> inspect(
            String className, String field, String name, int depth, Function<String, Optional<Set<String>>> declared)
            throws JuriggedException {
        throw new JuriggedException(
                "An agent doesn't show the fields of objects of " + label + ": that takes a debug connection.");
    }

    @Override
    public List<String> instances(String typeName, int most) throws JuriggedException {
        throw new JuriggedException(
                "An agent doesn't find the objects of " + label + ": that takes a debug connection.");
    }

    @Override
    public HeldPlace look(String thread, Predicate<String> isOwn) throws JuriggedException {
        throw noFrames();
    }

    private JuriggedException noFrames() {
        return new JuriggedException(
                "An agent doesn't read the variables of a thread of " + label + ": that takes a debug connection.");
    }

    @Override
    public void fetch(List<String> places) throws JuriggedException {
        throw noFrames();
    }

    @Override
    public List<String> store(List<String> places) throws JuriggedException {
        throw noFrames();
    }

    @Override
    boolean isGone() {
        return connection.end().isDone();
    }

    @Override
    void letGo() throws JuriggedException {
        ask(Protocol.GUEST_CLOSE, message -> {}, answer -> null);
    }
}
