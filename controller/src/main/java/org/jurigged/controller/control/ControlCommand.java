package org.jurigged.controller.control;

import org.jurigged.controller.JuriggedException;

/** Carries out one command of the shell's. Called on a thread of that shell's own; several may run at once. */
@FunctionalInterface
public interface ControlCommand {
    /**
     * Answers.
     *
     * @param with has the arguments, and takes the answer; it is closed when this returns
     * @throws JuriggedException whose sentence the shell shows
     */
    void run(Conversation with) throws JuriggedException;
}
