package org.jurigged.reshape.move;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;

/**
 * The ways into the middle of one method.
 *
 * @param method the method's name in its class file
 * @param descriptor its descriptor
 * @param key what tells the values that are meant for this method from others; 0 or more
 * @param entries the ways in, the first one being number 0
 */
public record Entrance(String method, String descriptor, int key, List<Entry> entries) {
    /** HotSpot doesn't compile larger methods (-XX:HugeMethodLimit). */
    private static final int LARGEST_COMPILED = 8000;

    public Entrance {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(descriptor, "descriptor");
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no way into " + method);
        }
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
        MethodCode source = new MethodCode(classFile, method, descriptor);
        MethodBody body = OffsetReader.readAll(source);
        if (body == null) {
            throw new IllegalArgumentException("there is no code of " + method + descriptor);
        }
        boolean compiles = body.length() <= LARGEST_COMPILED;
        new Prologue(body, handover, key).add(entries);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        try {
            body.owner().accept(writer);
        } catch (MethodTooLargeException e) {
            return Optional.empty();
        }
        byte[] result = writer.toByteArray();
        MethodBody changed = OffsetReader.read(new MethodCode(result, method, descriptor));
        return compiles && changed.length() > LARGEST_COMPILED ? Optional.empty() : Optional.of(result);
    }
}
