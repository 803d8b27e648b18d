package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is told of an edit that reflection doesn't show. */
class UnseenTest {
    private static final String MARK =
            "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Mark { int[] value() default {}; } ";

    private static List<String> unseen(String before, String after) {
        return unseen(before, before, after);
    }

    /** From the class that was loaded over one that an edit made of it. */
    private static List<String> unseen(String loaded, String before, String after) {
        return unseen(loaded, before, after, SourceFacts.NONE, OptionalLong.empty());
    }

    private static List<String> unseen(
            String loaded, String before, String after, SourceFacts facts, OptionalLong objects) {
        Map<String, byte[]> classes = InMemoryJavac.compile(MARK + after);
        byte[] first = InMemoryJavac.compile(MARK + loaded).get("T");
        byte[] second = InMemoryJavac.compile(MARK + before).get("T");
        Change change = new Change("T", Schema.of(first), second, classes.get("T"), List.of(), null, true, facts);
        return new Reshaper()
                .unseen(Realm.EMPTY, List.of(change), Map.of(), new Files(classes, name -> objects)).stream()
                        .map(Unseen::toString)
                        .map(text ->
                                text.replaceAll("Unseen\\[code=(\\w+), definition=(.*), reason=(.*)]", "$1 $2: $3"))
                        .toList();
    }

    @Test
    void isAnAddedMemberWithAnAnnotation() {
        assertThat(unseen(
                        "class T { }",
                        "class T { @Mark void m(int[] a, String b) { } @Mark int f; @Mark T(int n) { } }"))
                .containsExactlyInAnyOrder(
                        "J201 T.f: added with @Mark; reflection still sees T without it",
                        "J201 T.T(int): added with @Mark; reflection still sees T without it",
                        "J201 T.m(int[], String): added with @Mark; reflection still sees T without it");
    }

    @Test
    void isToldOnceAndNotOfWhatWasLoaded() {
        String with = "class T { @Mark void m() { } }";
        assertThat(unseen("class T { }", with, with)).isEmpty();
        assertThat(unseen(with, "class T { }", with)).isEmpty();
    }

    @Test
    void isNoAnnotationForCompilers() {
        assertThat(unseen("class T { }", "class T { @Deprecated void m() { } }"))
                .isEmpty();
    }

    @Test
    void isAPropertyOfAClassThatHasProperties() {
        String bean = "class T { public int getA() { return 1; } ";
        assertThat(unseen(bean + "}", bean + "public boolean isB() { return true; } public void setB(boolean b) { } }"))
                .containsExactly("J202 T.b: bean property added; reflection still sees T without it");
        assertThat(unseen("class T { }", bean + "}")).isEmpty();
        assertThat(unseen(bean + "}", bean + "public int get() { return 1; } int getC() { return 1; } }"))
                .isEmpty();
    }

    @Test
    void isAnAnnotationThatWasRead() {
        assertThat(unseen("@Mark class T { @Mark({1, 2}) void m() { } }", "class T { @Mark({1, 3}) void m() { } }"))
                .containsExactly(
                        "J203 T: @Mark changed; what has read it before goes on with what it read",
                        "J203 T.m(): @Mark changed; what has read it before goes on with what it read");
        assertThat(unseen("class T { @Mark({1, 2}) void m() { } }", "class T { @Mark({1, 2}) void m() { m(); } }"))
                .isEmpty();
    }

    @Test
    void isAnInterfaceThatTheLoadedClassLacksOrHas() {
        String named = "interface Named { } ";
        assertThat(unseen(named + "class T { }", named + "class T implements Named { }"))
                .containsExactly("J206 T: interface Named added; reflection still sees T without it");
        assertThat(unseen(named + "class T implements Named { }", named + "class T { }"))
                .containsExactly("J206 T: interface Named removed; reflection still sees T with it");
        assertThat(unseen(
                        named + "class T implements Named { }",
                        named + "class T { }",
                        named + "class T implements Named { }"))
                .isEmpty();
    }

    @Test
    void isStateThatIsSerialized() {
        assertThat(unseen(
                        "class T implements java.io.Serializable { }",
                        "class T implements java.io.Serializable { int n; }"))
                .containsExactly("J204 T: fields changed; serialization still writes those that were loaded");
        assertThat(unseen("class T { }", "class T { int n; }")).isEmpty();
        assertThat(unseen(
                        "class T implements java.io.Serializable { }",
                        "class T implements java.io.Serializable { transient int n; static int s; }"))
                .isEmpty();
        assertThat(unseen("class T extends Exception { }", "class T extends Exception { int n; }"))
                .isEmpty();
    }

    @Test
    void isARecordsComponent() {
        assertThat(unseen("record T(int a) { }", "record T(int a, int b) { }"))
                .containsExactly("J205 T: record components changed; reflection still sees those that were loaded");
    }

    @Nested
    class FieldsThatConstructorsAssign {
        private static final String AFTER = """
                class T {
                    String set; int initial = 1; int untouched; int renamed; long widened; int back; static int s;
                    final boolean last;
                    T() { set = ""; initial = 2; renamed = 3; widened = 4; back = 5; s = 6; last = true; }
                }""";
        private static final SourceFacts FACTS =
                new SourceFacts(Optional.of(Set.of("initial")), Map.of("renamed", "old"), Map.of(), Map.of());

