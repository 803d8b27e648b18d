package org.jurigged.reshape.form;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Schema;
import org.objectweb.asm.tree.ClassNode;

/**
 * What was read of class files, for as long as those are kept, or were asked for lately: each edit asks for all classes
 * that were ever edited, and for the JDK's that they use. Thread-safe.
 */
final class KnownTypes {
    /** By the array itself: nobody writes to a class file. */
    private static final Map<byte[], Known> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    /** A class that an edit doesn't change is read from the disk for each edit that asks for it, and is mostly the same. */
    private static final int MOST_SEEN = 500;

    /** Class files by name, the one that was asked for longest ago first. */
    private static final Map<String, byte[]> SEEN = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST_SEEN;
        }
    };

    private KnownTypes() {}

    /** {@code loaded} is null for a class that is as it was loaded. */
    private record Known(Schema loaded, Lineage lineage, TypeInfo type) {
        boolean isOf(Schema otherLoaded, Lineage otherLineage) {
            return Objects.equals(loaded, otherLoaded) && lineage.equals(otherLineage);
        }
    }

    /** A class that is as it was loaded, by name. */
    static TypeInfo of(String name, byte[] classFile) {
        return of(sameSeen(name, classFile), null, Lineage.NONE);
    }

    /** Returns the array that had the same content the last time. */
    private static byte[] sameSeen(String name, byte[] classFile) {
        synchronized (SEEN) {
            byte[] last = SEEN.get(name);
            if (last != null && Arrays.equals(last, classFile)) {
                return last;
            }
            SEEN.put(name, classFile);
            return classFile;
        }
    }

    /** A class that was edited since it was loaded. */
    static TypeInfo of(byte[] latest, Schema loaded, Lineage lineage) {
        return of(latest, () -> Forms.headers(latest), loaded, lineage);
    }

    /** As {@link #of(byte[], Schema, Lineage)}, of a class file that can be had read. */
    static TypeInfo of(byte[] latest, Supplier<ClassNode> read, Schema loaded, Lineage lineage) {
        Known known = KNOWN.get(latest);
        if (known == null || !known.isOf(loaded, lineage)) {
            known = new Known(loaded, lineage, TypeInfo.of(read.get(), loaded, lineage));
            KNOWN.put(latest, known);
        }
        return known.type();
    }
}
