package org.jurigged.reshape.store;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adds to a template what depends on the type of the value. A reference that may be the instance itself is kept as an
 * {@code Object}, so that a marker can take its place.
 */
final class Accessors {
    private static final int PUBLIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    private static final int PRIVATE = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    private static final String OBJECT = "java/lang/Object";
    private static final String ANY = "Ljava/lang/Object;";
    private static final String VALUE = "value";

    private final ClassNode store;
    private final String host;
    private final String field;
    private final Type type;
    private final String entry;
    private final String kept;

    Accessors(ClassNode store, String host, String field, Type type) {
        this.store = store;
        this.host = host;
        this.field = field;
        this.type = type;
        this.entry = "L" + store.name + ";";
        this.kept = isMarked() ? ANY : type.getDescriptor();
    }

    /** Adds the field of an entry that has the value. */
    void value(boolean isVolatile) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (isVolatile ? Opcodes.ACC_VOLATILE : 0);
        store.visitField(access, VALUE, kept, null, null);
    }

    /** Adds {@code T get(Host)}. Without an initialiser, nothing is stored for an instance that is only read. */
    void get(boolean hasInitialiser) {
        MethodVisitor code = method(PUBLIC, "get", "(L" + host + ";)" + type.getDescriptor());
        requireHost(code, "Cannot read field");
        Label found = new Label();
        lookUp(code, "find", 1);
        code.visitJumpInsn(Opcodes.IFNONNULL, found);
        if (hasInitialiser) {
            lookUp(code, "absent", 1);
            code.visitJumpInsn(Opcodes.IFNONNULL, found);
        }
        returnDefault(code);
        code.visitLabel(found);
        append(code, store.name);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitFieldInsn(Opcodes.GETFIELD, store.name, VALUE, kept);
        if (isMarked()) {
            code.visitVarInsn(Opcodes.ASTORE, 2);
            code.visitVarInsn(Opcodes.ALOAD, 2);
            self(code);
            replaceIfSame(code, 2, () -> code.visitVarInsn(Opcodes.ALOAD, 0));
            code.visitVarInsn(Opcodes.ALOAD, 2);
            code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
        code.visitInsn(type.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
    }

    /** Adds {@code void put(Host, T)}. */
    void put() {
        MethodVisitor code = method(PUBLIC, "put", "(L" + host + ";" + type.getDescriptor() + ")V");
        requireHost(code, "Cannot assign field");
        int value = 1;
        if (isMarked()) {
            value = 2;
            code.visitVarInsn(Opcodes.ALOAD, 1);
            keepAs(code, value);
        }
        int at = 1 + type.getSize() + (isMarked() ? 1 : 0);
        Label found = new Label();
        Label entered = new Label();
        lookUp(code, "find", at);
        code.visitJumpInsn(Opcodes.IFNONNULL, found);
        newEntry(code, at);
        store(code, at, value);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, at);
        call(code, "enter", "(" + ANY + entry + ")" + entry);
        code.visitVarInsn(Opcodes.ASTORE, at);
        code.visitVarInsn(Opcodes.ALOAD, at);
        code.visitJumpInsn(Opcodes.IFNULL, entered);
        code.visitLabel(found);
        append(code, store.name);
        store(code, at, value);
        code.visitLabel(entered);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        call(code, "tidy", "()V");
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
    }

    /** Adds {@code boolean has(Host)}. */
    void has(boolean hasFormer) {
        MethodVisitor code = method(PUBLIC, "has", "(L" + host + ";)Z");
        requireHost(code, "Cannot read field");
        Label none = new Label();
        lookUp(code, "find", 1);
        code.visitJumpInsn(Opcodes.IFNULL, none);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(none);
        append(code, store.name);
        if (hasFormer) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            call(code, Former.HAS, "(L" + host + ";)Z");
        } else {
            code.visitInsn(Opcodes.ICONST_0);
        }
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(0, 0);
    }

    /** Adds what takes over from where the field was before. */
    void former(Former former) {
        former.has().accept(method(PRIVATE, Former.HAS, former.has().desc));
        former.get().accept(method(PRIVATE, Former.GET, former.get().desc));
        MethodVisitor code = method(PRIVATE, "first", initDescriptor());
        Label none = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, Former.HAS, former.has().desc);
        code.visitJumpInsn(Opcodes.IFEQ, none);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, Former.GET, initDescriptor());
        code.visitInsn(type.getOpcode(Opcodes.IRETURN));
        code.visitLabel(none);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, "init", initDescriptor());
        code.visitInsn(type.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
    }

    /** Adds {@code T init(Host)}; without an initialiser, null, it returns the default value. */
    void init(MethodNode initialiser) {
        MethodVisitor code = method(PUBLIC, "init", initDescriptor());
        if (initialiser != null) {
            initialiser.accept(code);
        } else {
            returnDefault(code);
            code.visitMaxs(0, 0);
        }
    }

    /** Puts {@code void initialise(Object, Entry)} in the place of the template's. */
    void initialise(boolean hasFormer) {
        String descriptor = "(" + ANY + entry + ")V";
        store.methods.removeIf(m -> m.name.equals("initialise"));
        MethodVisitor code = method(PRIVATE, "initialise", descriptor);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitTypeInsn(Opcodes.CHECKCAST, host);
        call(code, hasFormer ? "first" : "init", initDescriptor());
        if (isMarked()) {
            keepAs(code, 2);
        } else {
            code.visitVarInsn(type.getOpcode(Opcodes.ISTORE), 2);
        }
        store(code, 1, 2);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
    }

    private String initDescriptor() {
        return "(L" + host + ";)" + type.getDescriptor();
    }

    private boolean isMarked() {
        return FieldStore.mayBeItself(type);
    }

    private MethodVisitor method(int access, String name, String descriptor) {
        return store.visitMethod(access, name, descriptor, null, null);
    }

    private void call(MethodVisitor code, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, store.name, name, descriptor, false);
    }

    private void requireHost(MethodVisitor code, String access) {
        Label present = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitJumpInsn(Opcodes.IFNONNULL, present);
        code.visitLdcInsn(access + " \"" + field + "\"");
        call(code, "noHost", "(Ljava/lang/String;)Ljava/lang/NullPointerException;");
        code.visitInsn(Opcodes.ATHROW);
        code.visitLabel(present);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    /** Asks for the instance's entry; keeps it in a variable, and leaves it on the stack. */
    private void lookUp(MethodVisitor code, String method, int variable) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        call(code, method, "(" + ANY + ")" + entry);
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ASTORE, variable);
    }

    private void newEntry(MethodVisitor code, int variable) {
        code.visitTypeInsn(Opcodes.NEW, store.name);
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, store.name, "<init>", "(" + ANY + ")V", false);
        code.visitVarInsn(Opcodes.ASTORE, variable);
    }

    /** Moves a reference from the stack to a variable, in the form in which an entry keeps it. */
    private void keepAs(MethodVisitor code, int variable) {
        code.visitVarInsn(Opcodes.ASTORE, variable);
        code.visitVarInsn(Opcodes.ALOAD, variable);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        replaceIfSame(code, variable, () -> self(code));
    }

    /** Gives a variable, the last one, another value if the two references on the stack are the same. */
    private static void replaceIfSame(MethodVisitor code, int variable, Runnable other) {
        Label different = new Label();
        code.visitJumpInsn(Opcodes.IF_ACMPNE, different);
        other.run();
        code.visitVarInsn(Opcodes.ASTORE, variable);
        code.visitLabel(different);
        append(code, OBJECT);
    }

    private void self(MethodVisitor code) {
        code.visitFieldInsn(Opcodes.GETSTATIC, store.name, "SELF", ANY);
    }

    private void store(MethodVisitor code, int at, int value) {
        code.visitVarInsn(Opcodes.ALOAD, at);
        code.visitVarInsn(isMarked() ? Opcodes.ALOAD : type.getOpcode(Opcodes.ILOAD), value);
        code.visitFieldInsn(Opcodes.PUTFIELD, store.name, VALUE, kept);
    }

    private void returnDefault(MethodVisitor code) {
        code.visitInsn(
                switch (type.getSort()) {
                    case Type.LONG -> Opcodes.LCONST_0;
                    case Type.FLOAT -> Opcodes.FCONST_0;
                    case Type.DOUBLE -> Opcodes.DCONST_0;
                    case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
                    default -> Opcodes.ICONST_0;
                });
        code.visitInsn(type.getOpcode(Opcodes.IRETURN));
    }

    private static void append(MethodVisitor code, String local) {
        code.visitFrame(Opcodes.F_APPEND, 1, new Object[] {local}, 0, null);
    }
}
