package org.jurigged.controller.repl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.Conversation;
import org.jurigged.controller.guest.Words;

/** Runs snippets through the session that has the program live; {@link RunnerService} is at the other end. */
public final class RemoteRunner implements SnippetRunner {
    /** What the other end says, first word: what was printed, that classes changed, and what became of a request. */
    static final String PRINTED = "printed";

    static final String CHANGED = "changed";
    static final String ANSWER = "answer";

    /** What this end says, besides requests: the number of the one that is to end. */
    static final String STOP = "stop";

    private final Conversation with;
    private final Consumer<byte[]> output;
    private final Runnable onChange;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private volatile int asked;
    private volatile boolean closed;

    /**
     * Takes over a conversation that has begun.
     *
     * @param onChange is called on a thread of ours when classes of the program have changed
     */
    public RemoteRunner(Conversation with, Consumer<byte[]> output, Runnable onChange) {
        this.with = with;
        this.output = output;
        this.onChange = onChange;
        Thread listening = new Thread(this::listen, "jurigged-prompt-answers");
        listening.setDaemon(true);
        listening.start();
    }

    private void listen() {
        try {
            for (Optional<String> said = with.hear(); said.isPresent(); said = with.hear()) {
                List<String> words = Words.from(said.get());
                switch (words.get(0)) {
                    case PRINTED -> output.accept(words.get(1).getBytes(StandardCharsets.ISO_8859_1));
                    case CHANGED -> onChange.run();
                    default -> answers.add(Optional.of(words.get(1)));
                }
            }
        } catch (JuriggedException e) {
            // Who waits for an answer is told.
            answers.add(Optional.empty());
            return;
        }
        answers.add(Optional.empty());
    }

    private synchronized String ask(List<String> request) throws JuriggedException {
        asked++;
        with.say(Words.of(request));
        try {
            Optional<String> answer = answers.take();
            if (answer.isEmpty()) {
                answers.add(answer);
                throw new JuriggedException("The jurigged that has the program live is gone, or the program is.");
            }
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Waiting for a snippet was interrupted.", e);
        }
    }

    private String ask(String what, Map<String, byte[]> classes) throws JuriggedException {
        List<String> words = new ArrayList<>(List.of(what));
        classes.forEach((name, bytes) -> {
            words.add(name);
            words.add(Base64.getEncoder().encodeToString(bytes));
        });
        return ask(words);
    }

    @Override
    public String load(Map<String, byte[]> classes) throws JuriggedException {
        return ask("load", classes);
    }

    @Override
    public String redefine(Map<String, byte[]> classes) throws JuriggedException {
        return ask("redefine", classes);
    }

    @Override
    public String invoke(String className, String method) throws JuriggedException {
        return ask(List.of("invoke", className, method));
    }

    @Override
    public String value(String className, String field) throws JuriggedException {
        return ask(List.of("value", className, field));
    }

    @Override
    public String addToClassPath(String url) throws JuriggedException {
        return ask(List.of("path", url));
    }

    @Override
    public String inspect(String className, String field, String name, int depth) throws JuriggedException {
        return ask(List.of("inspect", className, field, name, Integer.toString(depth)));
    }

    @Override
    public String instances(String typeName, int most) throws JuriggedException {
        return ask(List.of("instances", typeName, Integer.toString(most)));
    }

    @Override
    public String bind(int number, String className, String field) throws JuriggedException {
        return ask(List.of("bind", Integer.toString(number), className, field));
    }

    @Override
    public String console(String className) throws JuriggedException {
        return ask(List.of("console", className));
    }

    @Override
    public String look(String thread) throws JuriggedException {
        return ask(List.of("look", thread));
    }

    @Override
    public String fetch(List<String> places) throws JuriggedException {
        return ask(with("fetch", places));
    }

    @Override
    public String store(List<String> places) throws JuriggedException {
        return ask(with("store", places));
    }

    private static List<String> with(String what, List<String> others) {
        List<String> words = new ArrayList<>(List.of(what));
        words.addAll(others);
        return words;
    }

    @Override
    public void stop() throws JuriggedException {
        // It may come when that one has ended, and is not for the next.
        with.say(Words.of(List.of(STOP, Integer.toString(asked))));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            with.close();
        }
    }
}
