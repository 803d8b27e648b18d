package org.jurigged.reshape.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

class MovesTest {
    @Nested
    class KindsOfLoop {
        @Test
        void forLoopKeepsItsCounter() {
            Program program = Program.ofBodies(
                    "for (int i = 0; i < 5; i++) out.add(\"old \" + i);",
                    "for (int i = 0; i < 6; i += 2) out.add(\"new \" + i); out.add(\"end\");");

            assertThat(program.moved(0, 3)).containsExactly("old 0", "old 1", "|", "new 2", "new 4", "end");
        }

        @Test
        void loopMovesBeforeItsFirstTurn() {
            Program program = Program.ofBodies(
                    "for (int i = 0; i < 5; i++) out.add(\"old \" + i);",
                    "for (int i = 3; i < 2; i++) out.add(\"new \" + i);");

            assertThat(program.moved(0, 1)).containsExactly("|", "new 0", "new 1");
        }

        @Test
        void whileLoopMoves() {
            Program program = Program.ofBodies(
                    "int n = 0; while (n < 4) { out.add(\"old \" + n); n++; }",
                    "int n = 0; while (n < 10) { out.add(\"new \" + n); n += 3; if (n > 8) break; } out.add(n);");

            assertThat(program.moved(0, 3)).containsExactly("old 0", "old 1", "|", "new 2", "new 5", "new 8", 11);
        }

        @Test
        void doLoopMoves() {
            Program program = Program.ofBodies(
                    "int n = 0; do { out.add(\"old \" + n); n++; } while (n < 4);",
                    "int n = 0; do { out.add(\"new \" + n); n++; } while (n < 3);");

            assertThat(program.moved(0, 2)).containsExactly("old 0", "|", "new 1", "new 2");
        }

        @Test
        void iteratorGoesOn() {
            Program program = Program.ofBodies(
                    "for (String s : List.of(\"a\", \"b\", \"c\")) out.add(\"old \" + s);",
                    "for (String s : List.of(\"x\")) { String t = s + s; out.add(\"new \" + t); }");

            assertThat(program.moved(0, 2)).containsExactly("old a", "|", "new bb", "new cc");
        }

        @Test
        void placeInAnArrayGoesOn() {
            Program program = Program.ofBodies(
                    "int x = 1; for (long l : new long[] {1, 2, 3}) out.add(\"old \" + l * x);",
                    "int x = 5; int y = 3; for (long l : new long[0]) out.add(\"new \" + l * x * y);");

            assertThat(program.moved(0, 3)).containsExactly("old 1", "old 2", "|", "new 9");
        }

        @Test
        void loopsInLoopsMoveOnTheirOwn() {
            Program program = Program.ofBodies(
                    "for (int i = 0; i < 2; i++) for (char c : \"ab\".toCharArray()) out.add(\"old \" + i + c);",
                    "for (int i = 0; i < 2; i++) for (char c : \"ab\".toCharArray()) out.add(\"new \" + i + c);");

            assertThat(program.moved(0, 2)).containsExactly("old 0a", "old 0b", "|", "new 1a", "new 1b");
            assertThat(program.moved(1, 2)).containsExactly("old 0a", "|", "new 0b", "new 1a", "new 1b");
        }

        @Test
        void labelledJumpsAreTheNewOnes() {
            Program program = Program.ofBodies(
                    "a: for (int i = 0; i < 3; i++) for (int j = 0; ; j++) { if (j > i) continue a; out.add(i + j); }",
                    "a: for (int i = 0; i < 3; i++) for (int j = 0; ; j++) { if (j > i) { if (i == 1) break a; continue a; } out.add(i - j); }");

            assertThat(program.moved(1, 2)).containsExactly(0, "|", 1, 0);
            assertThat(program.moved(1, 4)).containsExactly(0, 1, "|", 0);
        }

        @Test
        void endlessLoopMayGetAnEnd() {
            Program program = Program.ofBodies(
                    "int i = 0; while (true) { out.add(i++); }",
                    "int i = 0; while (true) { out.add(-i); if (i == 2) return; i++; }");

            assertThat(program.moved(0, 2)).containsExactly(0, "|", -1, -2);
        }
    }

    @Nested
    class LocalVariables {
        @Test
        void newOnesBeginWithTheirConstant() {
            Program program = Program.ofBodies(
                    "for (int i = 0; i < 3; i++) out.add(i);",
                    "int n = 10; String s = \"x\"; for (int i = 0; i < 3; i++) { n++; out.add(s + n); }");

            assertThat(program.moved(0, 2)).containsExactly(0, "|", "x11", "x12");
        }

