package org.jurigged.reshape.move;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.objectweb.asm.MethodTooLargeException;

/**
 * The ways into the middle of one method.
 *
 * @param method the method's name in its class file
 * @param descriptor its descriptor
 * @param key what tells the values that are meant for this method from others; 0 or more
 * @param entries the ways in, the first one being number 0; without any, only {@code room} is seen to
 * @param room the new code gets room for at least so many local variables (JVMS 4.7.3), by which its frames are told from
 *     those of older versions
 */
public record Entrance(String method, String descriptor, int key, List<Entry> entries, int room) {
    /** HotSpot doesn't compile larger methods (-XX:HugeMethodLimit). */
    private static final int LARGEST_COMPILED = 8000;

    public Entrance {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(descriptor, "descriptor");
        entries = List.copyOf(entries);
    }

    /**
     * Put the ways in at the start of the method. It asks for values before anything else; when there are none, as for any
     * call that the program makes, it begins as always.
     *
     * @param classFile the class file for which the entries were planned
     * @param handover internal name of a class that the method's class can see, with a static field {@code boolean
     *     armed} and a method {@code static Object[] take(int key)}: number of the way in, as an {@code Integer}, then the
     *     values, primitive ones as {@code Integer}, {@code Long}, {@code Float} or {@code Double}; null if there are none
     * @return the class file; empty if the method would be larger than a JVM takes (JVMS 4.7.3), or compiles
     * @throws IllegalArgumentException if the class has no such method
     */
    public Optional<byte[]> addTo(byte[] classFile, String handover) {
        MethodBody before = OffsetReader.read(new MethodCode(classFile, method, descriptor));
        boolean compiles = before != null && before.length() <= LARGEST_COMPILED;
        return addAll(List.of(this), classFile, handover)
                .filter(result -> !compiles
                        || OffsetReader.read(new MethodCode(result, method, descriptor))
                                        .length()
                                <= LARGEST_COMPILED);
    }

    /**
     * Put the ways into several methods of a class, as {@link #addTo}.
     *
     * @return the class file; empty if a method would be larger than a JVM takes
     */
    public static Optional<byte[]> addAll(Collection<Entrance> all, byte[] classFile, String handover) {
        OffsetReader.Whole whole = OffsetReader.whole(classFile);
        for (Entrance entrance : all) {
            MethodBody body = whole.method(entrance.method, entrance.descriptor);
            if (body == null) {
                throw new IllegalArgumentException("there is no code of " + entrance.method + entrance.descriptor);
            }
            if (!entrance.entries.isEmpty()) {
                new Prologue(body, handover, entrance.key).add(entrance.entries);
            }
            body.code().maxLocals = Math.max(body.code().maxLocals, entrance.room);
        }
        return written(whole);
    }

    private static Optional<byte[]> written(OffsetReader.Whole whole) {
        try {
            return Optional.of(whole.written());
        } catch (MethodTooLargeException e) {
            return Optional.empty();
        }
    }

    /** Return the key of the ways into a method; empty if it has none, or the class has no such method. */
    public static OptionalInt key(MethodCode running) {
        MethodBody body = OffsetReader.read(running);
        return body == null || body.first() == 0 ? OptionalInt.empty() : OptionalInt.of(Prologue.key(body));
    }

    /**
     * Put the ways into a method, and the room it has, into a later class file in which the method says the same, so that
     * frames in it go on running what a JVM takes for the latest code (EMCP, JVMTI {@code RedefineClasses}). That it does
     * say the same is for the caller to see, from the result.
     *
     * @param running the method as it runs
     * @param latest the later class file, without ways into that method
     * @return the class file; empty if the method has another number of instructions there
     */
    public static Optional<byte[]> carry(MethodCode running, byte[] latest) {
        MethodBody from = OffsetReader.read(running);
        OffsetReader.Whole whole = OffsetReader.whole(latest);
        MethodBody to = whole.method(running.name(), running.descriptor());
        if (from == null || to == null) {
            return Optional.empty();
        }
        if (from.first() > 0 && !Prologue.copy(from, to)) {
            return Optional.empty();
        }
        // Where the method says something else after all, it may need more.
        to.code().maxLocals = Math.max(to.code().maxLocals, from.code().maxLocals);
        to.code().maxStack = Math.max(to.code().maxStack, from.code().maxStack);
        return written(whole);
    }
}
