package org.jurigged.controller.target;

import java.util.List;
import org.jurigged.reshape.Schema;

/** One class in one loader of a target; equal to itself for as long as the target is connected. */
public interface LoadedClass {
    /** The binary name: {@code com.acme.Outer$Inner}. */
    String name();

    /** A name for the loader that tells loaders of one target apart; {@code 0} is the boot loader. */
    long loader();

    /** The schema as the JVM tells it: what it does not tell (nest, record, permitted subclasses) is unknown there. */
    Schema schema();

    /** The names of the direct superclass and superinterfaces; empty for a class that isn't prepared. */
    List<String> supertypes();

    /** Whether it is prepared (JVMS 5.4.2): of one that isn't, the JVM tells neither schema nor code. */
    boolean isPrepared();

    /** Whether its static initialiser has begun to run (JVMS 5.5). */
    boolean initialized();

    /**
     * Whether its static initialiser has failed: the JVM runs nothing of it any more (JVMS 5.5), tells no constant pool of it
     * and doesn't redefine it. False where that isn't known.
     */
    boolean hasFailed();

    /**
     * Whether the class file has the constant pool this class was loaded with; cheaper than {@link #sameCode}, and it
     * differs with nearly every change of schema.
     */
    boolean sameConstants(byte[] classFile);

    /**
     * Whether the class file is, as far as the JVM can tell, what this class runs: the same members and modifiers, and
     * equal code. Costs a round trip for each method.
     */
    boolean sameCode(byte[] classFile);

    /** Whether a method is, as far as the JVM can tell, that of the class file; costs two round trips. */
    boolean sameCode(byte[] classFile, String method, String descriptor);

    /**
     * Returns how many bytes the code of a method has that the JVM runs, which may have widened instructions of what it was
     * given; 0 if it has none. Costs two round trips.
     */
    int codeLength(String method, String descriptor);

    /** Whether the methods have the line numbers of the class file; costs a round trip for each method. */
    boolean sameLines(byte[] classFile);
}
