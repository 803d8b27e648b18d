package org.jurigged.controller.repl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Has a snippet's class use private members of the program's through handles that are looked up there: a class of the same
 * package may have those (MethodHandles.privateLookupIn), though it isn't of the same nest (JVMS 5.4.4).
 */
final class PrivateAccess extends ClassVisitor {
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
    private static final String LOOKUP_TYPE = "L" + LOOKUP + ";";
    private static final String CLASS_TYPE = "Ljava/lang/Class;";
    private static final String HANDLE = "java/lang/invoke/MethodHandle";
    private static final String VARIABLE = "java/lang/invoke/VarHandle";
    private static final String BOOTSTRAPS = "java/lang/invoke/ConstantBootstraps";
    private static final Handle INVOKE = new Handle(
            Opcodes.H_INVOKESTATIC,
            BOOTSTRAPS,
            "invoke",
            "(" + LOOKUP_TYPE + "Ljava/lang/String;" + CLASS_TYPE + "L" + HANDLE
                    + ";[Ljava/lang/Object;)Ljava/lang/Object;",
            false);

    private final PrivateMembers members;
    private final Map<Use, String> accessors = new LinkedHashMap<>();
    private String self;
    private boolean isInterface;

    /** An instruction that a method of ours does in its place. */
    private record Use(int opcode, String owner, String name, String descriptor) {
        boolean isField() {
            return opcode <= Opcodes.PUTFIELD;
        }

        boolean isStatic() {
            return opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC || opcode == Opcodes.INVOKESTATIC;
        }

        boolean isPut() {
            return opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        }

        /** The accessor's parameters and result are what the instruction takes from the stack and leaves there. */
        String accessorDescriptor() {
            String receiver = isStatic() ? "" : "L" + owner + ";";
            if (!isField()) {
                return "(" + receiver + descriptor.substring(1);
            }
            return isPut() ? "(" + receiver + descriptor + ")V" : "(" + receiver + ")" + descriptor;
        }
    }

    PrivateAccess(ClassVisitor next, PrivateMembers members) {
        super(Opcodes.ASM9, next);
        this.members = members;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        self = name;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String type) {
                if (members.has(owner, field, type)) {
                    call(this, new Use(opcode, owner, field, type));
                } else {
                    super.visitFieldInsn(opcode, owner, field, type);
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                if (members.has(owner, method, type)) {
                    call(this, new Use(opcode, owner, method, type));
                } else {
                    super.visitMethodInsn(opcode, owner, method, type, isInterface);
                }
            }
        };
    }

    private void call(MethodVisitor code, Use use) {
        String accessor = accessors.computeIfAbsent(use, each -> "jurigged$" + accessors.size());
        code.visitMethodInsn(Opcodes.INVOKESTATIC, self, accessor, use.accessorDescriptor(), isInterface);
    }

    @Override
    public void visitEnd() {
        accessors.forEach(this::addAccessor);
        super.visitEnd();
    }

    private void addAccessor(Use use, String accessor) {
        int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PRIVATE;
        MethodVisitor code = super.visitMethod(access, accessor, use.accessorDescriptor(), null, null);
        code.visitCode();
        code.visitLdcInsn(use.isField() ? variable(use) : method(use));
        int slot = 0;
        for (Type type : Type.getArgumentTypes(use.accessorDescriptor())) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
            slot += type.getSize();
        }
        String type = use.accessorDescriptor();
        if (use.isField()) {
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, VARIABLE, use.isPut() ? "set" : "get", type, false);
        } else {
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", type, false);
        }
        Type result = Type.getReturnType(type);
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(1 + Math.max(slot, result.getSize()), slot);
        code.visitEnd();
    }

    private static ConstantDynamic variable(Use use) {
        String find = use.isStatic() ? "findStaticVarHandle" : "findVarHandle";
        Handle finder = ofLookup(find, "(" + CLASS_TYPE + "Ljava/lang/String;" + CLASS_TYPE + ")L" + VARIABLE + ";");
        Type owner = Type.getObjectType(use.owner());
        return constant("L" + VARIABLE + ";", finder, lookup(owner), owner, use.name(), type(use.descriptor()));
    }

    private static ConstantDynamic method(Use use) {
        String find = use.isStatic() ? "findStatic" : "findVirtual";
        Handle finder =
                ofLookup(find, "(" + CLASS_TYPE + "Ljava/lang/String;Ljava/lang/invoke/MethodType;)L" + HANDLE + ";");
        Type owner = Type.getObjectType(use.owner());
        return constant("L" + HANDLE + ";", finder, lookup(owner), owner, use.name(), Type.getType(use.descriptor()));
    }

    private static Handle ofLookup(String name, String descriptor) {
        return new Handle(Opcodes.H_INVOKEVIRTUAL, LOOKUP, name, descriptor, false);
    }

    private static ConstantDynamic lookup(Type owner) {
        String lookups = "java/lang/invoke/MethodHandles";
        Handle own = new Handle(Opcodes.H_INVOKESTATIC, lookups, "lookup", "()" + LOOKUP_TYPE, false);
        Handle in = new Handle(
                Opcodes.H_INVOKESTATIC,
                lookups,
                "privateLookupIn",
                "(" + CLASS_TYPE + LOOKUP_TYPE + ")" + LOOKUP_TYPE,
                false);
        return constant(LOOKUP_TYPE, in, owner, constant(LOOKUP_TYPE, own));
    }

    private static ConstantDynamic constant(String type, Object... arguments) {
        return new ConstantDynamic("jurigged", type, INVOKE, arguments);
    }

    private static Object type(String descriptor) {
        if (descriptor.length() > 1) {
            return Type.getType(descriptor);
        }
        Handle primitive = new Handle(
                Opcodes.H_INVOKESTATIC,
                BOOTSTRAPS,
                "primitiveClass",
                "(" + LOOKUP_TYPE + "Ljava/lang/String;" + CLASS_TYPE + ")" + CLASS_TYPE,
                false);
        return new ConstantDynamic(descriptor, CLASS_TYPE, primitive);
    }
}
