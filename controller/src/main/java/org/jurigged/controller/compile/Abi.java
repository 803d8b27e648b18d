package org.jurigged.controller.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a class shows to the sources that are compiled against it: everything but code, private members and what javac
 * adds. Private members are left out because only the same source file can use them, and that is compiled as a whole.
 *
 * @param name binary name
 * @param reachable whether other sources can name the class: it is not local, anonymous or synthetic
 * @param header flags, record components, enum constants, abstract methods of an interface, all of an annotation type
 * @param hierarchy supertypes, permitted subclasses, type parameters
 * @param members fields that are no constants, methods and constructors, with flags, signature, exceptions, default
 * @param constants constant variables (JLS 4.12.4) by name, with type, flags and value
 */
record Abi(
        String name,
        boolean reachable,
        String header,
        String hierarchy,
        Map<Member, String> members,
        Map<String, String> constants) {
    Abi {
        members = Map.copyOf(members);
        constants = Map.copyOf(constants);
    }

    /** A member as the JVM tells members apart; fields and methods don't collide, their descriptors differ. */
    record Member(String name, String descriptor) {
        /** What an overriding method has in common with the one it overrides, once types are erased (JLS 8.4.2). */
        String withoutResult() {
            return name + descriptor.substring(0, descriptor.indexOf(')') + 1);
        }
    }

    /** List how this class looks different from before; empty when its users need not be compiled again. */
    List<AbiChange> changesSince(Abi before) {
        List<AbiChange> changes = new ArrayList<>();
        if (!reachable && !before.reachable) {
            return changes;
        }
        boolean moved = !hierarchy.equals(before.hierarchy);
        if (moved || !header.equals(before.header) || reachable != before.reachable) {
            changes.add(new AbiChange.TypeChanged(name, moved));
        }
        Set<Member> changed = differing(before.members, members);
        if (!changed.isEmpty()) {
            Set<String> names = changed.stream().map(Member::name).collect(Collectors.toSet());
            changed.retainAll(members.keySet());
            changes.add(new AbiChange.MembersChanged(name, names, changed));
        }
        Set<String> changedConstants = differing(before.constants, constants);
        if (!changedConstants.isEmpty()) {
            changes.add(new AbiChange.ConstantsChanged(name, changedConstants));
        }
        return changes;
    }

    /** List all that can be different when what was before is not known. */
    List<AbiChange> changesSinceUnknown() {
        return reachable
                ? List.of(
                        new AbiChange.TypeChanged(name, true), new AbiChange.ConstantsChanged(name, constants.keySet()))
                : List.of();
    }

    /** List what follows from this class being new. */
    List<AbiChange> added() {
        return reachable ? List.of(new AbiChange.NameChanged(name)) : List.of();
    }

    /** List what follows from this class being gone. */
    List<AbiChange> removed() {
        return reachable
                ? List.of(
                        new AbiChange.NameChanged(name),
                        new AbiChange.TypeChanged(name, true),
                        new AbiChange.ConstantsChanged(name, constants.keySet()))
                : List.of();
    }

    private static <K> Set<K> differing(Map<K, String> before, Map<K, String> after) {
        Set<K> keys = new HashSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> before.containsKey(key) && before.get(key).equals(after.get(key)));
        return keys;
    }
}
