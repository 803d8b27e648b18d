package org.jurigged.controller.compile;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds by which members of a class one comes to objects of other classes that code need not name: they stand in the member's
 * generic signature (JVMS 4.7.9.1) only, and are erased where it is used (JLS 4.6).
 */
final class GenericMembers extends ClassVisitor {
    private final Set<String> names;
    private final Set<String> members = new HashSet<>();
    private boolean all;

    private GenericMembers(Set<String> types) {
        super(Opcodes.ASM9);
        names = types.stream().map(type -> "L" + type.replace('.', '/')).collect(Collectors.toSet());
    }

    /** Read a class file; {@code types} are binary names. */
    static GenericMembers of(byte[] classFile, Set<String> types) {
        GenericMembers found = new GenericMembers(types);
        new ClassReader(classFile)
                .accept(found, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found;
    }

    /** The members' names. */
    Set<String> members() {
        return members;
    }

    /** Whether any member may be one, since the class extends or implements such a type. */
    boolean all() {
        return all;
    }

    /** A nested type of the same beginning counts, too. */
    private boolean mentions(String signature) {
        return signature != null && names.stream().anyMatch(signature::contains);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        all = mentions(signature);
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        if (mentions(signature)) {
            members.add(name);
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        if (mentions(signature)) {
            members.add(name);
        }
        return null;
    }
}
