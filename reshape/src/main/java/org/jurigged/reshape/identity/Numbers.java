package org.jurigged.reshape.identity;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Tells what javac numbers. */
final class Numbers {
    private Numbers() {}

    /** Whether any of some classes has a number, or a member with one. */
    static boolean areIn(Collection<ClassNode> nodes) {
        return nodes.stream()
                .anyMatch(n -> hasEnclosingMethod(n) || n.methods.stream().anyMatch(Numbers::isNumbered));
    }

    static boolean isNumbered(MethodNode method) {
        return Lambda.isLambda(method) || AccessMethods.isAccess(method);
    }

    /** The numbered methods of a class, each as name and descriptor. */
    static Set<String> methods(ClassNode node) {
        Set<String> keys = new LinkedHashSet<>();
        node.methods.stream().filter(Numbers::isNumbered).forEach(m -> keys.add(m.name + m.desc));
        return keys;
    }

    /** The classes that javac makes by itself have the attribute too (JVMS 4.7.7). */
    private static boolean hasEnclosingMethod(ClassNode node) {
        return node.outerClass != null;
    }
}
