package org.jurigged.reshape.move;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jurigged.reshape.form.Helpers;

/**
 * The class in the program that takes the values of an old frame's variables and hands them to the new code. It belongs
 * into the boot loader, once for a JVM. See {@link org.jurigged.reshape.form.template.LiveMove}.
 */
public final class MoveHelper {
    /** Its binary name. */
    public static final String NAME = Helpers.movesName();

    /** Its internal name, for {@link Entrance#addTo}. */
    public static final String HANDOVER = NAME.replace('.', '/');

    /** The method that is told what to do with which frame, as {@link #plan} says it; any thread may call it. */
    public static final String PLAN = "plan";

    /** That method's descriptor. */
    public static final String PLAN_DESCRIPTOR = "(Ljava/lang/String;)V";

    /** The method that forgets plans by number, the first one and the one behind the last. */
    public static final String FORGET = "forget";

    /** That method's descriptor. */
    public static final String FORGET_DESCRIPTOR = "(II)V";

    /** The method that says whether a frame on which a debugger calls it is of a plan's version. */
    public static final String IS_OF = "isOf";

    /** That method's descriptor. */
    public static final String IS_OF_DESCRIPTOR = "(I)Z";

    /** The static {@code int} that says which frame has been taken off, by the number that {@link #SAVE} was given. */
    public static final String SURE = "sure";

    /** The static {@code boolean} that says whether values wait for new code. */
    public static final String ARMED = "armed";

    /** The static {@code int} that counts the values which were handed over. */
    public static final String HANDED = "handed";

    /** What {@link #SAVE} returns for a frame of another method, or of another version of its code. */
    public static final int ANOTHER = 1;

    /** The method that does it, to the frame on which a debugger calls it; takes the plan and a number, returns a code. */
    public static final String SAVE = "save";

    /** That method's descriptor. */
    public static final String SAVE_DESCRIPTOR = "(II)I";

    /** The method that undoes it, in the same thread. */
    public static final String DROP = "drop";

    private static final Map<Integer, String> REASONS = Map.of(
            ANOTHER,
            "the frame is another one by now",
            2,
            "something is on the operand stack when a turn begins",
            3,
            "it holds a monitor",
            4,
            "the move is no longer known");

    private MoveHelper() {}

    /** Returns its class file. */
    public static byte[] classFile() {
        return Helpers.moves();
    }

    /** Returns why {@link #SAVE} could not, by what it returned; empty if it could. */
    public static Optional<String> reason(int code) {
        return code == 0 ? Optional.empty() : Optional.of(REASONS.getOrDefault(code, "the JVM told code " + code));
    }

    /**
     * Returns what {@link #PLAN} takes for a loop, as one line.
     *
     * @param plan the number it is told by
     * @param key of the method that takes the values
     * @param number of the way into it
     * @param type binary name of the class
     * @param method name and descriptor of the method
     * @param room how many local variables the frame's code has room for; -1 if it doesn't matter
     */
    public static String plan(
            int plan, int key, int number, String type, String method, int room, LoopMove.Movable loop) {
        String slots = loop.saved().stream().map(s -> s.tag() + "" + s.slot()).collect(Collectors.joining(" "));
        return plan(plan, key, number, type, method + "@" + loop.headOffset(), room, slots);
    }

    /** Returns a plan that fits no frame. */
    public static String none(int plan) {
        return plan(plan, 0, 0, "", "@0", -1, "");
    }

    private static String plan(int plan, int key, int number, String type, String place, int room, String slots) {
        return String.join(
                "\t",
                Integer.toString(plan),
                Integer.toString(key),
                Integer.toString(number),
                type,
                place,
                Integer.toString(room),
                slots);
    }
}
