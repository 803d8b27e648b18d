package org.jurigged.reshape;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jurigged.reshape.Schema.Attributes;

/** The comparison that HotSpot makes ({@code VM_RedefineClasses::compare_and_normalize_class_versions}). */
public final class SchemaEquality {
    private SchemaEquality() {}

    /** Whether a JVM that loaded the one schema takes a class file with the other one. */
    public static boolean holds(Schema loaded, Schema latest) {
        return Objects.equals(loaded.superName(), latest.superName())
                && loaded.interfaces().equals(latest.interfaces())
                && loaded.access() == latest.access()
                && loaded.fields().equals(latest.fields())
                && sameSet(loaded.methods(), latest.methods())
                && holds(loaded.attributes(), latest.attributes());
    }

    private static boolean holds(Attributes loaded, Attributes latest) {
        return loaded == null
                || latest == null
                || (Objects.equals(loaded.nestHost(), latest.nestHost())
                        && sameSet(loaded.nestMembers(), latest.nestMembers())
                        && Objects.equals(loaded.components(), latest.components())
                        && sameSet(loaded.permittedSubclasses(), latest.permittedSubclasses()));
    }

    private static <T> boolean sameSet(List<T> one, List<T> other) {
        Set<T> rest = new HashSet<>(one);
        return one.size() == other.size() && rest.containsAll(other);
    }
}
