package org.jurigged.bench.random.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Constant;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Ty;
import org.jurigged.bench.random.text.Initialisers;
import org.jurigged.bench.random.text.Kept;
import org.jurigged.bench.random.text.Scope;

/**
 * The values that a program's fields have: of its classes, its enum constants and the objects that are kept.
 *
 * @param program the version in which they have them
 */
record State(Program program, Map<Slot, String> values) {
    /** The value that stands for the default one, of any type. */
    private static final String DEFAULT = "n";

    /** As the initialisers of the version leave it. */
    private static final String INITIAL = "?";

    /**
     * As the constructor of an object left it that is made only now; in the first version, all. A class is initialised then
     * when the program gets to it, and no sooner: which of two that need each other comes first decides what they see (JLS
     * 12.4.2).
     */
    private static final String NEW = "+";

    State {
        values = Map.copyOf(values);
    }

    /**
     * A place for a value.
     *
     * @param key that of a kept object; a dot and a name for an enum constant; empty for a static field
     */
    record Slot(String key, int field) {}

    /** Returns that of a program that has never run. */
    static State none() {
        return new State(new Program(List.of()), Map.of());
    }

    /** Returns the places of a version, in a fixed order. */
    static List<Slot> slots(Program program, List<Kept> kept) {
        List<Slot> slots = new ArrayList<>();
        for (Type type : program.allTypes()) {
            for (Field field : type.all(Field.class)) {
                if (field.isStatic() && !field.isConstant()) {
                    slots.add(new Slot("", field.id()));
                } else if (!field.isStatic() && type.kind() == Kind.ENUM) {
                    type.all(Constant.class).forEach(c -> slots.add(new Slot("." + c.name(), field.id())));
                }
            }
        }
        for (Kept object : kept) {
            if (!object.isFunction()) {
                Type type = program.type(object.type()).orElseThrow();
                new Hierarchy(program).places(type).forEach(p -> slots.add(new Slot(object.key(), p.id())));
            }
        }
        return slots;
    }

    /**
     * Returns what a JVM without a past is to be told, so that it has the state that the rules say (design 4.4): a line for
     * each slot.
     */
    List<String> carriedInto(Program after, String packageName, List<Slot> slots, List<Kept> made) {
        List<String> lines = new ArrayList<>();
        for (Slot slot : slots) {
            boolean isNew = program.types().isEmpty()
                    || made.stream().anyMatch(k -> k.key().equals(slot.key()));
            Member place = after.find(slot.field()).orElseThrow();
            Type owner = after.owner(slot.field()).orElseThrow();
            String name = place instanceof Field field ? field.name() : ((Component) place).name();
            String className = packageName + "." + Scope.binaryName(after, owner);
            String value = isNew ? NEW : value(after, slot, place);
            lines.add(String.join("\t", slot.key(), className, name, value));
        }
        return lines;
    }

    private String value(Program after, Slot slot, Member place) {
        Optional<Member> before = program.find(slot.field());
        if (place instanceof Component component) {
            return carried(slot, before, component.type()).orElse(DEFAULT);
        }
        Field field = (Field) place;
        boolean goesOn = before.isPresent() && isStatic(before.get()) == field.isStatic();
        Optional<String> carried = goesOn ? carried(slot, before, field.type()) : Optional.empty();
        if (field.isStatic()) {
            return carried.filter(value -> sameInitialiser(after, (Field) before.get(), field))
                    .orElse(INITIAL);
        }
        return carried.orElse(field.value().isPresent() || slot.key().startsWith(".") ? INITIAL : DEFAULT);
    }

    /** Whether a field keeps its value: what is no longer there, as a block that was removed, can't run again. */
    private boolean sameInitialiser(Program after, Field before, Field field) {
        List<String> now = Initialisers.of(after, field);
        return now.equals(Initialisers.NONE) || now.equals(Initialisers.of(program, before));
    }

    /** Returns the value that a field brings along from its type before. */
    private Optional<String> carried(Slot slot, Optional<Member> before, Ty type) {
        return Optional.ofNullable(values.get(slot))
                .filter(value -> before.map(m -> m instanceof Field field ? field.type() : ((Component) m).type())
                        .filter(from -> from.keeps(value.equals(DEFAULT) ? null : value.substring(1), type))
                        .isPresent());
    }

    private static boolean isStatic(Member member) {
        return member instanceof Field field && field.isStatic();
    }

    /** Returns the state that a JVM without a past had when the probe was done. */
    static State of(Program program, List<Slot> slots, List<String> values) {
        Map<Slot, String> all = new HashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            all.put(slots.get(i), values.get(i));
        }
        return new State(program, all);
    }
}
