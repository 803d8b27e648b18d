package org.jurigged.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One type that a source file declares.
 *
 * @param definition what reports show; its type is the binary name
 * @param name simple name
 * @param header code of kind, modifiers, annotations, type parameters and the types it extends, implements and permits
 * @param members all but the nested types, in source order; a record's components first
 * @param types the types declared in it, in source order
 */
record TypeNode(Definition definition, String name, String header, List<Member> members, List<TypeNode> types) {
    TypeNode {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(header, "header");
        members = List.copyOf(members);
        types = List.copyOf(types);
    }

    String binaryName() {
        return definition.type();
    }

    /** The static elements in the order they run in (JLS 12.4.2). */
    List<StaticElement> statics() {
        List<StaticElement> statics = new ArrayList<>();
        for (Member member : members) {
            if (member.initial() != null) {
                statics.add(staticElement(member, statics.size()));
            }
        }
        return statics;
    }

    private StaticElement staticElement(Member member, int index) {
        Definition definition = member.definition();
        String field = definition.kind() == Definition.Kind.STATIC_BLOCK ? null : member.name();
        return new StaticElement(binaryName(), field, definition.name(), definition.line(), index);
    }
}
