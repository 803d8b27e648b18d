package org.jurigged.reshape;

import java.util.Objects;

/**
 * Something the JVM can't take, found before anything is applied.
 *
 * @param code which limit it is
 * @param definition display name of what it concerns: {@code com.acme.Foo} or {@code com.acme.Foo.bar(int)}
 * @param reason one clause in lower case without a full stop: {@code superclass changed from Base to Other}
 */
public record Refusal(Code code, String definition, String reason) {
    public Refusal {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(reason, "reason");
    }

    /** The line a user reads: {@code J102 com.acme.Foo: superclass changed …. Restart the program to apply it.} */
    @Override
    public String toString() {
        return code + " " + definition + ": " + reason + ". " + code.remedy();
    }
}
