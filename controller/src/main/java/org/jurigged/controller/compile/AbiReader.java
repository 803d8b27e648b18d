package org.jurigged.controller.compile;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/** Reads from a class file what other sources are compiled against. */
final class AbiReader extends ClassVisitor {
    private static final int CLASS_FLAGS = Opcodes.ACC_PUBLIC
            | Opcodes.ACC_PROTECTED
            | Opcodes.ACC_PRIVATE
            | Opcodes.ACC_STATIC
            | Opcodes.ACC_FINAL
            | Opcodes.ACC_INTERFACE
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_ANNOTATION
            | Opcodes.ACC_ENUM;
    private static final int MEMBER_FLAGS =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT;

    private String name;
    private int access;
    private boolean local;
    private final StringBuilder header = new StringBuilder();
    private final StringBuilder hierarchy = new StringBuilder();
    private final Map<Abi.Member, String> members = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private final TreeSet<String> abstractMethods = new TreeSet<>();

    private AbiReader() {
        super(Opcodes.ASM9);
    }

    /** Read a class file; one that is broken is an {@link IllegalArgumentException}. */
    static Abi read(byte[] bytes) {
        AbiReader reader = new AbiReader();
        try {
            new ClassReader(bytes)
                    .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("a broken class file", e);
        }
        return reader.abi();
    }

    private Abi abi() {
        header.append(access & CLASS_FLAGS);
        if ((access & Opcodes.ACC_INTERFACE) != 0) {
            header.append(abstractMethods); // whether and how a lambda can be one (JLS 9.8)
        }
        if ((access & Opcodes.ACC_ANNOTATION) != 0) {
            header.append(new TreeSet<>(describe(members))); // uses of an element are no references to a method
        }
        boolean reachable = !local && (access & Opcodes.ACC_SYNTHETIC) == 0;
        return new Abi(name.replace('/', '.'), reachable, header.toString(), hierarchy.toString(), members, constants);
    }

    private static List<String> describe(Map<Abi.Member, String> members) {
        List<String> lines = new ArrayList<>();
        members.forEach((member, shape) -> lines.add(member.name() + member.descriptor() + shape));
        return lines;
    }

    @Override
    public void visit(int version, int flags, String type, String generic, String superName, String[] interfaces) {
        name = type;
        access = flags;
        hierarchy.append(superName).append(Arrays.toString(interfaces)).append(generic);
    }

    @Override
    public void visitOuterClass(String owner, String method, String descriptor) {
        local = true;
    }

    /** Take a nested class's own flags from here (JVMS 4.7.6): those of its header say less. */
    @Override
    public void visitInnerClass(String inner, String outer, String simpleName, int flags) {
        if (inner.equals(name)) {
            access = flags;
        }
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        hierarchy.append(" permits ").append(subclass);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String component, String descriptor, String generic) {
        header.append(component).append(descriptor).append(generic).append(' ');
        return null;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        if ((access & Opcodes.ACC_ANNOTATION) == 0) {
            return null;
        }
        header.append(descriptor);
        return new AnnotationText(header);
    }

    @Override
    public FieldVisitor visitField(int flags, String field, String descriptor, String generic, Object value) {
        if ((flags & Opcodes.ACC_ENUM) != 0) {
            header.append(field).append(','); // switches and exhaustiveness go by the list of constants
        }
        if ((flags & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) == 0) {
            String shape = (flags & MEMBER_FLAGS) + " " + generic;
            if (value == null) {
                members.put(new Abi.Member(field, descriptor), shape);
            } else {
                constants.put(field, descriptor + shape + text(value));
            }
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int flags, String method, String descriptor, String generic, String[] thrown) {
        if ((flags & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) != 0 || method.equals("<clinit>")) {
            return null;
        }
        StringBuilder shape = new StringBuilder();
        shape.append(flags & (MEMBER_FLAGS | Opcodes.ACC_VARARGS))
                .append(generic)
                .append(Arrays.toString(thrown));
        Abi.Member member = new Abi.Member(method, descriptor);
        members.put(member, shape.toString());
        if ((flags & Opcodes.ACC_ABSTRACT) != 0) {
            abstractMethods.add(method + descriptor + shape);
        }
        return (access & Opcodes.ACC_ANNOTATION) == 0 ? null : new Default(member, shape);
    }

    /** Write a constant so that equal text means equal value. */
    static String text(Object value) {
        if (!value.getClass().isArray()) {
            return value.toString();
        }
        StringJoiner items = new StringJoiner(",", "[", "]");
        for (int i = 0; i < Array.getLength(value); i++) {
            items.add(String.valueOf(Array.get(value, i)));
        }
        return items.toString();
    }

    /** Adds an annotation element's default value to its shape. */
    private final class Default extends MethodVisitor {
        private final Abi.Member member;
        private final StringBuilder shape;

        Default(Abi.Member member, StringBuilder shape) {
            super(Opcodes.ASM9);
            this.member = member;
            this.shape = shape;
        }

        @Override
        public AnnotationVisitor visitAnnotationDefault() {
            return new AnnotationText(shape);
        }

        @Override
        public void visitEnd() {
            members.put(member, shape.toString());
        }
    }
}
