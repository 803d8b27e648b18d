package org.jurigged.controller.remote;

import java.io.Serializable;
import java.util.List;

/** What goes from one end to the other. */
sealed interface Message extends Serializable {
    /**
     * A method is to be called.
     *
     * @param call counts the sender's calls
     * @param target number of an object of the receiver
     * @param parameters names of the parameters' types
     */
    record Call(long call, long target, String method, List<String> parameters, Object[] arguments)
            implements Message {}

    /** A call has returned. */
    record Returned(long call, Object result) implements Message {}

    /** A call has thrown. */
    record Threw(long call, Failure failure) implements Message {}

    /** The sender has no reference to an object of the receiver any more. */
    record Released(long target) implements Message {}
}
