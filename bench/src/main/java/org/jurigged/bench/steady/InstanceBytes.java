package org.jurigged.bench.steady;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jurigged.reshape.store.FieldStore;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A process that prints what a value of an added field takes in memory: by how much the heap in use is larger, after a
 * collection, when all instances have one.
 */
public final class InstanceBytes {
    private static final int LARGEST_TABLE = 1 << 21;

    private InstanceBytes() {}

    /** What has the field. */
    private static final class Kept {}

    public static void main(String[] args) throws Throwable {
        // The table is twice as large as soon as two thirds of it are taken: then an instance takes most.
        int fewest = LARGEST_TABLE / 3 + 10;
        int most = LARGEST_TABLE / 3 * 2 - 10;
        // The first time, what the JVM allocated as it started is let go in between.
        measure(int.class, LARGEST_TABLE / 8);
        for (Class<?> type : new Class<?>[] {int.class, long.class, Object.class}) {
            System.out.println(type.getSimpleName() + ", table just grown " + measure(type, fewest));
            System.out.println(type.getSimpleName() + ", table full " + measure(type, most));
        }
    }

    private static double measure(Class<?> type, int count) throws Throwable {
        Kept[] instances = new Kept[count];
        Arrays.setAll(instances, i -> new Kept());
        Object value = type.isPrimitive() ? MethodHandles.zero(type).invoke() : "shared";
        MethodHandle put = put(type, count);
        long before = used();
        for (Kept instance : instances) {
            put.invoke(instance, value);
        }
        double bytes = (double) (used() - before) / count;
        Reference.reachabilityFence(instances);
        return bytes;
    }

    private static MethodHandle put(Class<?> type, int count) throws ReflectiveOperationException {
        String host = Type.getInternalName(Kept.class);
        String name = InstanceBytes.class.getName().replace('.', '/') + "$Live$" + type.getSimpleName() + count;
        byte[] store = FieldStore.companion(
                        name,
                        Opcodes.V17,
                        host,
                        "added",
                        Type.getDescriptor(type),
                        false,
                        null,
                        null,
                        "InstanceBytes.java")
                .get(name);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        return lookup.findStatic(lookup.defineClass(store), "put", MethodType.methodType(void.class, Kept.class, type));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
