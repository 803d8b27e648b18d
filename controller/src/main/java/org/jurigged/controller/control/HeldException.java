package org.jurigged.controller.control;

import java.util.Optional;
import org.jurigged.controller.JuriggedException;

/** Another controller, which is alive, has the JVM live. */
public final class HeldException extends JuriggedException {
    private static final long serialVersionUID = 1;

    private HeldException(String sentence) {
        super(sentence);
    }

    /**
     * Says who has it.
     *
     * @param jvm the JVM as a sentence begins with it: {@code The JVM 4711}
     */
    public static HeldException of(String jvm, long pid) {
        Optional<Long> controller = ControlClient.controllerOf(pid);
        String who = controller
                .map(id -> "the jurigged with the process id " + id + " has it")
                .orElse("another jurigged has it");
        return new HeldException(jvm + " is live already: " + who + ". Stop that one first.");
    }
}
