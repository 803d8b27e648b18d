package org.jurigged.controller.remote;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.RecodeException;

/**
 * What was thrown in one process, for the other: of our own failures the kind and the sentence, of others what they say.
 *
 * @param type name of its class
 * @param reasons of {@link RecodeException.Refused}
 * @param text as {@link Throwable#toString} has it
 */
record Failure(String type, String message, List<Object> reasons, String text, String stack) implements Serializable {
    static Failure of(Throwable thrown) {
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        List<Object> reasons = new ArrayList<>();
        if (thrown instanceof RecodeException.Refused refused) {
            reasons.addAll(refused.reasons());
        }
        return new Failure(
                thrown.getClass().getName(), thrown.getMessage(), reasons, thrown.toString(), stack.toString());
    }

    RemoteFailure asCause() {
        return new RemoteFailure(text, stack);
    }

    /** Returns it as one of ours; what was none says itself what it was. */
    JuriggedException asOurs() {
        if (type.equals(RecodeException.Rejected.class.getName())) {
            return new RecodeException.Rejected(message);
        }
        if (type.equals(RecodeException.Refused.class.getName())) {
            return new RecodeException.Refused(
                    message, reasons.stream().map(Event.class::cast).toList());
        }
        if (type.equals(RecodeException.OutOfSync.class.getName())) {
            return new RecodeException.OutOfSync(message);
        }
        if (type.equals(RecodeException.Unwritable.class.getName())) {
            return new RecodeException.Unwritable(message, asCause());
        }
        boolean isSentence = message != null && type.startsWith("org.jurigged.controller.");
        return new JuriggedException(isSentence ? message : text, asCause());
    }
}
