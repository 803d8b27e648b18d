package org.jurigged.reshape.form.template;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes the values of the local variables of a frame that goes on in new code, and hands them to the new code within the
 * same thread. Goes into {@code java.lang}.
 *
 * <p>The debug agent can't read what javac made up, the iterator of an enhanced {@code for} for example, in methods whose
 * other variables have names (HotSpot answers JVMTI {@code GetLocalObject} with INVALID_SLOT). The JVM's own walker can.
 */
public final class LiveMove implements Function<Stream<StackWalker.StackFrame>, Object> {
    /** What {@link #save} says. */
    private static final int SAVED = 0;

    private static final int ELSEWHERE = 1;
    private static final int STACK = 2;
    private static final int MONITOR = 3;
    private static final int UNKNOWN = 4;

    /** What is not {@link #sure} to be wanted is taken at once or not at all: the debugger may have gone. */
    private static final long NANOSECONDS = 200_000_000L;

    private static final int PLAN_WORDS = 7;

    /** How many frames of this class are above the one that a debugger looks at. */
    private static final int OWN_FRAMES = 3;

    private static final Map<Integer, LiveMove> PLANS = new java.util.HashMap<>();
    private static final Map<Thread, LiveMove> WAITING = new IdentityHashMap<>();

    /** Whether values wait for anybody; read without a lock, for a thread that has some has written it. */
    @SuppressWarnings("PublicField")
    public static boolean armed;

    /** The number of the values that are wanted: the debugger sets it when it has taken the old frame off. */
    @SuppressWarnings("PublicField")
    public static int sure;

    /** How many times values were handed over. */
    @SuppressWarnings("PublicField")
    public static int handed;

    private final int plan;
    private final int key;
    private final int number;
    private final String type;
    private final String method;
    private final int offset;
    /** How many variables the frame's code has room for, which tells its versions apart; -1 for any. */
    private final int room;

    private final String slots;

    private Object[] values;
    private int ticket;
    private long depth;
    private long since;

    private LiveMove(int plan, int key, int number, String type, String method, int offset, int room, String slots) {
        this.plan = plan;
        this.key = key;
        this.number = number;
        this.type = type;
        this.method = method;
        this.offset = offset;
        this.room = room;
        this.slots = slots;
    }

    /**
     * Notes what {@link #save} has to do.
     *
     * @param plans a line each; in a line, with tabs between them: the number it is told by; the key of the method that
     *     takes the values; the number of the way into it; the binary name of the frame's class; name and descriptor of
     *     its method, {@code @} and the offset at which it is; how many variables its code has room for; for each value
     *     its type, {@code I}, {@code J}, {@code F}, {@code D} or {@code L}, and the number of its variable
     */
    public static void plan(String plans) {
        for (String line : plans.split("\n")) {
            String[] words = line.split("\t", PLAN_WORDS);
            int at = words[4].lastIndexOf('@');
            LiveMove move = new LiveMove(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    words[3],
                    words[4].substring(0, at),
                    Integer.parseInt(words[4].substring(at + 1)),
                    Integer.parseInt(words[5]),
                    words[6]);
            synchronized (PLANS) {
                PLANS.put(move.plan, move);
            }
        }
    }

    /** Forgets plans that were noted, from one number up to another, which isn't among them. */
    public static void forget(int from, int to) {
        synchronized (PLANS) {
            for (int plan = from; plan < to; plan++) {
                PLANS.remove(plan);
            }
        }
    }

    /**
     * Saves what the frame that this is called on, by a debugger, has in its variables, for the method that begins next in
     * this thread; {@code ticket} is what {@link #sure} will be. Returns 0, or why it can't be: 1 the frame is another one, 2 something is on its stack, 3 it holds a
     * monitor, 4 it isn't known what to do.
     */
    public static int save(int plan, int ticket) {
        LiveMove known = known(plan);
        if (known == null) {
            return UNKNOWN;
        }
        LiveMove saved = known.copy();
        saved.ticket = ticket;
        return saved.save();
    }

    /** Whether the frame that this is called on, by a debugger, runs the version of the code that a plan is for. */
    public static boolean isOf(int plan) {
        LiveMove known = known(plan);
        return known != null && known.copy().isOf();
    }

    private static LiveMove known(int plan) {
        synchronized (PLANS) {
            return PLANS.get(plan);
        }
    }

