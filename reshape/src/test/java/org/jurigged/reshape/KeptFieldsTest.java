package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Static fields with what a method made before it changed. */
class KeptFieldsTest {
    private static final String REMEDY = "; if that won't do, change its initialiser too, or restart the program";
    private static final String REMEDIES = "; if that won't do, change their initialisers too, or restart the program";

    /** The notes where {@code old} in the source is replaced, which updates methods: keys and names in turns. */
    private static List<String> kept(String source, String old, String replacement, String... updated) {
        return kept(source, old, replacement, true, updated);
    }

    private static List<String> kept(
            String source, String old, String replacement, boolean initialised, String... updated) {
        byte[] before = InMemoryJavac.compile(source).get("T");
        byte[] after = InMemoryJavac.compile(source.replace(old, replacement)).get("T");
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < updated.length; i += 2) {
            names.put(updated[i], updated[i + 1]);
        }
        SourceFacts facts = new SourceFacts(Optional.empty(), Map.of(), Map.of(), names);
        Change change = new Change("T", Schema.of(before), before, after, List.of(), null, initialised, facts);
        return new Reshaper()
                .kept(List.of(change), Map.of(), Surroundings.NONE).stream()
                        .map(unseen -> unseen.code() + " " + unseen.definition() + ": " + unseen.reason())
                        .toList();
    }

    @Test
    void keepWhatAMethodMade() {
        assertThat(kept(
                        "class T { static final int[] A = make(); static int b = 1 + make()[0]; static final int C = 3;"
                                + " static int[] make() { return new int[] {1}; } }",
                        "{1}", "{2}", "make()[I", "T.make()"))
                .containsExactly(
                        "J208 T.A: keeps what make() made before it changed" + REMEDY,
                        "J208 T.b: may keep what make() made before it changed" + REMEDY);
    }

    @Test
    void keepWhatSeveralMade() {
        assertThat(kept(
                        "class T { final int n; static final T B = new T(make(1)); T(int n) { this.n = 3 - n; }"
                                + " static int make(int n) { return 3 - n; } }",
                        "3 - n",
                        "4 - n",
                        "make(I)I",
                        "T.make(int)",
                        "<init>(I)V",
                        "T.T(int)"))
                .containsExactly("J208 T.B: keeps what make(int) and T(int) made before they changed" + REMEDY);
    }

    @Test
    void areCountedWhereThereAreMany() {
        assertThat(kept(
                        "enum T { A, B, C, D; final int n; T() { n = 1; } }",
                        "n = 1",
                        "n = 2",
                        "<init>(Ljava/lang/String;I)V",
                        "T.T()"))
                .containsExactly("J208 T: 4 static fields keep what T() made before it changed" + REMEDIES);
    }

    @Test
    void areThoseOfAStaticBlockToo() {
        assertThat(kept(
                        "class T { static final int[] A, B; static { make(); A = new int[1]; int[] b = make(); B = b; }"
                                + " static int[] make() { return new int[] {1}; } }",
                        "{1}", "{2}", "make()[I", "T.make()"))
                .containsExactly("J208 T.B: keeps what make() made before it changed" + REMEDY);
    }

    @Test
    void areNotThoseThatCallTheMethodLater() {
        assertThat(kept(
                        "class T { static final java.util.function.IntSupplier A = () -> make(), B = T::make;"
                                + " static int make() { return 1; } }",
                        "1",
                        "2",
                        "make()I",
                        "T.make()"))
                .isEmpty();
    }

    @Test
    void areNotThoseWithALambdaThatRunsItsNewBody() {
        String source = "import java.util.function.*; class T { static final IntUnaryOperator A = make(2);"
                + " static IntUnaryOperator make(int n) { return i -> i + n; } }";
        assertThat(kept(source, "i + n", "i - n", "make(I)Ljava/util/function/IntUnaryOperator;", "T.make(int)"))
                .isEmpty();
        assertThat(kept(source, "i + n", "i", "make(I)Ljava/util/function/IntUnaryOperator;", "T.make(int)"))
                .hasSize(1);
    }

    @Test
    void areThoseMadeWithALambdaThatRan() {
        assertThat(kept(
                        "class T { static final int A = make(); static int make() {"
                                + " return java.util.stream.IntStream.of(2).map(i -> i + 1).sum(); } }",
                        "i + 1",
                        "i + 2",
                        "make()I",
                        "T.make()"))
                .containsExactly("J208 T.A: keeps what make() made before it changed" + REMEDY);
    }

    @Test
    void areNotThoseOfAMethodWithOtherModifiersOnly() {
        String source = "class T { static final int A = make(); private static int make() { return 1; } }";
        assertThat(kept(source, "private ", "", "make()I", "T.make()")).isEmpty();
    }

    @Test
    void areNotThoseOfAClassThatIsNotInitialised() {
        String source = "class T { static final int A = make(); static int make() { return 1; } }";
        assertThat(kept(source, "1", "2", false, "make()I", "T.make()")).isEmpty();
    }
}