        @Test
        void areToldWithTheObjectsThatHaveNoValue() {
            String before = "class T { int old; int widened; static boolean last; }";
            assertThat(unseen("class T { int back; }", before, AFTER, FACTS, OptionalLong.of(3)))
                    .containsExactly(
                            "J207 T.set: only constructors assign it, so the 3 objects that exist have null there; "
                                    + "if that won't do, give it an initialiser, or make them anew",
                            "J207 T.last: only constructors assign it, so the 3 objects that exist have false there; "
                                    + "if that won't do, make them anew");
        }

        @Test
        void areToldWhereNobodyKnowsHowManyObjectsThereAre() {
            String after = "class T { int set; T() { set = 2; } }";
            assertThat(unseen("class T { }", "class T { }", after, FACTS, OptionalLong.empty()))
                    .containsExactly("J207 T.set: only constructors assign it, so the objects that exist have 0 there; "
                            + "if that won't do, give it an initialiser, or make them anew");
        }

        @Test
        void areNotToldWhereNoObjectExists() {
            assertThat(unseen("class T { }", "class T { }", AFTER, FACTS, OptionalLong.of(0)))
                    .isEmpty();
        }

        @Test
        void areToldWhenTheirTypeChangesToOneThatNoValueGoesOverTo() {
            String before = "class T { int a = 1; String b = null; int c = 1; }";
            String after = "class T { String a; int b; Integer c; T() { a = null; b = 1; c = 2; } }";
            assertThat(unseen(before, before, after, FACTS, OptionalLong.of(1)))
                    .containsExactly(
                            "J207 T.a: only constructors assign it, so the object that exists has null there; "
                                    + "if that won't do, give it an initialiser, or make the object anew",
                            "J207 T.b: only constructors assign it, so the object that exists has 0 there; "
                                    + "if that won't do, give it an initialiser, or make the object anew");
        }

        @Test
        void areNotToldOfAnEnum() {
            String after = "enum T { A; final int n; T() { n = 1; } }";
            assertThat(unseen("enum T { A }", "enum T { A }", after, FACTS, OptionalLong.of(1)))
                    .isEmpty();
        }

        @Test
        void areNotToldOfASourceThatNothingIsKnownOf() {
            assertThat(unseen("class T { }", "class T { }", AFTER, SourceFacts.NONE, OptionalLong.of(1)))
                    .isEmpty();
        }
    }

    @Nested
    class FieldsThatMoveBetweenAClassAndItsSubclasses {
        private static final String NEITHER = "class Base { } class Sub extends Base { } class Other extends Base { }";
        private static final String BASE =
                "class Base { final int n; Base() { n = 1; } } class Sub extends Base { } class Other extends Base { }";
        private static final String SUB =
                "class Base { } class Sub extends Base { final int n; Sub() { n = 1; } } class Other extends Base { }";

        private List<String> unseen(String loaded, String before, String after, long all, long ofSub) {
            Map<String, byte[]> first = InMemoryJavac.compile(loaded);
            Map<String, byte[]> second = InMemoryJavac.compile(before);
            Map<String, byte[]> classes = InMemoryJavac.compile(after);
            SourceFacts facts = new SourceFacts(Optional.of(Set.of()), Map.of(), Map.of(), Map.of());
            List<Change> changes = Stream.of("Base", "Sub")
                    .map(name -> new Change(
                            name,
                            Schema.of(first.get(name)),
                            second.get(name),
                            classes.get(name),
                            List.of(),
                            null,
                            true,
                            facts))
                    .toList();
            Files files = new Files(classes, name -> OptionalLong.of(name.equals("Base") ? all : ofSub));
            return new Reshaper()
                    .unseen(Realm.EMPTY, changes, Map.of(), files).stream()
                            .map(unseen -> unseen.definition() + ": " + unseen.reason())
                            .toList();
        }

        @Test
        void areToldOfTheObjectsThatBringNoValueAlong() {
            assertThat(unseen(SUB, SUB, BASE, 5, 3)).singleElement().asString().contains("Base.n: ", " the 2 objects ");
            assertThat(unseen(BASE, SUB, BASE, 5, 3))
                    .singleElement()
                    .asString()
                    .contains("Base.n: ", " the 2 objects ");
        }

        @Test
        void areNotToldWhereAllObjectsDo() {
            assertThat(unseen(SUB, SUB, BASE, 3, 3)).isEmpty();
            assertThat(unseen(BASE, BASE, SUB, 5, 3)).isEmpty();
        }

        @Test
        void areToldWhereTheFieldStaysInTheOtherClassOrWasInNone() {
            assertThat(unseen(NEITHER, NEITHER, SUB, 5, 3))
                    .singleElement()
                    .asString()
                    .contains("Sub.n: ", " the 3 objects ");
            String both = SUB.replace("class Base { }", "class Base { final int n; Base() { n = 1; } }");
            assertThat(unseen(SUB, SUB, both, 5, 3)).singleElement().asString().contains("Base.n: ", " the 5 objects ");
        }
    }

    private record Files(Map<String, byte[]> classes, Function<String, OptionalLong> count) implements Surroundings {
        @Override
        public OptionalLong objects(String name) {
            return count.apply(name);
        }

        @Override
        public Optional<byte[]> classFile(String name) {
            return Optional.ofNullable(classes.get(name));
        }

        @Override
        public boolean isLoaded(String name) {
            return false;
        }

        @Override
        public Set<String> loadedSubtypes(String name) {
            return Set.of();
        }

        @Override
        public Set<String> loadedUsers(String owner, String member) {
            return Set.of();
        }

        @Override
        public Set<String> asking(String name) {
            return Set.of();
        }

        @Override
        public Map<String, List<String>> standIns(String name) {
            return Map.of();
        }

        @Override
        public boolean callsHashCode() {
            return true;
        }
    }
}
