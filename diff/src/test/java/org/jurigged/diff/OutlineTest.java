package org.jurigged.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutlineTest {
    private static final String SOURCE = """
            // licence
            package com.acme;

            import java.util.List;
            import static java.util.Map.*; // all

            /** A shop. */
            @Deprecated(since = "{")
            public class Shop {
                // not of open
                /** Opens. */
                @SuppressWarnings("x") public void open() { if (true) { } }

                int a = 1, b = "}".length();
                final List<String> names = List.of(); /* trailing */

                enum Size { BIG, SMALL { void f() {} }; int n; }

                Shop(int x) { /** no doc */ }
            }
            """;

    private static String text(Outline outline, String name, String source) {
        Outline.Place place = place(outline, name);
        return source.substring(place.start(), place.end());
    }

    private static Outline.Place place(Outline outline, String name) {
        List<Outline.Place> found = outline.places().stream()
                .filter(place -> place.definition().name().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    @Test
    void definitionsStandFromTheirFirstModifierToTheirEnd() {
        Outline outline = Outline.of("Shop.java", SOURCE);
        assertThat(text(outline, "com.acme.Shop.open()", SOURCE))
                .isEqualTo("@SuppressWarnings(\"x\") public void open() { if (true) { } }");
        assertThat(text(outline, "com.acme.Shop.names", SOURCE)).isEqualTo("final List<String> names = List.of();");
        assertThat(text(outline, "com.acme.Shop.Shop(int)", SOURCE)).isEqualTo("Shop(int x) { /** no doc */ }");
        assertThat(text(outline, "com.acme.Shop.Size", SOURCE))
                .isEqualTo("enum Size { BIG, SMALL { void f() {} }; int n; }");
        assertThat(text(outline, "com.acme.Shop", SOURCE))
                .startsWith("@Deprecated(since")
                .endsWith("no doc */ }\n}");
    }

    @Test
    void onlyDocumentationCommentsBelongToADefinition() {
        Outline outline = Outline.of("Shop.java", SOURCE);
        Outline.Place open = place(outline, "com.acme.Shop.open()");
        assertThat(SOURCE.substring(open.docStart(), open.start())).isEqualTo("/** Opens. */\n    ");
        Outline.Place names = place(outline, "com.acme.Shop.names");
        assertThat(names.docStart()).isEqualTo(names.start());
        Outline.Place shop = place(outline, "com.acme.Shop");
        assertThat(SOURCE.substring(shop.docStart())).startsWith("/** A shop. */");
    }

    @Test
    void severalFieldsOfOneDeclarationAreNotAlone() {
        Outline outline = Outline.of("Shop.java", SOURCE);
        assertThat(place(outline, "com.acme.Shop.a").alone()).isFalse();
        assertThat(place(outline, "com.acme.Shop.names").alone()).isTrue();
    }

    @Test
    void importsAndTheInsidesOfTypesAreFound() {
        Outline outline = Outline.of("Shop.java", SOURCE);
        assertThat(outline.packageName()).isEqualTo("com.acme");
        assertThat(outline.imports())
                .extracting(Outline.Import::code)
                .containsExactly("import java.util.List;", "import static java.util.Map.*;");
        assertThat(SOURCE.substring(outline.importsEnd())).startsWith(" // all");
        assertThat(SOURCE.substring(place(outline, "com.acme.Shop").inner())).startsWith("\n    // not of open");
        assertThat(place(outline, "com.acme.Shop.open()").inner()).isEqualTo(-1);
    }

    @Test
    void membersOfAPatchAreReadWithTheirImports() {
        String source = """
                import java.util.Set;

                /** Doc. */
                int size() { return Set.of(1).size(); }

                static class Helper { }

                Shop() { }
                """;
        Outline outline = Outline.ofMembers("Shop", false, source);
        assertThat(outline.imports()).extracting(Outline.Import::code).containsExactly("import java.util.Set;");
        assertThat(outline.places())
                .extracting(place -> place.definition().name())
                .containsExactly("Shop.size()", "Shop.Helper", "Shop.Shop()");
        assertThat(text(outline, "Shop.size()", source)).isEqualTo("int size() { return Set.of(1).size(); }");
        assertThat(place(outline, "Shop.size()").definition().line()).isEqualTo(4);
        assertThat(Outline.ofMembers("Point", true, "Point { }").places())
                .extracting(place -> place.definition().name())
                .containsExactly("Point.Point()");
    }

    @Test
    void whatCantBeParsedSaysWhere() {
        assertThatThrownBy(() -> Outline.ofMembers("Shop", false, "int size( { }"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Members.java:1");
    }
}
