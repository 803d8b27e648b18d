package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Copies of methods. */
final class Methods {
    private Methods() {}

    /** Appends a method's code, with lines, frames, handlers and variables, to another method's. */
    static void copyCode(MethodNode from, MethodNode to) {
        Map<LabelNode, LabelNode> labels = new HashMap<>();
        for (AbstractInsnNode insn : from.instructions) {
            if (insn instanceof LabelNode label) {
                labels.put(label, new LabelNode());
            }
        }
        for (AbstractInsnNode insn : from.instructions) {
            to.instructions.add(insn.clone(labels));
        }
        for (TryCatchBlockNode block : from.tryCatchBlocks) {
            to.tryCatchBlocks.add(new TryCatchBlockNode(
                    labels.get(block.start), labels.get(block.end), labels.get(block.handler), block.type));
        }
        if (to.localVariables == null) {
            to.localVariables = new ArrayList<>();
        }
        for (LocalVariableNode v : from.localVariables == null ? List.<LocalVariableNode>of() : from.localVariables) {
            to.localVariables.add(new LocalVariableNode(
                    v.name, v.desc, v.signature, labels.get(v.start), labels.get(v.end), v.index));
        }
        to.maxLocals = Math.max(to.maxLocals, from.maxLocals);
        to.maxStack = Math.max(to.maxStack, from.maxStack);
    }

    /** Takes a method's code away, what the debugger knows of it included. */
    static void clear(MethodNode method) {
        method.instructions.clear();
        method.tryCatchBlocks.clear();
        method.localVariables = new ArrayList<>();
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
    }

    /** Gives a method what another one says about itself, code and modifiers aside. */
    static void describe(MethodNode source, MethodNode formed) {
        formed.signature = source.signature;
        formed.exceptions = source.exceptions;
        formed.parameters = source.parameters;
        formed.visibleAnnotations = source.visibleAnnotations;
        formed.invisibleAnnotations = source.invisibleAnnotations;
        formed.visibleTypeAnnotations = source.visibleTypeAnnotations;
        formed.invisibleTypeAnnotations = source.invisibleTypeAnnotations;
        formed.annotationDefault = source.annotationDefault;
        formed.visibleAnnotableParameterCount = source.visibleAnnotableParameterCount;
        formed.visibleParameterAnnotations = source.visibleParameterAnnotations;
        formed.invisibleAnnotableParameterCount = source.invisibleAnnotableParameterCount;
        formed.invisibleParameterAnnotations = source.invisibleParameterAnnotations;
        formed.attrs = source.attrs;
    }
}
