package org.jurigged.reshape.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Makes classes of the class file of {@link StoreTemplate}. */
final class Template {
    private static final String TEMPLATE = StoreTemplate.class.getName().replace('.', '/');
    private static final byte[] BYTES = read();

    private final String name;

    private Template(String name) {
        this.name = name;
    }

    /** Returns the template as a class of another name, without lines, in which nothing is for others. */
    static ClassNode as(String name) {
        ClassNode node = new ClassNode();
        new ClassReader(BYTES).accept(node, ClassReader.SKIP_DEBUG);
        new Template(name).rename(node);
        return node;
    }

    private void rename(ClassNode node) {
        node.name = name;
        node.signature = null;
        node.access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        for (FieldNode field : node.fields) {
            field.access |= Opcodes.ACC_SYNTHETIC;
            field.desc = renamed(field.desc);
            field.signature = null;
        }
        for (MethodNode method : node.methods) {
            if (!method.name.startsWith("<")) {
                method.access |= Opcodes.ACC_SYNTHETIC;
            }
            method.desc = renamed(method.desc);
            method.signature = null;
            method.instructions.forEach(this::rename);
        }
    }

    private void rename(AbstractInsnNode insn) {
        if (insn instanceof FieldInsnNode field) {
            field.owner = renamed(field.owner);
            field.desc = renamed(field.desc);
        } else if (insn instanceof MethodInsnNode call) {
            call.owner = renamed(call.owner);
            call.desc = renamed(call.desc);
        } else if (insn instanceof TypeInsnNode type) {
            type.desc = renamed(type.desc);
        } else if (insn instanceof FrameNode frame) {
            frame.local = renamed(frame.local);
            frame.stack = renamed(frame.stack);
        }
    }

    private List<Object> renamed(List<Object> types) {
        return types == null
                ? null
                : types.stream()
                        .map(t -> t instanceof String s ? renamed(s) : t)
                        .toList();
    }

    private String renamed(String text) {
        return text.replace(TEMPLATE, name);
    }

    private static byte[] read() {
        try (InputStream in = StoreTemplate.class.getResourceAsStream(StoreTemplate.class.getSimpleName() + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + StoreTemplate.class + " can't be read", e);
        }
    }
}
