package org.jurigged.bench.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jurigged.reshape.Schema;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Compares two versions of a program as a plain {@code redefineClasses} would take them. */
final class PlainSwap {
    private PlainSwap() {}

    /**
     * Whether HotSpot redefines all classes that differ; new ones are simply there, and removed ones stay ({@code
     * VM_RedefineClasses::compare_and_normalize_class_versions}).
     *
     * @param before class files by name
     * @param after class files by name
     */
    static boolean takes(Map<String, byte[]> before, Map<String, byte[]> after) {
        for (Map.Entry<String, byte[]> one : before.entrySet()) {
            byte[] other = after.get(one.getKey());
            if (other != null
                    && !Arrays.equals(one.getValue(), other)
                    && !same(Schema.of(one.getValue()), Schema.of(other))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Schema one, Schema other) {
        return one.access() == other.access()
                && Objects.equals(one.superName(), other.superName())
                && one.interfaces().equals(other.interfaces())
                && one.fields().equals(other.fields())
                && sameSet(one.methods(), other.methods())
                && same(one.attributes(), other.attributes());
    }

    private static boolean same(Schema.Attributes one, Schema.Attributes other) {
        return Objects.equals(one.nestHost(), other.nestHost())
                && sameSet(one.nestMembers(), other.nestMembers())
                && Objects.equals(one.components(), other.components())
                && sameSet(one.permittedSubclasses(), other.permittedSubclasses());
    }

    private static <T> boolean sameSet(List<T> one, List<T> other) {
        return one.size() == other.size() && Set.copyOf(one).equals(Set.copyOf(other));
    }

    /** Whether the versions do the same: they differ in line numbers and other debug information at most. */
    static boolean linesOnly(Map<String, byte[]> before, Map<String, byte[]> after) {
        return before.keySet().equals(after.keySet())
                && before.entrySet().stream()
                        .allMatch(one -> Arrays.equals(one.getValue(), after.get(one.getKey()))
                                || Arrays.equals(bare(one.getValue()), bare(after.get(one.getKey()))));
    }

    private static byte[] bare(byte[] classFile) {
        ClassWriter bare = new ClassWriter(0);
        new ClassReader(classFile).accept(bare, ClassReader.SKIP_DEBUG);
        return bare.toByteArray();
    }

    /** Whether nothing differs at all. */
    static boolean equal(Map<String, byte[]> before, Map<String, byte[]> after) {
        return before.keySet().equals(after.keySet())
                && before.entrySet().stream().allMatch(one -> Arrays.equals(one.getValue(), after.get(one.getKey())));
    }
}
