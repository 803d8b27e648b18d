package org.jurigged.controller.target;

import java.util.Objects;

/** What became of a {@link RestartOrder}. */
public sealed interface RestartResult {
    /** The method begins again with its arguments. */
    record Restarted() implements RestartResult {}

    /** Nothing was taken off; {@code reason} is one clause in lower case without a full stop. */
    record Stayed(String reason) implements RestartResult {
        public Stayed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The frame has come to its end. */
    record Ended() implements RestartResult {}
}
