package org.jurigged.controller.session;

import java.util.Objects;

/**
 * What is known of a call under way that runs old code, or will when a save has been applied.
 *
 * @param code the class file that it runs
 * @param method its method's name in that
 * @param descriptor that method's descriptor
 * @param isMoving whether it goes on in new code when it comes to the head of its loop
 * @param obstacle why its loop stays, as one clause; empty if it moves or is in no loop
 */
record OldCall(CodeVersion code, String method, String descriptor, boolean isMoving, String obstacle) {
    OldCall {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(descriptor, "descriptor");
        Objects.requireNonNull(obstacle, "obstacle");
    }

    OldCall(CodeVersion code, String method, String descriptor) {
        this(code, method, descriptor, false, "");
    }

    OldCall moving() {
        return new OldCall(code, method, descriptor, true, "");
    }

    OldCall staying(String reason) {
        return new OldCall(code, method, descriptor, false, reason);
    }
}
