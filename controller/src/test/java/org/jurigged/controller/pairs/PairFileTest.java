package org.jurigged.controller.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a pair's file is read. */
final class PairFileTest {
    private static final String HEAD =
            "package kind.name; import java.util.*; import java.util.function.*; import java.util.stream.*; ";

    @Test
    void marksOfLinesSayTheirStates() {
        Pair pair = PairFile.parse("kind/name", """
                A word on it.
                == Main.java
                class Main {
                -    old
                +    new
                02>    even
                }
                """);
        assertThat(pair.sequence()).containsExactly(0, 1, 2);
        String path = "kind/name/Main.java";
        assertThat(pair.sources(0)).containsEntry(path, HEAD + "class Main {\n    old\n    even\n}\n");
        assertThat(pair.sources(1)).containsEntry(path, HEAD + "class Main {\n    new\n}\n");
        assertThat(pair.sources(2)).containsEntry(path, HEAD + "class Main {\n    new\n    even\n}\n");
        assertThat(pair.expectations()).containsOnly(Expectation.LIVE);
        assertThat(pair.mainClass()).isEqualTo("kind.name.Main");
    }

    @Test
    void filesStandForSomeStatesOrAll() {
        Pair pair = PairFile.parse("kind/name", """
                sequence: 0 1 0
                == Main.java
                class Main {}
                == sub/Gone.java 0
                import ${package}.Main;
                == New.java 1
                class New {}
                == answer 2
                kept 1
                """);
        assertThat(pair.sources(0)).containsOnlyKeys("kind/name/Main.java", "kind/name/sub/Gone.java");
        assertThat(pair.sources(0).get("kind/name/sub/Gone.java"))
                .startsWith("package kind.name.sub; ")
                .endsWith("import kind.name.Main;\n");
        assertThat(pair.sources(1)).containsOnlyKeys("kind/name/Main.java", "kind/name/New.java");
        assertThat(pair.answer(1)).isEmpty();
        assertThat(pair.answer(2)).contains("kept 1");
    }

    @Test
    void anExpectationIsThatOfTheLastEditUnlessEachHasOne() {
        String body = "sequence: 0 1 2\n== Main.java\n12>class Main {}\n";
        Expectation refused = new Expectation(false, Set.of("J102"));
        assertThat(PairFile.parse("kind/name", "expect: refused J102\n" + body).expectations())
                .containsExactly(Expectation.LIVE, refused);
        assertThat(PairFile.parse("kind/name", "expect: refused J102, live or refused J107 J108\n" + body)
                        .expectations())
                .containsExactly(refused, new Expectation(true, Set.of("J107", "J108")));
    }

    @Test
    void whatIsWrittenWrongIsNamed() {
        assertThatThrownBy(() -> PairFile.parse("kind/name", "expect: good\n== Main.java\nclass Main {}\n"))
                .hasMessage("pair kind/name: not an expectation: good");
        assertThatThrownBy(() -> PairFile.parse("kind/name", "== A.java\na\n== A.java 1\nb\n"))
                .hasMessage("pair kind/name: A.java stands twice for state 1");
        assertThatThrownBy(() -> PairFile.parse("kind/name", "expect: live, live\n== A.java\na\n"))
                .hasMessage("pair kind/name: 2 expectations for 1 edits");
    }
}
