package org.jurigged.controller.bytecode;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;

/**
 * Where a class's constants stand in a JVM that redefines it over and over.
 *
 * <p>HotSpot keeps the constants that a class was loaded with where they are, and puts those of a new version which it doesn't
 * find among them behind all that it has; an {@code ldc} whose constant comes to stand beyond 255 is widened then ({@code
 * VM_RedefineClasses::merge_cp_and_rewrite}, {@code rewrite_cp_refs_in_method}). So it runs other code than it was given, with
 * other indexes, and nobody can ask it for those of a version that is replaced. What is given in here is not changed so: an
 * {@code ldc} stands only where its constant has its place from the beginning.
 *
 * <p>HotSpot also looks for each constant that isn't where it was among all that it has, of which there are more with each
 * version: in a class that is redefined often, each keeps the place that it had at first.
 */
public final class ConstantPlaces {
    private static final int LDC = 18;

    /** So many are within reach of an {@code ldc} (JVMS 6.5). */
    private static final int NARROW = 256;

    /** From so many redefinitions on it pays to have constants keep their places. */
    private static final int OFTEN = 10;

    private final RawClass original;
    private int most;
    private int times;

    /** @param original the class file whose constants the JVM has where they are in it; empty if it isn't known */
    public ConstantPlaces(Optional<byte[]> original) {
        this.original = original.map(RawClass::new).orElse(null);
        this.most = this.original == null ? NARROW : this.original.constantPoolCount();
    }

    /** Returns a class file that does the same, and that the JVM, to which it is given next, runs as it is. */
    public byte[] in(byte[] classFile) {
        RawClass file = new RawClass(classFile);
        most += file.constantPoolCount();
        times++;
        boolean isOften = original != null && times > OFTEN;
        if (!isOften && (most <= NARROW || staysNarrow(file))) {
            return classFile;
        }
        try {
            return moved(classFile);
        } catch (ClassTooLargeException | MethodTooLargeException e) {
            return classFile;
        }
    }

    private boolean staysNarrow(RawClass file) {
        SameConstants same = original == null ? null : new SameConstants(file, original);
        for (RawMethod method : file.methods()) {
            byte[] code = method.code();
            for (int at = 0; at < code.length; at += Instructions.length(code, at)) {
                if ((code[at] & 0xFF) == LDC && !isInPlace(code[at + 1] & 0xFF, same)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isInPlace(int index, SameConstants same) {
        return same != null
                && index < original.constantPoolCount()
                && original.constant(index) != 0
                && same.hold(index, index);
    }

    /** Puts the constants that it had not from the beginning beyond those that an {@code ldc} reaches. */
    private byte[] moved(byte[] classFile) {
        ClassWriter writer = original == null ? new ClassWriter(0) : new ClassWriter(original.reader(), 0);
        int last = 0;
        for (int i = 0; last < NARROW - 1; i++) {
            last = writer.newUTF8("jurigged$" + i);
        }
        new ClassReader(classFile).accept(writer, 0);
        return writer.toByteArray();
    }
}
