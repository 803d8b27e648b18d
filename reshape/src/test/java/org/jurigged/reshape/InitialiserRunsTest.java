package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.jurigged.reshape.FinalStore.Transfer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.util.CheckClassAdapter;

/** What a companion consists of; what it does is seen in {@link RealJvmTest}. */
class InitialiserRunsTest {
    private static final String SPACES = " ".repeat(1_100);

    @Nested
    class Companions {
        private final String source = """
                class T {
                    static final Object FIRST = new Object();
                    static int second =
                            Integer.parseInt(
                                    "2");
                    static {
                        for (int i = 0; i < 3; i++) {
                            second += i;
                        }
                    }
                    static long third = second > 1 ? 3 : 4;
                }
                """;

        @Test
        void keepTheLinesAndTheFileOfTheSource() {
            ClassNode companion = tree(slice(source, new StaticRun("second", "T.second", 3, 1)));

            assertThat(companion.sourceFile).isEqualTo("T.java");
            assertThat(companion.name).isEqualTo("T$$Run");
            assertThat(lines(companion)).isSubsetOf(3, 4, 5).contains(4);
        }

        @Test
        void keepLocalVariables() {
            ClassNode companion = tree(slice(source, new StaticRun(null, "T.<static>", 6, 2)));

            assertThat(companion.methods.get(0).localVariables)
                    .extracting(v -> v.name)
                    .containsExactly("i");
        }

        @Test
        void areWellFormed() {
            for (StaticRun run : List.of(
                    new StaticRun("FIRST", "T.FIRST", 2, 0),
                    new StaticRun("second", "T.second", 3, 1),
                    new StaticRun(null, "T.<static>", 6, 2),
                    new StaticRun("third", "T.third", 11, 3))) {
                StringWriter problems = new StringWriter();
                CheckClassAdapter.verify(
                        new ClassReader(slice(source, run).companion()), false, new PrintWriter(problems));
                assertThat(problems.toString()).as(run.name()).isEmpty();
            }
        }

        @Test
        void holdTheValuesOfFinalFields() {
            InitialiserRun.Slice slice = slice(source, new StaticRun("FIRST", "T.FIRST", 2, 0));

            assertThat(slice.finals())
                    .containsExactly(new FinalStore("T", "FIRST", "FIRST", "Ljava/lang/Object;", Transfer.REPLACE));
            assertThat(tree(slice).fields)
                    .extracting(f -> f.access & Opcodes.ACC_FINAL)
                    .containsExactly(0);
        }

        @Test
        void copyTheStateOfAnEnumConstant() {
            InitialiserRun.Slice slice = slice("enum T { A }", new StaticRun("A", "T.A", 1, 0));

            assertThat(slice.finals()).containsExactly(new FinalStore("T", "A", "A", "LT;", Transfer.COPY_STATE));
        }

        private List<Integer> lines(ClassNode node) {
            List<Integer> lines = new ArrayList<>();
            node.methods.get(0).instructions.forEach(i -> {
                if (i instanceof LineNumberNode line) {
                    lines.add(line.line);
                }
            });
            return lines;
        }
    }

    /** javac has no ranges for what starts or ends in a column from 1,024 on. */
    @Nested
    class LongLines {
        @Test
        void hideAField() {
            String source =
                    "class T { static Object a = new Object(); %s static Object b = new Object(); }".formatted(SPACES);

            assertThat(reshape(source, new StaticRun("b", "T.b", 1, 1)).refusals())
                    .extracting(Refusal::code)
                    .containsExactly(Code.J151);
            assertThat(reshape(source, new StaticRun("a", "T.a", 1, 0)).isApplicable())
                    .isTrue();
        }

        @Test
        void hideABlockWhoseStatementsLookLikeFields() {
            String source = """
                    class T {
                        static int a = Integer.parseInt("1");
                        static {
                            a = 2;
                    %s }
                    }
                    """.formatted(SPACES);

            assertThat(reshape(source, new StaticRun("a", "T.a", 2, 0)).refusals())
                    .extracting(Refusal::code)
                    .containsExactly(Code.J151);
            assertThat(reshape(source, new StaticRun(null, "T.<static>", 3, 1)).refusals())
                    .extracting(Refusal::code)
                    .containsExactly(Code.J151);
        }

        @Test
        void hideAFieldWhosePartsAreSeen() {
            String source = """
                    class T {
                        static int k = Integer.parseInt("1");
                    %s static int a = switch (k) { case 1 -> {
                        k = 2;
                        yield 3; }
                        default -> 4; };
                    }
                    """.formatted(SPACES);

            assertThat(reshape(source, new StaticRun("a", "T.a", 3, 1)).refusals())
                    .extracting(Refusal::code)
                    .containsExactly(Code.J151);
            assertThat(reshape(source, new StaticRun("k", "T.k", 2, 0)).refusals())
                    .extracting(Refusal::code)
                    .containsExactly(Code.J151);
        }
    }

    private static InitialiserRun.Slice slice(String source, StaticRun run) {
        Reshaped reshaped = reshape(source, run);
        assertThat(reshaped.refusals()).isEmpty();
        return (InitialiserRun.Slice) reshaped.runs().get(0);
    }

    private static Reshaped reshape(String source, StaticRun run) {
        byte[] bytes = InMemoryJavac.compile(source, "-Xjcov").get("T");
        return new Reshaper()
                .initialiserRuns(List.of(new Change("T", Schema.of(bytes), bytes, bytes, List.of(run), bytes)));
    }

    private static ClassNode tree(InitialiserRun.Slice slice) {
        ClassNode node = new ClassNode();
        new ClassReader(slice.companion()).accept(node, 0);
        return node;
    }
}
