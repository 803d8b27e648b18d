package org.jurigged.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.diff.Definition.Kind;

/** Compares two versions of one source file. Stateless to its callers, so threads may share it. */
public final class SourceDiff {
    private final List<Edit> edits = new ArrayList<>();
    private final List<Edit> deletes = new ArrayList<>();
    private final List<StaticElement> statics = new ArrayList<>();

    private SourceDiff() {}

    /**
     * List what changed, definition by definition.
     *
     * <p>Comments, white space, imports and the order of members are no edits; the order of enum constants and of record
     * components is one of their type. A type that is new, gone or renamed is one edit, without its members. A method or
     * field goes on under another name when exactly one of the same type, shape and code (for methods: or clearly
     * similar code) went and one came; where that is not sure, it is a deletion and an addition. Static elements of
     * renamed fields and of new types are not to be run: the one keeps its value, the other is initialised by the JVM.
     *
     * @return {@link Edits#NONE} when either version is not {@link SourceFile#parsed parsed}, for then nothing is known
     */
    public static Edits between(SourceFile before, SourceFile after) {
        if (before == after || !before.parsed() || !after.parsed()) {
            return Edits.NONE;
        }
        SourceDiff diff = new SourceDiff();
        diff.types(before.typeNodes(), after.typeNodes());
        return diff.result();
    }

    private Edits result() {
        Comparator<Edit> byLine =
                Comparator.comparingInt(edit -> edit.definition().line());
        edits.sort(byLine);
        deletes.sort(byLine);
        edits.addAll(deletes);
        statics.sort(Comparator.comparingInt(StaticElement::line));
        return new Edits(edits, statics);
    }

    private void types(List<TypeNode> before, List<TypeNode> after) {
        Pairs<TypeNode> pairs = TypePairs.of(before, after);
        for (TypeNode type : after) {
            TypeNode old = pairs.origin(type);
            if (old == null) {
                edits.add(new Edit.Add(type.definition()));
            } else if (!old.binaryName().equals(type.binaryName())) {
                edits.add(new Edit.Rename(old.definition(), type.definition()));
            } else {
                type(old, type);
            }
        }
        pairs.unpairedBefore(type -> true).forEach(type -> deletes.add(new Edit.Delete(type.definition())));
    }

    /**
     * List the static elements of a type that are new or whose code changed, as {@link Edits#staticsToRun} does, where the
     * type has been away in between, or in another file.
     *
     * @param before a version of any file that has the type
     * @param after the version that has it now
     * @return nothing when one of them hasn't it
     */
    public static List<StaticElement> staticsToRun(SourceFile before, SourceFile after, String binaryClassName) {
        TypeNode old = before.type(binaryClassName);
        TypeNode latest = after.type(binaryClassName);
        if (old == null || latest == null) {
            return List.of();
        }
        SourceDiff diff = new SourceDiff();
        diff.statics(old, latest, MemberPairs.of(old, latest));
        return List.copyOf(diff.statics);
    }

    private void type(TypeNode before, TypeNode after) {
        Pairs<Member> pairs = MemberPairs.of(before, after);
        if (!before.header().equals(after.header()) || isReordered(before, after, pairs)) {
            edits.add(new Edit.Update(before.definition(), after.definition()));
        }
        for (Member member : after.members()) {
            member(pairs.origin(member), member);
        }
        pairs.unpairedBefore(member -> true).forEach(member -> deletes.add(new Edit.Delete(member.definition())));
        statics(before, after, pairs);
        types(before.types(), after.types());
    }

    private void member(Member before, Member after) {
        if (before == null) {
            edits.add(new Edit.Add(after.definition()));
        } else if (!before.name().equals(after.name())) {
            edits.add(new Edit.Rename(before.definition(), after.definition()));
        } else if (!before.sameCode(after)) {
            edits.add(new Edit.Update(before.definition(), after.definition()));
        }
    }

    /** Enum constants have ordinals (JLS 8.9.1) and record components positions (JLS 8.10.1). */
    private static boolean isReordered(TypeNode before, TypeNode after, Pairs<Member> pairs) {
        Map<Member, Integer> places = new IdentityHashMap<>();
        before.members().forEach(member -> places.put(member, places.size()));
        int last = -1;
        for (Member member : after.members()) {
            Member old = pairs.origin(member);
            boolean ordered = member.kind() == Kind.ENUM_CONSTANT || member.kind() == Kind.RECORD_COMPONENT;
            if (ordered && old != null) {
                int place = places.get(old);
                if (place < last) {
                    return true;
                }
                last = place;
            }
        }
        return false;
    }

    private void statics(TypeNode before, TypeNode after, Pairs<Member> pairs) {
        Map<String, Integer> oldBlocks = new HashMap<>();
        for (Member member : before.members()) {
            if (member.kind() == Kind.STATIC_BLOCK) {
                oldBlocks.merge(member.body(), 1, Integer::sum);
            }
        }
        List<Member> elements = after.members().stream()
                .filter(member -> member.initial() != null)
                .toList();
        List<StaticElement> names = after.statics();
        for (int index = 0; index < elements.size(); index++) {
            Member element = elements.get(index);
            Member old = pairs.origin(element);
            boolean same = element.kind() == Kind.STATIC_BLOCK
                    ? oldBlocks.merge(element.body(), -1, Integer::sum) >= 0
                    : old != null && element.sameInitial(old);
            if (!same) {
                statics.add(names.get(index));
            } else if (old != null && (!element.shape().equals(old.shape()) || element.isFinal() && !old.isFinal())) {
                statics.add(names.get(index).withSameCode());
            }
        }
    }
}
