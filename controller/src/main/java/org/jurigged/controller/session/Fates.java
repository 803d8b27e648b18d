package org.jurigged.controller.session;

/** What will happen to frames that run old code, in words. */
final class Fates {
    static final String NEXT_CALL = "new code from its next call";
    static final String NEXT_TURN = "new code at the next turn of its loop";

    private static final String INITIALISER = "it runs once; the changed parts run after it has ended";
    private static final String NEVER = "never: it is not called again";
    private static final String MAIN = "main";
    private static final String MAIN_DESCRIPTOR = "([Ljava/lang/String;)V";

    private Fates() {}

    /** The fate of a call whose method has this name; {@code height} is how many frames are below it. */
    static String of(OldCall call, int height) {
        if (call.isMoving()) {
            return NEXT_TURN;
        }
        String fate = of(call.method(), call.descriptor(), height);
        return call.obstacle().isEmpty() ? fate : fate + "; its loop can't move: " + call.obstacle();
    }

    /** The fate of a call that nothing more is known of. */
    static String of(String method, String descriptor, int height) {
        if (method.equals("<clinit>")) {
            return INITIALISER;
        }
        boolean isStart = height == 0 && method.equals(MAIN) && descriptor.equals(MAIN_DESCRIPTOR);
        return isStart ? NEVER : NEXT_CALL;
    }
}
