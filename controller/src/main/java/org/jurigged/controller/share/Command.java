package org.jurigged.controller.share;

/** The commands of the protocol that mean something here: command set in the high byte, command in the low one. */
final class Command {
    static final int VM_ALL_THREADS = 0x0104;
    static final int VM_DISPOSE = 0x0106;
    static final int VM_ID_SIZES = 0x0107;
    static final int VM_SUSPEND = 0x0108;
    static final int VM_RESUME = 0x0109;
    static final int VM_DISPOSE_OBJECTS = 0x010E;
    static final int VM_HOLD_EVENTS = 0x010F;
    static final int VM_RELEASE_EVENTS = 0x0110;
    static final int VM_REDEFINE_CLASSES = 0x0112;
    static final int TYPE_METHODS = 0x0205;
    static final int CLASS_INVOKE = 0x0303;
    static final int CLASS_NEW_INSTANCE = 0x0304;
    static final int INTERFACE_INVOKE = 0x0501;
    static final int METHOD_LINE_TABLE = 0x0601;
    static final int OBJECT_INVOKE = 0x0906;
    static final int OBJECT_DISABLE_COLLECTION = 0x0907;
    static final int OBJECT_ENABLE_COLLECTION = 0x0908;
    static final int THREAD_NAME = 0x0B01;
    static final int THREAD_SUSPEND = 0x0B02;
    static final int THREAD_RESUME = 0x0B03;
    static final int THREAD_INTERRUPT = 0x0B0B;
    static final int THREAD_STATUS = 0x0B04;
    static final int THREAD_FRAMES = 0x0B06;
    static final int THREAD_FRAME_COUNT = 0x0B07;
    static final int THREAD_OWNED_MONITORS = 0x0B08;
    static final int THREAD_CONTENDED_MONITOR = 0x0B09;
    static final int THREAD_SUSPEND_COUNT = 0x0B0C;
    static final int THREAD_MONITORS_STACK_DEPTH = 0x0B0D;
    static final int THREAD_FORCE_EARLY_RETURN = 0x0B0E;
    static final int GROUP_CHILDREN = 0x0C03;
    static final int EVENT_SET = 0x0F01;
    static final int EVENT_CLEAR = 0x0F02;
    static final int EVENT_CLEAR_ALL_BREAKPOINTS = 0x0F03;
    static final int FRAME_GET_VALUES = 0x1001;
    static final int FRAME_SET_VALUES = 0x1002;
    static final int FRAME_THIS_OBJECT = 0x1003;
    static final int FRAME_POP = 0x1004;
    static final int COMPOSITE = 0x4064;

    private Command() {}

    /** Whether a command's first field is a thread that has to be suspended for it. */
    static boolean wantsSuspended(int command) {
        return switch (command) {
            case THREAD_FRAMES,
                    THREAD_FRAME_COUNT,
                    THREAD_OWNED_MONITORS,
                    THREAD_CONTENDED_MONITOR,
                    THREAD_MONITORS_STACK_DEPTH,
                    THREAD_FORCE_EARLY_RETURN,
                    FRAME_GET_VALUES,
                    FRAME_SET_VALUES,
                    FRAME_THIS_OBJECT,
                    FRAME_POP -> true;
            default -> false;
        };
    }
}
