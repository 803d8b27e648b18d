package org.jurigged.bench.random.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.make.Completion;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.make.ExprMaker;
import org.jurigged.bench.random.make.MemberMaker;
import org.jurigged.bench.random.make.ProgramMaker;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.ObjectMethod;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Step;
import org.jurigged.bench.random.text.Scope;

/** Edits of methods: added, removed, renamed, with another signature, overriding. */
final class MethodEdits {
    private final Dice dice;
    private final Program program;

    MethodEdits(Dice dice, Program program) {
        this.dice = dice;
        this.program = program;
    }

    Optional<Edit> make() {
        Type type = dice.of(program.allTypes());
        Optional<Method> method = dice.any(program.all(Method.class));
        return switch (dice.below(15)) {
            case 0, 1, 2 -> Optional.of(added(type));
            case 3 -> abstractAdded(type);
            case 4, 5 ->
                method.map(m -> new Edit.Remove(isOverride(m) ? "override removed" : "method removed", m.id()));
            case 6 -> method.map(m -> new Edit.Signature("method renamed", m.family(), "m" + dice.id(), null, null));
            case 7 -> method.flatMap(this::parameters);
            case 8 ->
                method.map(m -> new Edit.Signature(
                        "result type changed", m.family(), null, new MemberMaker(dice, program, type).value(), null));
            case 9 ->
                method.map(m ->
                        new Edit.Reflag("method made static or not", m.id(), Flag.toggled(m.flags(), Flag.STATIC)));
            case 10 -> method.map(m -> new Edit.Reflag("method visibility changed", m.id(), visible(m)));
            case 11 ->
                method.map(m -> {
                    Flag flag = dice.of(List.of(Flag.SYNCHRONIZED, Flag.FINAL, Flag.DEPRECATED, Flag.GENERIC));
                    return new Edit.Reflag("method modifiers changed", m.id(), Flag.toggled(m.flags(), flag));
                });
            case 12 -> overrideAdded(type);
            case 13 -> objectMethod(type);
            default -> functionMaker(type);
        };
    }

    private Set<Flag> visible(Method method) {
        return Flag.visible(method.flags(), dice.of(Arrays.asList(null, Flag.PUBLIC, Flag.PROTECTED, Flag.PRIVATE)));
    }

    private boolean isOverride(Method method) {
        return method.id() != method.family();
    }

    /** Adds a method, and most of the time a call of it somewhere. */
    private Edit added(Type type) {
        boolean isStatic = dice.percent(40);
        Method method = new MemberMaker(dice, program, type).method(isStatic);
        String where = type.kind() == Kind.INTERFACE ? "interface method added" : "method added";
        Edit add = new Edit.Add((isStatic ? "static " : "") + where, type.id(), dice.below(9), method);
        return dice.percent(70) ? withCall(add, method) : add;
    }

    private Edit withCall(Edit add, Method method) {
        Program with = add.apply(program);
        List<Method> callers = with.all(Method.class).stream()
                .filter(m -> m.rank() > method.rank() && !m.is(Flag.ABSTRACT))
                .toList();
        return dice.any(callers)
                .<Edit>map(caller -> {
                    Scope scope = Scope.of(with, with.owner(caller.id()).orElseThrow(), caller);
                    Step call = new Step.Mix(new ExprMaker(dice, scope).callOf(method));
                    Edit body = new Edit.Body("", caller.id(), dice.below(3), Optional.empty(), Optional.of(call));
                    return new Edit.Together(add.kind(), List.of(add, body));
                })
                .orElse(add);
    }

    private Optional<Edit> abstractAdded(Type type) {
        if (type.kind() != Kind.INTERFACE && !type.is(Flag.ABSTRACT)) {
            return Optional.empty();
        }
        Method method = ProgramMaker.hollow(new MemberMaker(dice, program, type).method(false));
        List<Edit> edits = new ArrayList<>();
        edits.add(new Edit.Add("", type.id(), dice.below(9), method));
        Program with = edits.get(0).apply(program);
        for (Completion.Added added : Completion.of(dice, with)) {
            edits.add(new Edit.Add("", added.type(), Integer.MAX_VALUE, added.method()));
        }
        return Optional.of(withCall(new Edit.Together("abstract method added", edits), method));
    }

    private Optional<Edit> parameters(Method method) {
        Type type = program.owner(method.id()).orElseThrow();
        boolean generic = type.is(Flag.GENERIC)
                && method.id() == method.family()
                && !method.is(Flag.STATIC)
                && !method.is(Flag.PRIVATE);
        return Optional.of(new Edit.Signature(
                "parameters changed",
                method.family(),
                null,
                null,
                new MemberMaker(dice, program, type).params(generic)));
    }

    private Optional<Edit> overrideAdded(Type type) {
        Hierarchy hierarchy = new Hierarchy(program);
        List<Method> above = hierarchy.lineage(type).stream()
                .filter(t -> t.id() != type.id())
                .flatMap(t -> t.all(Method.class).stream())
                .filter(m -> type.all(Method.class).stream().noneMatch(o -> o.family() == m.family()))
                .toList();
        return dice.any(above).map(m -> {
            Member override = new MemberMaker(dice, program, type).override(m);
            return new Edit.Add("override added", type.id(), dice.below(9), override);
        });
    }

    private Optional<Edit> objectMethod(Type type) {
        List<ObjectMethod> present = program.all(ObjectMethod.class);
        if (!present.isEmpty() && dice.percent(40)) {
            return Optional.of(
                    new Edit.Remove("method of Object removed", dice.of(present).id()));
        }
        Member method =
                new MemberMaker(dice, program, type).objectMethod(dice.of(List.of(ObjectMethod.Which.values())));
        return Optional.of(new Edit.Add("method of Object added", type.id(), dice.below(9), method));
    }

    private Optional<Edit> functionMaker(Type type) {
        List<Maker> present = program.all(Maker.class);
        if (!present.isEmpty() && dice.percent(40)) {
            return Optional.of(new Edit.Remove(
                    "method with a function removed", dice.of(present).id()));
        }
        Maker maker = new MemberMaker(dice, program, type).maker(dice.percent(40));
        return type.kind() != Kind.CLASS
                ? Optional.empty()
                : Optional.of(new Edit.Add("method with a function added", type.id(), dice.below(9), maker));
    }
}