    private LiveMove copy() {
        return new LiveMove(plan, key, number, type, method, offset, room, slots);
    }

    /** Forgets what this thread has saved. */
    public static void drop() {
        synchronized (WAITING) {
            WAITING.remove(Thread.currentThread());
            armed = !WAITING.isEmpty();
        }
    }

    /** Hands over what this thread has saved for this method; null if that is nothing. */
    public static Object[] take(int key) {
        LiveMove saved;
        synchronized (WAITING) {
            saved = WAITING.get(Thread.currentThread());
        }
        // Were the debugger killed before it took the old frame off, another call could come here.
        boolean fits = saved != null
                && saved.key == key
                && (saved.ticket == sure || System.nanoTime() - saved.since < NANOSECONDS)
                && saved.depth == depth();
        synchronized (WAITING) {
            // The debugger looks at this one when the other says that nothing waits any more.
            handed += fits ? 1 : 0;
            WAITING.remove(Thread.currentThread());
            armed = !WAITING.isEmpty();
        }
        return fits ? saved.values : null;
    }

    private int save() {
        LiveStackFrame frame = frame();
        if (!isThis(frame) || frame.getByteCodeIndex() != offset) {
            return ELSEWHERE;
        } else if (frame.getStack().length > 0) {
            return STACK;
        } else if (frame.getMonitors().length > 0) {
            return MONITOR;
        }
        values = values(frame.getLocals());
        // Of this method and the one that called it there is one more here than there.
        depth = depth() - 1;
        since = System.nanoTime();
        synchronized (WAITING) {
            WAITING.put(Thread.currentThread(), this);
            armed = true;
        }
        return SAVED;
    }

    private boolean isOf() {
        return isThis(frame());
    }

    private boolean isThis(LiveStackFrame frame) {
        return frame != null
                && frame.getClassName().equals(type)
                && (frame.getMethodName() + frame.getDescriptor()).equals(method)
                && (room < 0 || frame.getLocals().length == room);
    }

    /** The frame on which a debugger called the method that called the method that called this. */
    private LiveStackFrame frame() {
        // Without that, frames of JDK 17 don't tell descriptors.
        Set<StackWalker.Option> options = Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE);
        Object[] frames = (Object[]) LiveStackFrame.getStackWalker(options).walk(this);
        return frames.length <= OWN_FRAMES ? null : (LiveStackFrame) frames[OWN_FRAMES];
    }

    private Object[] values(Object[] locals) {
        String[] wanted = slots.isEmpty() ? new String[0] : slots.split(" ");
        Object[] found = new Object[wanted.length + 1];
        found[0] = number;
        for (int i = 0; i < wanted.length; i++) {
            found[i + 1] = value(locals, wanted[i].charAt(0), Integer.parseInt(wanted[i].substring(1)));
        }
        return found;
    }

    private static Object value(Object[] locals, char tag, int slot) {
        switch (tag) {
            case 'I':
                return (int) bits(locals[slot]);
            case 'F':
                return Float.intBitsToFloat((int) bits(locals[slot]));
            case 'J':
                return longBits(locals, slot);
            case 'D':
                return Double.longBitsToDouble(longBits(locals, slot));
            default:
                // A reference that is null may be told as no reference.
                return locals[slot] instanceof LiveStackFrame.PrimitiveSlot ? null : locals[slot];
        }
    }

    private static long bits(Object local) {
        LiveStackFrame.PrimitiveSlot slot = (LiveStackFrame.PrimitiveSlot) local;
        return slot.size() == 8 ? slot.longValue() : slot.intValue();
    }

    private static long longBits(Object[] locals, int slot) {
        LiveStackFrame.PrimitiveSlot second = (LiveStackFrame.PrimitiveSlot) locals[slot + 1];
        return second.size() == 8
                ? second.longValue()
                : (long) ((LiveStackFrame.PrimitiveSlot) locals[slot]).intValue() << 32
                        | second.intValue() & 0xFFFFFFFFL;
    }

    private static long depth() {
        return (Long) StackWalker.getInstance().walk(new LiveMove(0, 0, 0, null, null, 0, 0, null));
    }

    /** The frames that a walker is at; without a method to look for only their number. */
    @Override
    public Object apply(Stream<StackWalker.StackFrame> frames) {
        return method == null
                ? (Object) frames.count()
                : frames.limit(OWN_FRAMES + 1).toArray();
    }
}
