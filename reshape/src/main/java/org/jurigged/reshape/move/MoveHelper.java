package org.jurigged.reshape.move;

import java.util.List;
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

    /** The method that is told by a number what to do with which frame; any thread may call it. */
    public static final String PLAN = "plan";

    /** That method's descriptor: plan, key, number of the way in, class, method and place, slots. */
    public static final String PLAN_DESCRIPTOR = "(IIILjava/lang/String;Ljava/lang/String;Ljava/lang/String;)V";

    /** The method that does it, to the frame on which a debugger calls it; takes the plan and returns a code. */
    public static final String SAVE = "save";

    /** That method's descriptor. */
    public static final String SAVE_DESCRIPTOR = "(I)I";

    /** The method that undoes it, in the same thread. */
    public static final String DROP = "drop";

    private static final Map<Integer, String> REASONS = Map.of(
            1, "the frame is another one by now",
            2, "something is on the operand stack when a turn begins",
            3, "it holds a monitor",
            4, "the move is no longer known");

    private MoveHelper() {}

    /** Returns its class file. */
    public static byte[] classFile() {
        return Helpers.moves();
    }

    /** Returns why {@link #SAVE} could not, by what it returned; empty if it could. */
    public static Optional<String> reason(int code) {
        return code == 0 ? Optional.empty() : Optional.of(REASONS.getOrDefault(code, "the JVM told code " + code));
    }

    /** Returns what {@link #PLAN} takes as method and place; {@code method} is its name and descriptor. */
    public static String place(String method, LoopMove.Movable loop) {
        return method + "@" + loop.headOffset();
    }

    /** Returns what {@link #PLAN} takes as slots. */
    public static String slots(List<SavedLocal> saved) {
        return saved.stream().map(s -> s.tag() + "" + s.slot()).collect(Collectors.joining(" "));
    }
}
