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

    /** A method that was to begin at once and hasn't is not to begin with these values. */
    private static final long NANOSECONDS = 5_000_000_000L;

    private static final Map<Integer, LiveMove> PLANS = new java.util.HashMap<>();
    private static final Map<Thread, LiveMove> WAITING = new IdentityHashMap<>();

    /** Whether values wait for anybody; read without a lock, for a thread that has some has written it. */
    @SuppressWarnings("PublicField")
    public static boolean armed;

    private final int key;
    private final int number;
    private final String type;
    private final String method;
    private final int offset;
    private final String slots;

    private Object[] values;
    private long depth;
    private long since;

    private LiveMove(int key, int number, String type, String method, int offset, String slots) {
        this.key = key;
        this.number = number;
        this.type = type;
        this.method = method;
        this.offset = offset;
        this.slots = slots;
    }

    /**
     * Notes what {@link #save} has to do.
     *
     * @param plan what it is told by
     * @param key of the method that takes the values
     * @param number of the way into it
     * @param type binary name of the frame's class
     * @param method name and descriptor of its method, {@code @} and the offset at which it is
     * @param slots for each value its type, {@code I}, {@code J}, {@code F}, {@code D} or {@code L}, and number of its
     *     variable
     */
    public static void plan(int plan, int key, int number, String type, String method, String slots) {
        int at = method.lastIndexOf('@');
        String name = method.substring(0, at);
        int offset = Integer.parseInt(method.substring(at + 1));
        synchronized (PLANS) {
            PLANS.put(plan, new LiveMove(key, number, type, name, offset, slots));
        }
    }

    /**
     * Saves what the frame that this is called on, by a debugger, has in its variables, for the method that begins next in
     * this thread. Returns 0, or why it can't be: 1 the frame is another one, 2 something is on its stack, 3 it holds a
     * monitor, 4 it isn't known what to do.
     */
    public static int save(int plan) {
        LiveMove known;
        synchronized (PLANS) {
            known = PLANS.get(plan);
        }
        return known == null
                ? UNKNOWN
                : new LiveMove(known.key, known.number, known.type, known.method, known.offset, known.slots).save();
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
            saved = WAITING.remove(Thread.currentThread());
            armed = !WAITING.isEmpty();
        }
        // Were the debugger killed before it took the old frame off, another call could come here.
        return saved != null
                        && saved.key == key
                        && System.nanoTime() - saved.since < NANOSECONDS
                        && saved.depth == depth()
                ? saved.values
                : null;
    }

    private int save() {
        // Without that, frames of JDK 17 don't tell descriptors.
        Set<StackWalker.Option> options = Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE);
        Object[] frames = (Object[]) LiveStackFrame.getStackWalker(options).walk(this);
        LiveStackFrame frame = frames.length < 3 ? null : (LiveStackFrame) frames[2];
        if (frame == null
                || !frame.getClassName().equals(type)
                || !(frame.getMethodName() + frame.getDescriptor()).equals(method)
                || frame.getByteCodeIndex() != offset) {
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
        return (Long) StackWalker.getInstance().walk(new LiveMove(0, 0, null, null, 0, null));
    }

    /** The frames that a walker is at; without a method to look for only their number. */
    @Override
    public Object apply(Stream<StackWalker.StackFrame> frames) {
        return method == null ? (Object) frames.count() : frames.limit(3).toArray();
    }
}
