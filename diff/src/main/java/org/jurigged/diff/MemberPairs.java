package org.jurigged.diff;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jurigged.diff.Definition.Kind;

/** Finds out which member of a type's new version was which of its old version. */
final class MemberPairs {
    /** Stands for a method's own name; no Java word contains it. */
    private static final String SELF = "#";

    /** Where more pairs of methods would have to be compared, the file was written anew. */
    private static final int MAX_COMPARED = 10_000;

    private final TypeNode before;
    private final TypeNode after;
    private final Pairs<Member> pairs;
    private final Map<String, String> renamedMethods = new HashMap<>();
    private final Map<String, String> renamedValues = new HashMap<>();

    private MemberPairs(TypeNode before, TypeNode after) {
        this.before = before;
        this.after = after;
        pairs = new Pairs<>(before.members(), after.members());
    }

    static Pairs<Member> of(TypeNode before, TypeNode after) {
        return new MemberPairs(before, after).find();
    }

    private Pairs<Member> find() {
        pairs.inOrder(member -> List.of(identity(member), member.header(), member.body()));
        pairs.inOrder(MemberPairs::identity);
        renamedValues();
        renamedMethods();
        pairs.unique(is(Kind.METHOD).or(is(Kind.CONSTRUCTOR)), MemberPairs::overloadName, MemberPairs::overloadName);
        similarMethods();
        return pairs;
    }

    private static Object identity(Member member) {
        return List.of(member.kind(), member.name(), member.parameters());
    }

    private static Object overloadName(Member member) {
        return List.of(member.kind(), member.name());
    }

    private static Predicate<Member> is(Kind kind) {
        return member -> member.kind() == kind;
    }

    private void renamedValues() {
        pairs.unique(is(Kind.FIELD), MemberPairs::value, MemberPairs::value);
        pairs.unique(is(Kind.RECORD_COMPONENT), MemberPairs::value, MemberPairs::value);
        // Constants without arguments are all alike; only the place can tell that one is another under a new name.
        List<Member> old = constants(before);
        List<Member> young = constants(after);
        pairs.unique(
                is(Kind.ENUM_CONSTANT),
                member -> List.of(old.indexOf(member), member.body()),
                member -> List.of(young.indexOf(member), member.body()));
        noteNames();
    }

    private static Object value(Member member) {
        return List.of(member.shape(), member.body());
    }

    private static List<Member> constants(TypeNode type) {
        return type.members().stream().filter(is(Kind.ENUM_CONSTANT)).toList();
    }

    /** Each method that is found makes the ones that call it recognisable. */
    private void renamedMethods() {
        int size;
        do {
            size = pairs.size();
            pairs.unique(is(Kind.METHOD), old -> method(old, inNewNames(old)), young -> method(young, young.body()));
            pairs.unique(
                    is(Kind.METHOD),
                    old -> method(old, withoutSelf(old, inNewNames(old))),
                    young -> method(young, withoutSelf(young, young.body())));
            noteNames();
        } while (pairs.size() > size);
    }

    private void similarMethods() {
        List<Member> gone = pairs.unpairedBefore(is(Kind.METHOD));
        List<Member> come = pairs.unpairedAfter(is(Kind.METHOD));
        if ((long) gone.size() * come.size() > MAX_COMPARED) {
            return;
        }
        Map<Member, int[]> words = new IdentityHashMap<>();
        for (Member old : gone) {
            words.put(old, Words.pairs(withoutSelf(old, inNewNames(old))));
        }
        for (Member young : come) {
            words.put(young, Words.pairs(withoutSelf(young, young.body())));
        }
        pairs.unique(
                is(Kind.METHOD),
                (old, young) ->
                        method(old, "").equals(method(young, "")) && Words.similar(words.get(old), words.get(young)));
    }

    private static Object method(Member member, String body) {
        return List.of(member.shape(), member.parameters(), body);
    }

    private String inNewNames(Member old) {
        return Words.replace(old.body(), renamedMethods, renamedValues);
    }

    private static String withoutSelf(Member member, String body) {
        return Words.replace(body, Map.of(member.name(), SELF), Map.of());
    }

    private void noteNames() {
        for (Member member : after.members()) {
            Member old = pairs.origin(member);
            if (old != null && !old.name().equals(member.name())) {
                (member.kind() == Kind.METHOD ? renamedMethods : renamedValues).put(old.name(), member.name());
            }
        }
    }
}
