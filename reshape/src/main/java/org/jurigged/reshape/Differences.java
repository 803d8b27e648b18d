package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;

/**
 * The differences between a loaded schema and the latest one that are not explained yet.
 *
 * <p>A rule that refuses a definition takes everything out that only follows from it, so that one edit is refused once.
 */
final class Differences {
    private static final int ALL_ENUM_FLAGS = Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT;

    private final Map<String, Member> fieldsAdded = new LinkedHashMap<>();
    private final Map<String, Member> fieldsRemoved = new LinkedHashMap<>();
    private final Map<String, Member> methodsAdded = new LinkedHashMap<>();
    private final Map<String, Member> methodsRemoved = new LinkedHashMap<>();
    private final Set<Changed> fieldsChanged = new LinkedHashSet<>();
    private final Set<Changed> methodsChanged = new LinkedHashSet<>();
    private final Set<String> nestAdded = new LinkedHashSet<>();
    private final Set<String> nestRemoved = new LinkedHashSet<>();
    private final Set<String> permittedChanged = new LinkedHashSet<>();
    private int flags;

    Differences(Schema loaded, Schema latest) {
        missing(loaded.fields(), latest.fields(), Member::name, fieldsRemoved);
        missing(latest.fields(), loaded.fields(), Member::name, fieldsAdded);
        missing(loaded.methods(), latest.methods(), Member::key, methodsRemoved);
        missing(latest.methods(), loaded.methods(), Member::key, methodsAdded);
        changed(loaded.fields(), latest.fields(), Member::name, fieldsChanged);
        changed(loaded.methods(), latest.methods(), Member::key, methodsChanged);
        removeWhatBecameABridge();
        flags = loaded.access() ^ latest.access();
        if (loaded.attributes() != null && latest.attributes() != null) {
            nestRemoved.addAll(loaded.attributes().nestMembers());
            nestAdded.addAll(latest.attributes().nestMembers());
            removeCommon(nestRemoved, nestAdded);
            Set<String> permitted = new HashSet<>(latest.attributes().permittedSubclasses());
            permittedChanged.addAll(loaded.attributes().permittedSubclasses());
            removeCommon(permittedChanged, permitted);
            permittedChanged.addAll(permitted);
        }
    }

    List<Member> takeFieldsAdded(Predicate<Member> which) {
        return take(fieldsAdded, which);
    }

    List<Member> takeFieldsRemoved(Predicate<Member> which) {
        return take(fieldsRemoved, which);
    }

    List<Member> takeMethodsAdded(Predicate<Member> which) {
        return take(methodsAdded, which);
    }

    List<Member> takeMethodsRemoved(Predicate<Member> which) {
        return take(methodsRemoved, which);
    }

    /** Takes fields that both versions have by name, with another type or other modifiers. */
    List<Changed> takeFieldsChanged(Predicate<Changed> which) {
        return take(fieldsChanged, which);
    }

    /** Takes methods that both versions have by name and descriptor, with other modifiers. */
    List<Changed> takeMethodsChanged(Predicate<Changed> which) {
        return take(methodsChanged, which);
    }

    List<String> takeNestAdded(Predicate<String> which) {
        return take(nestAdded, which);
    }

    List<String> takeNestRemoved(Predicate<String> which) {
        return take(nestRemoved, which);
    }

    List<String> takePermitted(Predicate<String> which) {
        return take(permittedChanged, which);
    }

    /** Takes the flags that differ. */
    int takeFlags() {
        int taken = flags;
        flags = 0;
        return taken;
    }

    /** Takes what an enum's flags say about the bodies of its constants (JLS 8.9). */
    void takeEnumBodyFlags() {
        flags &= ~ALL_ENUM_FLAGS;
    }

    private static void missing(
            List<Member> from, List<Member> in, Function<Member, String> key, Map<String, Member> missing) {
        Set<String> present = new HashSet<>();
        in.forEach(m -> present.add(key.apply(m)));
        for (Member member : from) {
            if (!present.contains(key.apply(member))) {
                missing.put(key.apply(member), member);
            }
        }
    }

    private static void changed(
            List<Member> before, List<Member> after, Function<Member, String> key, Set<Changed> changed) {
        Map<String, Member> old = new HashMap<>();
        before.forEach(m -> old.put(key.apply(m), m));
        for (Member member : after) {
            Member was = old.get(key.apply(member));
            if (was != null && !was.equals(member)) {
                changed.add(new Changed(was, member));
            }
        }
    }

    /** A method whose return type or parameters got narrower leaves a bridge with its old signature (JLS 15.12.4.5). */
    private void removeWhatBecameABridge() {
        for (Changed method : takeMethodsChanged(m -> m.flags(Opcodes.ACC_BRIDGE))) {
            if (method.before.is(Opcodes.ACC_BRIDGE)) {
                methodsAdded.put(method.after.key(), method.after);
            } else {
                methodsRemoved.put(method.before.key(), method.before);
            }
        }
    }

    private static List<Member> take(Map<String, Member> members, Predicate<Member> which) {
        return take(members.values(), which);
    }

    private static <T> List<T> take(Collection<T> from, Predicate<T> which) {
        List<T> taken = new ArrayList<>(from);
        taken.removeIf(which.negate());
        from.removeAll(taken);
        return taken;
    }

    private static void removeCommon(Set<String> a, Set<String> b) {
        Set<String> common = new HashSet<>(a);
        common.retainAll(b);
        a.removeAll(common);
        b.removeAll(common);
    }

    /** A member of both versions. */
    record Changed(Member before, Member after) {
        /** Whether some of the given flags changed. */
        boolean flags(int which) {
            return ((before.access() ^ after.access()) & which) != 0;
        }

        boolean type() {
            return !before.descriptor().equals(after.descriptor());
        }
    }
}
