package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.CharacterRanges.Entry;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The static initialiser of a class, cut into the elements of the source.
 *
 * <p>javac puts the elements one after the other, each as one statement: an assignment to the field, or a block. An
 * element's own statement is in no other one's, so that the outermost ranges are the elements. An element that is
 * partly in columns from 1,024 on can lack its own range, and what is in it then looks like elements: whoever can't be
 * told with certainty isn't found.
 */
final class StaticCode {
    private final ClassNode host;
    private final MethodNode initialiser;
    private final List<Range> ranges = new ArrayList<>();
    private final Set<String> strayStores = new HashSet<>();
    private boolean complete = true;

    /** Takes a class that was read with {@link CharacterRanges#prototypes()} and expanded frames. */
    StaticCode(ClassNode host) {
        this.host = host;
        this.initialiser = host.methods.stream()
                .filter(m -> m.name.equals("<clinit>"))
                .findFirst()
                .orElse(null);
        if (initialiser != null) {
            findRanges();
            findStrayCode();
        }
    }

    /** Finds the code of an element. */
    Located locate(StaticRun run) {
        if (run.field() == null) {
            return locateBlock(run);
        }
        Optional<FieldNode> field = host.fields.stream()
                .filter(f -> f.name.equals(run.field()) && (f.access & Opcodes.ACC_STATIC) != 0)
                .findFirst();
        if (field.isEmpty()) {
            return new Unknown("the compiled class has no static field of that name");
        }
        return field.get().value != null ? new ConstantValue(field.get()) : locateField(run.field());
    }

    private Located locateField(String field) {
        List<Range> found =
                ranges.stream().filter(r -> !r.block && field.equals(stored(r))).toList();
        if (found.size() != 1 || strayStores.contains(field)) {
            return new Unknown("the code of its initialiser can't be told from its neighbours");
        }
        return slice(found.get(0));
    }

    private Located locateBlock(StaticRun run) {
        List<Range> found =
                ranges.stream().filter(r -> r.block && r.line == run.line()).toList();
        if (found.isEmpty() && complete) {
            return new NoCode();
        }
        return found.size() == 1
                ? slice(found.get(0))
                : new Unknown("the code of the static block can't be told from its neighbours");
    }

    private Located slice(Range range) {
        Slice slice = Slice.of(initialiser, range.start, range.end);
        return slice == null ? new Unknown("its code and that of its neighbours are interwoven") : new Sliced(slice);
    }

    /** Keeps the outermost of the statements; of those with the same code the block, which starts furthest in front. */
    private void findRanges() {
        List<Range> all = new ArrayList<>();
        for (Entry entry : CharacterRanges.statements(initialiser)) {
            LabelNode start = (LabelNode) entry.start().info;
            LabelNode end = (LabelNode) entry.end().info;
            int from = initialiser.instructions.indexOf(start);
            int to = initialiser.instructions.indexOf(end);
            all.add(new Range(start, end, from, to, entry.isBlock(), entry.position(), entry.line()));
        }
        all.sort(Comparator.comparingInt(Range::from)
                .thenComparing(Comparator.comparingInt(Range::to).reversed())
                .thenComparing(Range::block, Comparator.reverseOrder())
                .thenComparingInt(Range::position));
        int covered = 0;
        for (Range range : all) {
            if (range.from >= covered) {
                ranges.add(range);
                covered = range.to;
            } else if (range.to > covered) {
                complete = false;
            }
        }
    }

    /** Looks at the code in no range: what javac adds for assertions and for {@code values()} is expected there. */
    private void findStrayCode() {
        boolean stray = false;
        int next = 0;
        for (int i = 0; i < initialiser.instructions.size(); i++) {
            AbstractInsnNode insn = initialiser.instructions.get(i);
            while (next < ranges.size() && ranges.get(next).to <= i) {
                next++;
            }
            boolean inRange = next < ranges.size() && ranges.get(next).from <= i;
            if (inRange) {
                complete &= !stray;
            } else if (insn.getOpcode() >= 0 && insn.getOpcode() != Opcodes.RETURN) {
                stray = !isOwnStore(insn) || !isSynthetic(((FieldInsnNode) insn).name);
                if (isOwnStore(insn)) {
                    strayStores.add(((FieldInsnNode) insn).name);
                }
            }
        }
        Set<String> stored = new HashSet<>();
        complete &= !stray && ranges.stream().allMatch(r -> r.block || (stored(r) != null && stored.add(stored(r))));
    }

    /** The field of the host that a range's last instruction assigns; {@code null} if it assigns none. */
    private String stored(Range range) {
        AbstractInsnNode last = range.end.getPrevious();
        while (last != range.start && last.getOpcode() < 0) {
            last = last.getPrevious();
        }
        return isOwnStore(last) ? ((FieldInsnNode) last).name : null;
    }

    private boolean isOwnStore(AbstractInsnNode insn) {
        return insn.getOpcode() == Opcodes.PUTSTATIC && ((FieldInsnNode) insn).owner.equals(host.name);
    }

    private boolean isSynthetic(String field) {
        return host.fields.stream().anyMatch(f -> f.name.equals(field) && (f.access & Opcodes.ACC_SYNTHETIC) != 0);
    }

    /** Code between two labels, as indexes into the instructions, from inclusive and to exclusive. */
    private record Range(LabelNode start, LabelNode end, int from, int to, boolean block, int position, int line) {}

    /** Where an element is. */
    sealed interface Located {}

    /** The element is a constant variable. */
    record ConstantValue(FieldNode field) implements Located {}

    /** The element has code. */
    record Sliced(Slice slice) implements Located {}

    /** The element is a block in which nothing happens. */
    record NoCode() implements Located {}

    /** The element can't be found with certainty. */
    record Unknown(String reason) implements Located {}
}