        @Test
        void newOneThatIsComputedIsNotGuessed() {
            Program program = Program.ofBodies(
                    "for (int i = 0; i < 3; i++) out.add(i);",
                    "int n = out.size(); for (int i = 0; i < 3; i++) out.add(n);");

            assertThat(program.reason(0)).isEqualTo("n is new and doesn't begin with a constant");
        }

        @Test
        void renamedOneKeepsItsValue() {
            Program program = Program.ofBodies(
                    "int sum = 0; for (int i = 0; i < 4; i++) { sum += i; out.add(sum); }",
                    "int total = 0; for (int k = 0; k < 4; k++) { total += k; out.add(-total); }");

            assertThat(program.moved(0, 4)).containsExactly(0, 1, 3, "|", -6);
        }

        @Test
        void widerTypeTakesTheValue() {
            Program program = Program.ofBodies(
                    "int n = 5; byte b = 3; for (int i = 0; i < 3; i++) { n += b; out.add(n); }",
                    "long n = 5; double b = 3; for (int i = 0; i < 3; i++) { n += b; out.add(n); }");

            assertThat(program.moved(0, 2)).containsExactly(8, "|", 11L, 14L);
        }

        @Test
        void narrowerTypeIsRefused() {
            Program program = Program.ofBodies(
                    "long n = 5; for (int i = 0; i < 3; i++) { n += i; out.add(n); }",
                    "int n = 5; for (int i = 0; i < 3; i++) { n += i; out.add(n); }");

            assertThat(program.reason(0)).isEqualTo("n was long and is int");
        }

        @Test
        void otherTypeArgumentsAreRefused() {
            Program program = Program.ofBodies(
                    "List<String> l = new ArrayList<>(); for (int i = 0; i < 3; i++) { l.add(\"\"); out.add(l.size()); }",
                    "List<Long> l = new ArrayList<>(); for (int i = 0; i < 3; i++) { l.add(1L); out.add(l.size()); }");

            assertThat(program.reason(0)).startsWith("l was java.util.List");
        }

        @Test
        void goneOnesAreDropped() {
            Program program = Program.ofBodies(
                    "int a = 1; String s = \"s\"; for (int i = 0; i < 3; i++) { a++; out.add(s + a); }",
                    "for (int i = 0; i < 3; i++) { out.add(i); }");

            assertThat(program.moved(0, 2)).containsExactly("s2", "|", 1, 2);
        }

        @Test
        void changedParameterKeepsItsValue() {
            Program program = Program.of(
                    Program.inT("static void run(List<Object> out) { go(3, 4L, 1.5, out); }"
                            + "static void go(int n, long l, double d, List<Object> out) {"
                            + "while (n > 0) { n--; l++; d *= 2; out.add(n + l + d); } }"),
                    Program.inT("static void run(List<Object> out) { go(3, 4L, 1.5, out); }"
                            + "static void go(int n, long l, double e, List<Object> out) {"
                            + "while (n > 0) { n--; l++; e *= 2; out.add(-n - l - e); } }"));

            assertThat(program.inMethod("go", "(IJDLjava/util/List;)V").moved(0, 2))
                    .containsExactly(10.0, "|", -13.0, -19.0);
        }
    }

    @Nested
    class Places {
        @Test
        void loopInTryWithResourcesClosesItsResource() {
            String source = "try (AutoCloseable c = () -> out.add(\"closed\")) {"
                    + " for (int i = 0; i < 2; i++) out.add(\"old \" + i); } finally { out.add(\"done\"); }";
            Program program = Program.ofBodies(source, source.replace("old", "new"));

            assertThat(program.moved(0, 2)).containsExactly("old 0", "|", "new 1", "closed", "done");
        }

        @Test
        void loopInLambdaMoves() {
            String source = "int[] seen = new int[1]; Consumer<String> c = p -> {"
                    + " for (int i = 0; i < 3; i++) { seen[0]++; out.add(p + i); } }; c.accept(\"old \");";
            Program program = Program.ofBodies(source, source.replace("p + i", "\"new \" + i + seen[0]"))
                    .inMethod("lambda$run$0", "([ILjava/util/List;Ljava/lang/String;)V");

            assertThat(program.moved(0, 2)).containsExactly("old 0", "|", "new 12", "new 23");
        }

