package org.jurigged.controller.loop;

import org.jurigged.controller.target.JdiTarget;

/** A thread of the program that waits for a save or a command. */
interface Waiting {
    JdiTarget target();

    /** Says what waits, and in which thread. */
    String what();

    /** Lets it run again on the new code; if it can't, tells why and returns false. */
    boolean again();

    /** Whether there is an exception to give back. */
    boolean hasThrown();

    /** Lets it go on as if it had never waited. */
    void goOn();

    /** Chooses the frame to enter again, by its number, where there is a choice. */
    void choose(int number);
}
