package org.jurigged.reshape.form;

import java.util.List;
import java.util.Set;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.form.World.Found;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Turns what code asks of interfaces that the JVM is wrong about into questions to their companions: casts, tests, and
 * calls. Code that was formed before is not changed by it, nor harmed.
 */
final class AdoptionCode {
    private final Scene scene;
    private final TypeInfo logical;
    private final MethodNode code;
    private boolean changed;

    /** {@code logical} is the class that the source has the code in. */
    AdoptionCode(Scene scene, TypeInfo logical, MethodNode code) {
        this.scene = scene;
        this.logical = logical;
        this.code = code;
    }

    /** Rewrites the code in place; returns whether anything changed. */
    boolean apply() {
        if (scene.adoptions().interfaces().isEmpty()) {
            return false;
        }
        GenericArrays.apply(scene, code);
        ClassLiterals literals = new ClassLiterals(code, scene.adoptions()::concern);
        literals.handedOn().forEach((name, to) -> {
            throw new CannotForm(Code.J103, to + " would have the JVM check for " + adopted(name));
        });
        for (AbstractInsnNode insn : code.instructions.toArray()) {
            if (literals.questions().containsKey(insn)) {
                ask(insn, literals.questions().get(insn));
            } else {
                rewrite(insn);
            }
        }
        return changed;
    }

    private void rewrite(AbstractInsnNode insn) {
        if (insn instanceof TypeInsnNode type) {
            rewrite(type);
        } else if (insn instanceof MethodInsnNode call) {
            requireNoArray(Type.getMethodType(call.desc));
            rewrite(call);
        } else if (insn instanceof FieldInsnNode field) {
            requireNoArray(Type.getType(field.desc));
        } else if (insn instanceof MultiANewArrayInsnNode array) {
            requireNoArray(Type.getType(array.desc));
        } else if (insn instanceof LdcInsnNode constant && constant.cst instanceof Type type) {
            requireNoArray(type);
        }
    }

    private void rewrite(TypeInsnNode insn) {
        if (insn.getOpcode() == Opcodes.ANEWARRAY) {
            requireNoArray(Type.getType("[" + Type.getObjectType(insn.desc).getDescriptor()));
            return;
        }
        requireNoArray(Type.getObjectType(insn.desc));
        if (scene.adoptions().concern(insn.desc)) {
            String companion = scene.needs().adopted(scene.world().type(insn.desc));
            boolean isTest = insn.getOpcode() == Opcodes.INSTANCEOF;
            replace(
                    insn,
                    companion,
                    isTest ? "is" : "cast",
                    "(Ljava/lang/Object;)" + (isTest ? "Z" : "L" + insn.desc + ";"));
        }
    }

    /** A question to a {@code Class}, or a reference to one: {@code X.class::isInstance}. */
    private void ask(AbstractInsnNode question, Set<String> names) {
        if (names.size() > 1) {
            throw new CannotForm(
                    Code.J103,
                    "one question is for several interfaces, among them "
                            + adopted(names.iterator().next()));
        }
        String companion =
                scene.needs().adopted(scene.world().type(names.iterator().next()));
        if (question instanceof MethodInsnNode call) {
            replace(call, companion, call.name, Places.withReceiver("java/lang/Class", call.desc));
        } else if (question instanceof InvokeDynamicInsnNode site) {
            for (int i = 0; i < site.bsmArgs.length; i++) {
                if (site.bsmArgs[i] instanceof Handle handle && ClassLiterals.isQuestion(handle)) {
                    String type = Places.withReceiver("java/lang/Class", handle.getDesc());
                    site.bsmArgs[i] = new Handle(Opcodes.H_INVOKESTATIC, companion, handle.getName(), type, false);
                    changed = true;
                }
            }
        }
    }

    private void rewrite(MethodInsnNode call) {
        String key = call.name + call.desc;
        Found found = call.owner.startsWith("[") || call.name.equals("<init>")
                ? null
                : scene.world().method(call.owner, key);
        if (found == null) {
            return;
        }
        boolean isAdopted = call.itf && scene.adoptions().isAdopted(call.owner);
        switch (call.getOpcode()) {
            case Opcodes.INVOKEINTERFACE -> {
                if (isAdopted) {
                    byInterface(call, found);
                }
            }
            case Opcodes.INVOKEVIRTUAL -> {
                Found inherited = scene.adoptions().inherited(call.owner, key);
                if (inherited != null) {
                    toCall(call, inherited.type());
                }
            }
            case Opcodes.INVOKESPECIAL -> {
                boolean isUnknown = isAdopted
                        && (!found.member().isVirtual()
                                || !logical.physicalInterfaces().contains(call.owner));
                if (isUnknown && isInClass(found)) {
                    toSpecial(call, found);
                } else if (!call.itf && scene.adoptions().inherited(call.owner, key) != null) {
                    toSpecial(call, found);
                }
            }
            default -> {
                // A static method is called by the class that has it.
            }
        }
    }

    private void byInterface(MethodInsnNode call, Found found) {
        if (!found.type().isInterface()) {
            call.setOpcode(Opcodes.INVOKEVIRTUAL);
            call.owner = found.type().name;
            call.itf = false;
            changed = true;
        } else if (isInClass(found)) {
            if (found.member().isVirtual()) {
                toCall(call, scene.world().type(call.owner));
            } else {
                toSpecial(call, found);
            }
        }
    }

    private boolean isInClass(Found found) {
        return scene.placeOfMethod(found) instanceof Place.InClass;
    }

    private void toSpecial(MethodInsnNode call, Found found) {
        String special = scene.needs().special(found.type(), found.member());
        replace(call, special, call.name, Places.withReceiver(found.type().name, call.desc));
    }

    private void toCall(MethodInsnNode call, TypeInfo type) {
        String companion = scene.needs().adoptedCall(type, call.name, call.desc);
        replace(call, companion, call.name, Places.withReceiver(type.name, call.desc));
    }

    private void replace(AbstractInsnNode before, String companion, String name, String descriptor) {
        code.instructions.set(before, new MethodInsnNode(Opcodes.INVOKESTATIC, companion, name, descriptor, false));
        changed = true;
    }

    /** An array takes what the JVM takes for an object of its component type (JVMS 6.5 aastore). */
    private void requireNoArray(Type type) {
        switch (type.getSort()) {
            case Type.METHOD -> {
                requireNoArray(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    requireNoArray(argument);
                }
            }
            case Type.ARRAY -> {
                if (type.getElementType().getSort() == Type.OBJECT
                        && scene.adoptions().isAdopted(type.getElementType().getInternalName())) {
                    String name = type.getElementType().getInternalName();
                    throw new CannotForm(Code.J103, "it uses arrays of " + adopted(name));
                }
            }
            default -> {
                // Not an array.
            }
        }
    }

    private String adopted(String name) {
        return adopted(scene, name);
    }

    /** Says which interface it is, and of what class: {@code Named, which User does not implement in the JVM}. */
    static String adopted(Scene scene, String name) {
        List<Adoptions.Answer> answers = scene.adoptions().answers(name);
        Adoptions.Answer answer = answers.stream()
                .filter(Adoptions.Answer::isInstance)
                .findFirst()
                .orElseGet(() -> answers.get(0));
        String does = answer.isInstance() ? " does not implement in the JVM" : " still implements in the JVM";
        return Display.type(name) + ", which " + Display.type(answer.type().name) + does;
    }
}