        @Test
        void instanceMethodMoves() {
            String source = Program.inT(
                    "static void run(List<Object> out) { new T().go(out); }"
                            + "<X> X go(List<X> out) { for (int i = 0; i < 3; i++) { out.add((X) (\"old\" + i)); } return null; }");
            Program program = Program.of(source, source.replace("\"old", "this.getClass().getName() + \"new"))
                    .inMethod("go", "(Ljava/util/List;)Ljava/lang/Object;");

            assertThat(program.moved(0, 2)).containsExactly("old0", "|", "Tnew1", "Tnew2");
        }

        @Test
        void loopAtTheVeryStartMoves() {
            Program program = Program.ofBodies(
                    "while (out.size() < 4) { out.add(out.size()); }", "while (out.size() < 4) { out.add(\"new\"); }");

            assertThat(program.moved(0, 2)).containsExactly(0, "|", "new", "new");
        }

        @Test
        void synchronizedBlockStays() {
            String source = "synchronized (out) { for (int i = 0; i < 3; i++) out.add(i); }";

            assertThat(Program.ofBodies(source, source.replace("add(i)", "add(-i)"))
                            .reason(0))
                    .isEqualTo("it holds a monitor");
        }

        @Test
        void newFinallyAroundTheLoopStays() {
            String loop = "for (int i = 0; i < 3; i++) out.add(i);";

            assertThat(Program.ofBodies(loop, "try {" + loop + "} finally { out.add(9); }")
                            .reason(0))
                    .isEqualTo("what is done at the end of a try around it is new, or gone");
        }

        @Test
        void conditionalOperandOnTheStackStays() {
            String source = "out.add(out.size() + Optional.of(1).map(x -> { for (int i = 0; i < 3; i++) out.add(i);"
                    + " return x; }).get());";

            assertThat(Program.ofBodies(source, source).plan().loops()).isEmpty();
        }

        @Test
        void constructorStays() {
            String source = Program.inT("T(List<Object> out) { for (int i = 0; i < 3; i++) out.add(i); }");

            assertThat(Program.of(source, source)
                            .inMethod("<init>", "(Ljava/util/List;)V")
                            .reason(0))
                    .startsWith("a constructor can't be entered");
        }
    }

    @Nested
    class Around {
        @Test
        void loopsAroundAPlaceComeFromTheInside() {
            String source = "for (int i = 0; i < 2; i++) { for (int j = 0; j < 2; j++) out.add(j); }"
                    + "while (out.size() < 9) out.add(1);";
            MethodMoves moves = Program.ofBodies(source, source).plan();
            LoopMove inner = moves.loops().get(1);

            assertThat(moves.around(inner.headOffset()))
                    .containsExactly(inner, moves.loops().get(0));
            assertThat(moves.around(0)).isEmpty();
        }

        @Test
        void methodThatWouldBeTooLargeToCompileGetsNoEntrance() {
            String source = "for (int i = 0; i < 2; i++) {" + "out.add(i);".repeat(724) + "}";
            Program program = Program.ofBodies(source, source);

            assertThat(program.entrance().isPresent()).isFalse();
        }
    }

    @Nested
    class OtherVersions {
        private static final String LOOPS =
                "for (int i = 0; i < 2; i++) for (char c : \"ab\".toCharArray()) out.add(\"1 \" + i + c);";

        @Test
        void loopThatHasMovedMovesOn() {
            Program first = Program.ofBodies(LOOPS, LOOPS.replace("1 ", "2 "));
            Program second = first.movedOn("static void run(List<Object> out) {" + LOOPS.replace("1 ", "3 ") + "}");

            assertThat(second.moved(0, 2)).containsExactly("2 0a", "2 0b", "|", "3 1a", "3 1b");
            assertThat(second.moved(1, 3)).containsExactly("2 0a", "2 0b", "|", "3 1a", "3 1b");
        }

        @Test
        void variableThatOnlyALaterVersionReadsKeepsItsValue() {
            String unread = "int a = 7; for (int i = 0; i < 3; i++) out.add(1);";
            Program first = Program.ofBodies(unread, unread.replace("(1)", "(2)"));
            String read = unread.replace("(1)", "(a)");
            Program second = first.movedOn("static void run(List<Object> out) {" + read + "}");

            assertThat(first.plan().movable().get(0).saved())
                    .extracting(SavedLocal::slot)
                    .contains(1);
            assertThat(second.moved(0, 2)).containsExactly(2, "|", 7, 7);
        }

