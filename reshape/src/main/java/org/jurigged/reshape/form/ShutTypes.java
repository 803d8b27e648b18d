package org.jurigged.reshape.form;

import java.util.Set;
import org.jurigged.reshape.Code;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Classes that are public in the source and were not when they were loaded: code of another package that refers to one
 * fails (JVMS 5.4.4). Descriptors of fields and methods are no such references, those of call sites are.
 */
final class ShutTypes {
    private final Set<String> shut;
    private final String packageName;

    private ShutTypes(Set<String> shut, String packageName) {
        this.shut = shut;
        this.packageName = packageName;
    }

    /** Refuses code that can't be linked for it. */
    static void check(Scene scene, CodeContext context, MethodNode code) {
        Set<String> shut = scene.world().shutTypes();
        if (!shut.isEmpty()) {
            new ShutTypes(shut, TypeInfo.packageOf(context.physical())).check(code);
        }
    }

    private void check(MethodNode code) {
        for (TryCatchBlockNode block : code.tryCatchBlocks) {
            if (block.type != null) {
                checkName(block.type);
            }
        }
        for (AbstractInsnNode insn : code.instructions) {
            check(insn);
        }
    }

    private void check(AbstractInsnNode insn) {
        if (insn instanceof TypeInsnNode type) {
            checkName(type.desc);
        } else if (insn instanceof MethodInsnNode call) {
            checkName(call.owner);
        } else if (insn instanceof FieldInsnNode field) {
            checkName(field.owner);
        } else if (insn instanceof MultiANewArrayInsnNode array) {
            checkName(array.desc);
        } else if (insn instanceof LdcInsnNode constant) {
            checkConstant(constant.cst);
        } else if (insn instanceof InvokeDynamicInsnNode site) {
            checkType(Type.getMethodType(site.desc));
            for (Object argument : site.bsmArgs) {
                checkConstant(argument);
            }
        }
    }

    private void checkConstant(Object constant) {
        if (constant instanceof Type type) {
            checkType(type);
        } else if (constant instanceof Handle handle) {
            checkName(handle.getOwner());
            checkType(Type.getType(handle.getDesc()));
        } else if (constant instanceof ConstantDynamic dynamic) {
            checkType(Type.getType(dynamic.getDescriptor()));
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                checkConstant(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    private void checkType(Type type) {
        switch (type.getSort()) {
            case Type.METHOD -> {
                checkType(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    checkType(argument);
                }
            }
            case Type.ARRAY -> checkType(type.getElementType());
            case Type.OBJECT -> checkName(type.getInternalName());
            default -> {
                // A primitive type is open to everybody.
            }
        }
    }

    /** Checks an internal name, or the descriptor of an array type. */
    private void checkName(String name) {
        if (name.startsWith("[")) {
            checkType(Type.getType(name));
        } else if (shut.contains(name) && !TypeInfo.packageOf(name).equals(packageName)) {
            throw new CannotForm(
                    Code.J104,
                    "it refers to " + Display.type(name) + ", which was loaded as a class that is not public");
        }
    }
}
