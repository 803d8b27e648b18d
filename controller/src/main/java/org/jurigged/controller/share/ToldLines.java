package org.jurigged.controller.share;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The lines of methods as a debugger has been told them: they say where it means its breakpoints to be. */
final class ToldLines {
    private final Map<Long, Map<Long, Told>> types = new HashMap<>();

    /** {@code isOld} if the method may have other code by now; the lines are those of the latest source all the same. */
    private record Told(LineTable lines, boolean isOld) {}

    void told(long type, long method, LineTable lines) {
        types.computeIfAbsent(type, t -> new HashMap<>()).put(method, new Told(lines, false));
    }

    /** Notes that a type is redefined; returns whether something was right until now. */
    boolean redefined(long type, LineMoves moves) {
        Map<Long, Told> methods = types.get(type);
        if (methods == null) {
            return false;
        }
        boolean wasRight = methods.values().stream().anyMatch(told -> !told.isOld());
        methods.replaceAll((method, told) -> new Told(told.lines().moved(moves), true));
        return wasRight;
    }

    /**
     * Returns the line of a bytecode that the debugger knows from older code, negative if it has gone since; empty where it has
     * been told of the code that is there now, or of none.
     */
    OptionalInt old(long type, long method, long index) {
        Told told = types.getOrDefault(type, Map.of()).get(method);
        return told == null || !told.isOld()
                ? OptionalInt.empty()
                : OptionalInt.of(told.lines().line(index));
    }
}