        @Test
        void waysInAreCarriedIntoALaterClassWhereTheMethodSaysTheSame() {
            Program moved = Program.ofBodies(LOOPS, LOOPS.replace("1 ", "2 "));
            String run = "static void run(List<Object> out) throws Exception {\n" + LOOPS.replace("1 ", "2 ") + "\n}";

            byte[] running = moved.entrance().orElseThrow();
            byte[] carried = moved.carried("static String more() {\nreturn \"more\" + 1;\n}\n\n" + run)
                    .orElseThrow();

            assertThat(text(carried)).isEqualTo(text(running)).contains("armed");
            assertThat(Entrance.key(new MethodCode(carried, "run", "(Ljava/util/List;)V")))
                    .isEqualTo(Entrance.key(new MethodCode(running, "run", "(Ljava/util/List;)V")))
                    .isPresent();
            assertThat(moved.carried(run.replace("{\n", "{\nout.size();\n"))).isEmpty();
        }

        @Test
        void waysInAreNotCarriedIntoCodeThatTakesMoreRoomAndHasAsManyInstructions() {
            String run = """
                    static void run(List<Object> out) {
                        int a = 1;
                        a = 2;
                        a = 3;
                        a = 4;
                        a = 5;
                        for (int i = 0; i < 9; i++) {
                            out.add(i);
                        }
                    }
                    """;
            Program moved = Program.of(Program.inT(run), Program.inT(run.replace("9", "8")));
            byte[] running = moved.entrance().orElseThrow();

            Optional<byte[]> carried = moved.carried(run.replaceAll("  a = (\\d)", "int b$1 = $1"));

            assertThat(carried).hasValueSatisfying(c -> assertThat(text(c)).isNotEqualTo(text(running)));
        }

        private static String text(byte[] classFile) {
            Textifier text = new Textifier();
            new ClassReader(classFile)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String name, String desc, String signature, String[] exceptions) {
                                    return name.equals("run") ? new TraceMethodVisitor(text) : null;
                                }
                            },
                            ClassReader.SKIP_DEBUG);
            StringWriter written = new StringWriter();
            text.print(new PrintWriter(written));
            return written.toString();
        }

        @Test
        void namesThatTheOldClassLacksAreNoObstacleWhereTheCodeIsTheSame() {
            Program program = Program.withoutNames(LOOPS, LOOPS.replace("1 ", "2 "));

            assertThat(program.moved(1, 2)).containsExactly("1 0a", "|", "2 0b", "2 1a", "2 1b");
        }

        @Test
        void namesThatTheOldClassLacksAreOneWhereItIsNot() {
            Program program = Program.withoutNames(LOOPS, "int x = 3;" + LOOPS);

            assertThat(program.reason(0)).isNotNull();
        }
    }

    @Nested
    class WhichLoop {
        @Test
        void loopInFrontOfItMakesNoDifference() {
            Program program = Program.ofBodies(
                    "for (int i = 0; i < 3; i++) out.add(\"old \" + i);",
                    "for (String s : new String[] {\"a\"}) System.out.print(s);"
                            + "for (int i = 0; i < 3; i++) out.add(\"new \" + i);");

            assertThat(program.moved(0, 3)).containsExactly("old 0", "old 1", "|", "new 2");
        }

        @Test
        void goneLoopStays() {
            Program program = Program.ofBodies("for (int i = 0; i < 3; i++) out.add(i);", "out.add(1);");

            assertThat(program.reason(0)).isEqualTo("the new code has no such loop");
        }

        @Test
        void oneOfTwoLikeLoopsGoneStays() {
            String loop = "for (int i = 0; i < 3; i++) out.add(i);";
            Program program = Program.ofBodies(loop + loop, loop);

            assertThat(program.reason(0)).isNotNull();
            assertThat(program.reason(1)).isNotNull();
        }

        @Test
        void loopAroundItStays() {
            String loop = "for (int i = 0; i < 3; i++) out.add(i);";
            Program program = Program.ofBodies(loop, "for (int j = 0; j < 3; j++) { out.add(j); " + loop + "}");

            assertThat(program.reason(0)).isNotNull();
        }

        @Test
        void whileThatBecomesDoStays() {
            Program program = Program.ofBodies(
                    "int i = 0; while (i < 3) { out.add(i); i++; }",
                    "int i = 0; do { out.add(i); i++; } while (i < 3);");

            assertThat(program.reason(0)).isEqualTo("its condition is tested at another point of the turn");
        }

        @Test
        void lambdaNumbersMakeNoDifference() {
            Program program = Program.ofBodies(
                    "for (int i = 0; i < 3; i++) { Supplier<Object> s = () -> 1; out.add(s.get()); }",
                    "Supplier<Object> t = () -> 3; for (int i = 0; i < 3; i++) { Supplier<Object> s = () -> 2; out.add(s.get()); }");

            assertThat(program.moved(0, 2)).containsExactly(1, "|", 2, 2);
        }
    }
}
