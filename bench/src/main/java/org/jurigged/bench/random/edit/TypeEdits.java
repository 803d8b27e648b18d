package org.jurigged.bench.random.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.make.Completion;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.make.MemberMaker;
import org.jurigged.bench.random.make.ProgramMaker;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Constant;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;

/** Edits of types as such: added, removed, their modifiers and supertypes, enum constants and record components. */
final class TypeEdits {
    private final Dice dice;
    private final Program program;

    TypeEdits(Dice dice, Program program) {
        this.dice = dice;
        this.program = program;
    }

    Optional<Edit> make() {
        Type type = dice.of(program.allTypes());
        return switch (dice.below(12)) {
            case 0, 1 -> Optional.of(nested(type));
            case 2 -> Optional.of(topLevel());
            case 3 -> removed();
            case 4 -> Optional.of(modifiers(type));
            case 5 -> interfaces(type);
            case 6 -> dice.percent(20) ? superclass(type) : Optional.empty();
            case 7, 8, 9 -> dice.any(ofKind(Kind.ENUM)).flatMap(this::constants);
            default -> dice.any(ofKind(Kind.RECORD)).flatMap(this::components);
        };
    }

    private List<Type> ofKind(Kind kind) {
        return program.allTypes().stream().filter(t -> t.kind() == kind).toList();
    }

    /** Fills a new type, in the program that has it already. */
    private Type filled(Program with, Type type) {
        MemberMaker maker = new MemberMaker(dice, with, type);
        List<Member> members = new ArrayList<>(type.members());
        boolean onlyStatic = type.kind() == Kind.RECORD || type.kind() == Kind.INTERFACE;
        members.add(maker.field(onlyStatic || dice.percent(40)));
        members.add(maker.method(dice.percent(40)));
        if (type.kind() == Kind.CLASS && dice.percent(50)) {
            members.add(maker.constructor(maker.params(false)));
        }
        return type.with(members);
    }

    private Edit nested(Type host) {
        Type blank = ProgramMaker.nested(dice, host);
        Type type = filled(program.add(host.id(), 0, blank), blank);
        return new Edit.Add("nested " + type.kind().word() + " added", host.id(), dice.below(9), type);
    }

    private Edit topLevel() {
        int id = dice.id();
        List<Type> open = ofKind(Kind.CLASS).stream()
                .filter(t -> !t.is(Flag.FINAL) && program.owner(t.id()).isEmpty())
                .toList();
        int superclass = open.isEmpty() || dice.percent(50) ? -1 : dice.of(open).id();
        Type blank = new Type(id, "C" + id, Kind.CLASS, Set.of(), superclass, List.of(), List.of());
        Edit bare = new Edit.AddType("top-level type added", blank);
        Type type = filled(bare.apply(program), blank);
        List<Edit> edits = new ArrayList<>(List.of(new Edit.AddType("", type)));
        for (Completion.Added added : Completion.of(dice, edits.get(0).apply(program))) {
            edits.add(new Edit.Add("", added.type(), Integer.MAX_VALUE, added.method()));
        }
        return new Edit.Together(bare.kind(), edits);
    }

    private Optional<Edit> removed() {
        return dice.any(program.allTypes())
                .map(t -> new Edit.Remove(
                        program.owner(t.id()).isPresent() ? "nested type removed" : "top-level type removed", t.id()));
    }

    private Edit modifiers(Type type) {
        if (dice.percent(30)) {
            Flag visibility = dice.of(Arrays.asList(null, Flag.PUBLIC, Flag.PRIVATE));
            return new Edit.Reflag("type visibility changed", type.id(), Flag.visible(type.flags(), visibility));
        }
        Flag flag = dice.of(List.of(Flag.FINAL, Flag.ABSTRACT, Flag.SEALED, Flag.DEPRECATED));
        return new Edit.Reflag("type modifiers changed", type.id(), Flag.toggled(type.flags(), flag));
    }

    private Optional<Edit> interfaces(Type type) {
        List<Integer> interfaces = new ArrayList<>(type.interfaces());
        if (!interfaces.isEmpty() && dice.percent(40)) {
            interfaces.remove(dice.below(interfaces.size()));
            return Optional.of(new Edit.Reparent("interface removed", type.id(), type.superclass(), interfaces));
        }
        Optional<Type> other = dice.any(ofKind(Kind.INTERFACE));
        if (other.isEmpty() || type.is(Flag.GENERIC)) {
            return Optional.empty();
        }
        interfaces.add(other.get().id());
        List<Edit> edits = new ArrayList<>();
        edits.add(new Edit.Reparent("", type.id(), type.superclass(), interfaces));
        for (Completion.Added added : Completion.of(dice, edits.get(0).apply(program))) {
            edits.add(new Edit.Add("", added.type(), Integer.MAX_VALUE, added.method()));
        }
        return Optional.of(new Edit.Together("interface added", edits));
    }

    private Optional<Edit> superclass(Type type) {
        return dice.any(ofKind(Kind.CLASS))
                .map(other -> new Edit.Reparent(
                        "superclass changed", type.id(), type.superclass() < 0 ? other.id() : -1, type.interfaces()));
    }

    private Optional<Edit> constants(Type type) {
        MemberMaker maker = new MemberMaker(dice, program, type);
        Constant old = dice.of(type.all(Constant.class));
        boolean stateless = type.all(Field.class).stream().allMatch(Field::isStatic);
        return Optional.ofNullable(
                switch (dice.below(6)) {
                    case 0, 1 -> new Edit.Add("enum constant added", type.id(), dice.below(9), maker.constant());
                    case 2 -> new Edit.Remove("enum constant removed", old.id());
                    case 3 ->
                        new Edit.Reorder(
                                "enum constants reordered",
                                type.id(),
                                dice.shuffled(
                                        type.members().stream().map(Member::id).toList()));
                    case 4 ->
                        new Edit.Replace(
                                "enum constant's body added or removed",
                                new Constant(old.id(), old.name(), old.number(), !old.bodied()));
                    default ->
                        stateless
                                ? new Edit.Replace(
                                        "enum constant's argument changed",
                                        new Constant(old.id(), old.name(), dice.between(100, 999), old.bodied()))
                                : null;
                });
    }

    private Optional<Edit> components(Type type) {
        MemberMaker maker = new MemberMaker(dice, program, type);
        if (dice.percent(50) || type.all(Component.class).isEmpty()) {
            return Optional.of(new Edit.Add("record component added", type.id(), dice.below(4), maker.component()));
        }
        Component old = dice.of(type.all(Component.class));
        return Optional.of(
                dice.percent(50)
                        ? new Edit.Remove("record component removed", old.id())
                        : new Edit.Rename("record component renamed", old.id(), "c" + dice.id()));
    }
}
