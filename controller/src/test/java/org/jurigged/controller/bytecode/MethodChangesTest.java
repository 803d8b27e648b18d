package org.jurigged.controller.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What the quick comparison says of classes of the JDK and of edits of them is what their texts say. */
class MethodChangesTest {
    private static final List<byte[]> CLASSES = new ArrayList<>();

    @BeforeAll
    static void readClasses() throws IOException {
        for (String folder : List.of("java/util", "java/lang", "java/util/concurrent", "java/time")) {
            Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/" + folder);
            List<Path> files;
            try (Stream<Path> listed = Files.list(root)) {
                files = listed.filter(file -> file.toString().endsWith(".class"))
                        .sorted()
                        .toList();
            }
            for (int i = 0; i < files.size(); i += 4) {
                CLASSES.add(Files.readAllBytes(files.get(i)));
            }
        }
    }

    @Test
    void findsNoneWhereOnlyTheConstantPoolIsInAnotherOrder() {
        int undecided = 0;
        int all = 0;
        for (byte[] file : CLASSES) {
            byte[] again = edited(file, node -> {});
            assertThat(MethodChanges.between(file, again)).isEmpty();
            CodeComparison comparison = new CodeComparison(file, again);
            assertThat(comparison.anyDiffers()).isFalse();
            for (String method : comparison.methodsBefore()) {
                all++;
                undecided += comparison.of(method) == CodeComparison.Verdict.UNDECIDED ? 1 : 0;
            }
        }
        assertThat(all).isGreaterThan(2_000);
        assertThat(undecided).as("what is left to be read of " + all).isLessThan(all / 5);
    }

    @Test
    void findsWhatTheTextsSayOfEditedClasses() {
        Random random = new Random(1);
        int changed = 0;
        for (byte[] file : CLASSES) {
            for (int i = 0; i < 8; i++) {
                byte[] edited = edited(file, node -> edit(node, random));
                changed += compare(file, edited).size();
            }
        }
        assertThat(changed).isGreaterThan(1_000);
    }

    @Test
    void findsWhatTheTextsSayOfClassesThatHaveLittleToDoWithEachOther() {
        int same = 0;
        for (int i = 1; i < CLASSES.size(); i++) {
            byte[] one = CLASSES.get(i - 1);
            byte[] other = CLASSES.get(i);
            int all = new CodeComparison(one, other).methodsBefore().size();
            same += all - compare(one, other).size();
        }
        assertThat(same).as("methods that are the same in both").isPositive();
    }

    @Test
    void looksOnlyAtWhatIsWanted() {
        byte[] file = CLASSES.get(0);
        byte[] edited = edited(file, node -> node.methods.forEach(m -> m.maxStack++));
        String first = new RawClass(file).methods().get(0).name();
        Set<String> found = MethodChanges.between(file, edited, method -> method.startsWith(first + "("));
        assertThat(found).isNotEmpty().allMatch(method -> method.startsWith(first + "("));
    }

    private static Set<String> compare(byte[] before, byte[] after) {
        Set<String> found = MethodChanges.between(before, after);
        Map<String, String> then = MethodTexts.of(before);
        Map<String, String> now = MethodTexts.of(after);
        Set<String> said = new HashSet<>(then.keySet());
        said.removeIf(method -> Objects.equals(then.get(method), now.get(method)));
        assertThat(found).isEqualTo(said);
        CodeComparison comparison = new CodeComparison(before, after);
        assertThat(comparison.anyDiffers())
                .as("surely differs where texts do")
                .satisfiesAnyOf(
                        differs -> assertThat(differs).isFalse(),
                        differs -> assertThat(said).isNotEmpty());
        return found;
    }

    private static byte[] edited(byte[] file, Consumer<ClassNode> edit) {
        ClassNode node = new ClassNode();
        new ClassReader(file).accept(node, 0);
        edit.accept(node);
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** Changes something in a method; not into what would verify, for nobody runs it. */
    private static void edit(ClassNode node, Random random) {
        List<MethodNode> methods =
                node.methods.stream().filter(m -> m.instructions.size() > 0).toList();
        if (methods.isEmpty()) {
            return;
        }
        MethodNode method = methods.get(random.nextInt(methods.size()));
        AbstractInsnNode insn = method.instructions.get(random.nextInt(method.instructions.size()));
        if (insn instanceof LdcInsnNode ldc) {
            ldc.cst = "another constant";
        } else if (insn instanceof IincInsnNode iinc) {
            iinc.incr = random.nextInt(400);
        } else if (insn instanceof VarInsnNode variable) {
            variable.var = random.nextInt(300);
        } else if (insn instanceof MethodInsnNode call) {
            call.desc = "(I" + call.desc.substring(1);
        } else if (insn instanceof TypeInsnNode type) {
            type.desc = "another/Type";
        } else if (insn instanceof IntInsnNode push) {
            push.operand++;
        } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
            dynamic.bsm = new Handle(Opcodes.H_INVOKESTATIC, "another/Type", "of", dynamic.bsm.getDesc(), false);
        } else if (insn instanceof FrameNode frame && frame.stack != null && !frame.stack.isEmpty()) {
            frame.stack.set(0, "another/Type");
        } else if (insn instanceof FrameNode frame && frame.local != null && !frame.local.isEmpty()) {
            frame.local.set(0, "another/Type");
        } else if (insn instanceof JumpInsnNode jump) {
            jump.label = labelAtStart(method);
        } else if (insn instanceof TableSwitchInsnNode choice) {
            choice.dflt = labelAtStart(method);
        } else if (!method.tryCatchBlocks.isEmpty()) {
            TryCatchBlockNode handler = method.tryCatchBlocks.get(0);
            handler.type = random.nextBoolean() ? "another/Failure" : handler.type;
        } else if (random.nextBoolean()) {
            method.instructions.insert(insn, new InsnNode(Opcodes.NOP));
        } else if (random.nextBoolean()) {
            method.visitAnnotation("Lanother/Note;", true);
        } else {
            method.maxLocals++;
        }
    }

    private static LabelNode labelAtStart(MethodNode method) {
        LabelNode label = new LabelNode();
        method.instructions.insert(label);
        return label;
    }
}
