package org.jurigged.controller.repl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.Conversation;
import org.jurigged.controller.guest.Words;
import org.jurigged.controller.guest.Work;

/** Carries out what a {@link RemoteRunner} asks for. */
public final class RunnerService {
    private final Conversation with;
    private SnippetRunner runner;
    private volatile int done;

    /** Answers in a conversation. */
    public RunnerService(Conversation with) {
        this.with = with;
    }

    /** Tells what a snippet printed. */
    public void printed(byte[] bytes) {
        tell(RemoteRunner.PRINTED, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Tells that classes of the program have changed. */
    public void changed() {
        tell(RemoteRunner.CHANGED, "");
    }

    private void tell(String what, String text) {
        try {
            with.say(Words.of(List.of(what, text)));
        } catch (JuriggedException e) {
            // Nobody listens any more; who asks is told when the next request is read.
            return;
        }
    }

    /** Carries out requests until the other end is gone. Closes the runner. */
    public void serve(SnippetRunner given) throws JuriggedException {
        runner = given;
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "jurigged-prompt-service");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (Optional<String> said = with.hear(); said.isPresent(); said = with.hear()) {
                List<String> words = Words.from(said.get());
                if (!words.get(0).equals(RemoteRunner.STOP)) {
                    worker.execute(() -> tell(RemoteRunner.ANSWER, carryOut(words)));
                } else if (Integer.parseInt(words.get(1)) > done) {
                    runner.stop();
                }
            }
        } finally {
            runner.close();
            worker.shutdownNow();
        }
    }

    private String carryOut(List<String> words) {
        String answer = answer(words);
        done++;
        return answer;
    }

    private String answer(List<String> words) {
        try {
            return switch (words.get(0)) {
                case "load" -> runner.load(classes(words));
                case "redefine" -> runner.redefine(classes(words));
                case "invoke" -> runner.invoke(words.get(1), words.get(2));
                case "value" -> runner.value(words.get(1), words.get(2));
                case "path" -> runner.addToClassPath(words.get(1));
                case "inspect" ->
                    runner.inspect(words.get(1), words.get(2), words.get(3), Integer.parseInt(words.get(4)));
                case "instances" -> runner.instances(words.get(1), Integer.parseInt(words.get(2)));
                case "bind" -> runner.bind(Integer.parseInt(words.get(1)), words.get(2), words.get(3));
                case "console" -> runner.console(words.get(1));
                case "look" -> runner.look(words.get(1));
                case "fetch" -> runner.fetch(words.subList(1, words.size()));
                case "store" -> runner.store(words.subList(1, words.size()));
                default -> Words.of(List.of(Work.FAILED, "no request is called " + words.get(0)));
            };
        } catch (JuriggedException e) {
            // The conversation ends with the program.
            with.close();
            return Words.of(List.of(Work.FAILED, e.getMessage()));
        }
    }

    private static Map<String, byte[]> classes(List<String> words) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i += 2) {
            classes.put(words.get(i), Base64.getDecoder().decode(words.get(i + 1)));
        }
        return classes;
    }
}
