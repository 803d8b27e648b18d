package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Realm.Shaped;

/** What a program keeps is read as it was written. */
final class LedgerTest {
    /** A record in a nest: all that a schema may have. */
    private record Point(List<String> names, int x) {}

    private static byte[] classFile(Class<?> type) throws Exception {
        String name = type.getName();
        try (InputStream in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        }
    }

    private static void assertSame(Shaped read, Shaped written) {
        assertThat(read.schema()).isEqualTo(written.schema());
        assertThat(read.identified()).isEqualTo(written.identified());
        assertThat(read.physical()).isEqualTo(written.physical());
        assertThat(read.bare()).isEqualTo(written.bare());
        assertThat(read.lineage()).isEqualTo(written.lineage());
    }

    @Test
    void classesAndCompanionsComeBack() throws Exception {
        byte[] point = classFile(Point.class);
        byte[] test = classFile(LedgerTest.class);
        Shaped one = new Shaped(
                Schema.of(point), point, point, test, new Lineage(Map.of("x:I", "y"), Map.of("a()V", "b()V")));
        Schema unknown = Schema.of(test);
        Shaped other = new Shaped(
                new Schema(
                        unknown.name(),
                        unknown.access(),
                        unknown.superName(),
                        unknown.interfaces(),
                        unknown.fields(),
                        unknown.methods(),
                        null),
                point,
                test,
                test,
                Lineage.NONE);
        Map<String, String> entries = Ledger.entries(Map.of("a.Point", one, "a.Test", other), Map.of("a.C", test));
        assertThat(Ledger.words(entries)).hasSize(6).noneMatch(word -> word.contains("\n"));

        Realm realm = Ledger.realm(entries);
        assertSame(realm.classes().get("a.Point"), one);
        assertSame(realm.classes().get("a.Test"), other);
        assertThat(realm.companions()).containsOnlyKeys("a.C").containsEntry("a.C", test);
        assertThat(Ledger.stayed(entries)).isEmpty();
    }

    @Test
    void whatStayedIsNoPartOfTheRealm() throws Exception {
        byte[] point = classFile(Point.class);
        Shaped stays = new Shaped(Schema.of(point), point, point, point, Lineage.NONE);
        Map<String, String> entries = Ledger.staying(Map.of("a.Point", stays));
        assertThat(Ledger.realm(entries).classes()).isEmpty();
        assertSame(Ledger.stayed(entries).get("a.Point"), stays);
    }

    @Test
    void whatNobodyWroteIsSaidToBeSo() {
        assertThatThrownBy(() -> Ledger.realm(Map.of("class a.B", "AAAA")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void companionsAreKnownByTheirNamesAndClassesOfTheProgramAreNot() {
        assertThat(Ledger.isCompanion("com.acme.Foo$Live$more$ddba0b1e")).isTrue();
        assertThat(Ledger.isCompanion("com.acme.Foo$Live$a$b$ddba0b1e")).isTrue();
        assertThat(Ledger.isCompanion("com.acme.Foo$Live$Bar")).isFalse();
        assertThat(Ledger.isCompanion("com.acme.Foo")).isFalse();
    }
}
