package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Where in a method the values go that its instructions push. */
final class ValueFlow {
    private final MethodNode code;
    private final Operands operands = new Operands();

    /** Follows all values of a method. */
    ValueFlow(MethodNode code) {
        this.code = code;
        try {
            new Analyzer<>(operands).analyze("java/lang/Object", code);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(code.name + " is malformed", e);
        }
    }

    /**
     * An instruction that takes a value.
     *
     * @param operand which of its operands the value may be: 0 is the receiver of a method, or the first argument if it
     *     has none
     */
    record Use(AbstractInsnNode by, int operand) {}

    /** Returns what takes the value that an instruction pushes, loads and stores of local variables and copies aside. */
    List<Use> uses(AbstractInsnNode pushed) {
        Set<AbstractInsnNode> copies = new HashSet<>(Set.of(pushed));
        List<Use> uses = new ArrayList<>();
        int known;
        do {
            known = copies.size();
            uses.clear();
            for (AbstractInsnNode insn : code.instructions) {
                List<SourceValue> taken = operands.taken.getOrDefault(insn, List.of());
                for (int i = 0; i < taken.size(); i++) {
                    if (taken.get(i).insns.stream().anyMatch(copies::contains)) {
                        if (isCopy(insn.getOpcode())) {
                            copies.add(insn);
                        } else {
                            uses.add(new Use(insn, i));
                        }
                    }
                }
            }
        } while (copies.size() > known);
        return uses;
    }

    private static boolean isCopy(int opcode) {
        return opcode == Opcodes.ALOAD || opcode == Opcodes.ASTORE || opcode >= Opcodes.DUP && opcode <= Opcodes.SWAP;
    }

    /** Notes what each instruction takes; the last time that one is looked at, that is everything it may take. */
    private static final class Operands extends SourceInterpreter {
        private final Map<AbstractInsnNode, List<SourceValue>> taken = new IdentityHashMap<>();

        Operands() {
            super(Opcodes.ASM9);
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode insn, SourceValue value) {
            // One that copies two values is asked for each of them.
            taken.merge(insn, List.of(value), Operands::both);
            return super.copyOperation(insn, value);
        }

        private static List<SourceValue> both(List<SourceValue> some, List<SourceValue> others) {
            Set<AbstractInsnNode> all = new HashSet<>(some.get(0).insns);
            all.addAll(others.get(0).insns);
            return List.of(new SourceValue(1, all));
        }

        @Override
        public SourceValue unaryOperation(AbstractInsnNode insn, SourceValue value) {
            taken.put(insn, List.of(value));
            return super.unaryOperation(insn, value);
        }

        @Override
        public SourceValue binaryOperation(AbstractInsnNode insn, SourceValue first, SourceValue second) {
            taken.put(insn, List.of(first, second));
            return super.binaryOperation(insn, first, second);
        }

        @Override
        public SourceValue ternaryOperation(
                AbstractInsnNode insn, SourceValue first, SourceValue second, SourceValue third) {
            taken.put(insn, List.of(first, second, third));
            return super.ternaryOperation(insn, first, second, third);
        }

        @Override
        public SourceValue naryOperation(AbstractInsnNode insn, List<? extends SourceValue> values) {
            taken.put(insn, List.copyOf(values));
            return super.naryOperation(insn, values);
        }
    }
}
