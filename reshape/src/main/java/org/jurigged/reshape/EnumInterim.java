package org.jurigged.reshape;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What an enum runs from its redefinition on until its new constants are there: the new code, but for methods that lead to
 * such a constant.
 *
 * <p>Whoever came to those meanwhile would find null. Or would fill a table of a {@code switch} from it, in an initialiser that
 * fails and never runs again (JVMS 5.5). What the constants themselves are made with is new all the same.
 */
final class EnumInterim {
    private final ClassNode running;
    private final ClassNode redefined;

    private EnumInterim(byte[] running, byte[] redefined) {
        this.running = tree(running);
        this.redefined = tree(redefined);
    }

    /**
     * Returns the class file; empty where nothing leads to a new constant.
     *
     * @param running what the JVM runs
     * @param redefined what it is to run
     * @param leading binary names of the classes by which code comes to a new constant
     * @param creations what makes the new constants
     */
    static Optional<byte[]> of(
            byte[] running, byte[] redefined, Set<String> leading, List<InitialiserRun.Slice> creations) {
        return new EnumInterim(running, redefined).without(leading, creations);
    }

    private Optional<byte[]> without(Set<String> leading, List<InitialiserRun.Slice> creations) {
        Map<String, MethodNode> former = new HashMap<>();
        running.methods.forEach(method -> former.put(key(method.name, method.desc), method));
        Set<String> needed = needed(creations);
        boolean any = false;
        for (int i = 0; i < redefined.methods.size(); i++) {
            MethodNode method = redefined.methods.get(i);
            MethodNode before = former.get(key(method.name, method.desc));
            if (before != null && !needed.contains(key(method.name, method.desc)) && names(method, leading)) {
                redefined.methods.set(i, before);
                any = true;
            }
        }
        return any ? Optional.of(bytes(redefined)) : Optional.empty();
    }

    /** Returns the methods of the enum that making its constants comes to. */
    private Set<String> needed(List<InitialiserRun.Slice> creations) {
        Map<String, MethodNode> methods = new HashMap<>();
        redefined.methods.forEach(method -> methods.put(key(method.name, method.desc), method));
        Deque<MethodNode> open = new ArrayDeque<>();
        creations.forEach(slice -> open.addAll(tree(slice.companion()).methods));
        redefined.methods.stream().filter(method -> method.name.startsWith("<")).forEach(open::add);
        Set<String> needed = new HashSet<>();
        redefined.methods.stream()
                .filter(method -> method.name.startsWith("<"))
                .forEach(method -> needed.add(key(method.name, method.desc)));
        while (!open.isEmpty()) {
            for (AbstractInsnNode insn : open.remove().instructions) {
                if (insn instanceof MethodInsnNode call && call.owner.equals(redefined.name)) {
                    MethodNode called = methods.get(key(call.name, call.desc));
                    if (called != null && needed.add(key(call.name, call.desc))) {
                        open.add(called);
                    }
                }
            }
        }
        return needed;
    }

    /** Whether a method's code names one of these classes. */
    private boolean names(MethodNode method, Set<String> classes) {
        ClassNode alone = new ClassNode();
        alone.version = redefined.version;
        alone.name = redefined.name;
        alone.superName = redefined.superName;
        alone.methods.add(method);
        return ClassNames.in(bytes(alone)).stream().anyMatch(classes::contains);
    }

    private static String key(String name, String descriptor) {
        return name + descriptor;
    }

    private static ClassNode tree(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }

    private static byte[] bytes(ClassNode node) {
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }
}
