package org.jurigged.reshape.form;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Schema;

/**
 * What was read of class files, for as long as those are kept: each edit asks for all classes that were ever edited, and for
 * the JDK's that they use. Thread-safe.
 */
final class KnownTypes {
    /** By the array itself: nobody writes to a class file. */
    private static final Map<byte[], Known> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private KnownTypes() {}

    /** {@code loaded} is null for a class that is as it was loaded. */
    private record Known(Schema loaded, Lineage lineage, TypeInfo type) {
        boolean isOf(Schema otherLoaded, Lineage otherLineage) {
            return Objects.equals(loaded, otherLoaded) && lineage.equals(otherLineage);
        }
    }

    /** A class that is as it was loaded. */
    static TypeInfo of(byte[] classFile) {
        return of(classFile, null, Lineage.NONE);
    }

    /** A class that was edited since it was loaded. */
    static TypeInfo of(byte[] latest, Schema loaded, Lineage lineage) {
        Known known = KNOWN.get(latest);
        if (known == null || !known.isOf(loaded, lineage)) {
            known = new Known(loaded, lineage, TypeInfo.of(Forms.headers(latest), loaded, lineage));
            KNOWN.put(latest, known);
        }
        return known.type();
    }
}
