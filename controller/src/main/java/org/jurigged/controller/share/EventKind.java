package org.jurigged.controller.share;

/** Kinds of events (JDWP specification, "EventKind Constants"), and the fields that each has behind its request id. */
final class EventKind {
    static final int SINGLE_STEP = 1;
    static final int BREAKPOINT = 2;
    static final int EXCEPTION = 4;
    static final int THREAD_START = 6;
    static final int THREAD_DEATH = 7;
    static final int CLASS_PREPARE = 8;
    static final int CLASS_UNLOAD = 9;
    static final int FIELD_ACCESS = 20;
    static final int FIELD_MODIFICATION = 21;
    static final int METHOD_ENTRY = 40;
    static final int METHOD_EXIT = 41;
    static final int METHOD_EXIT_WITH_RETURN_VALUE = 42;
    static final int MONITOR_CONTENDED_ENTER = 43;
    static final int MONITOR_CONTENDED_ENTERED = 44;
    static final int MONITOR_WAIT = 45;
    static final int MONITOR_WAITED = 46;
    static final int VM_START = 90;
    static final int VM_DEATH = 99;

    private EventKind() {}

    /** Whether an event begins with the thread that it is about. */
    static boolean hasThread(int kind) {
        return kind != CLASS_UNLOAD && kind != VM_DEATH;
    }

    /** Returns the fields in the letters of {@link ReplyShapes}. */
    static String shape(int kind) {
        return switch (kind) {
            case VM_START, THREAD_START, THREAD_DEATH -> "o";
            case SINGLE_STEP, BREAKPOINT, METHOD_ENTRY, METHOD_EXIT -> "oL";
            case METHOD_EXIT_WITH_RETURN_VALUE -> "oLv";
            case MONITOR_CONTENDED_ENTER, MONITOR_CONTENDED_ENTERED -> "otL";
            case MONITOR_WAIT -> "otLl";
            case MONITOR_WAITED -> "otLb";
            case EXCEPTION -> "oLtL";
            case CLASS_PREPARE -> "obrsi";
            case CLASS_UNLOAD -> "s";
            case FIELD_ACCESS -> "oLbrft";
            case FIELD_MODIFICATION -> "oLbrftv";
            case VM_DEATH -> "";
            default -> throw new IllegalArgumentException("there is no event of kind " + kind);
        };
    }
}
