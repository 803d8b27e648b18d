package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Overrides of methods that the program's classes don't have themselves. */
class HooksTest {
    private static final String HASH = "class T { @Override public int hashCode() { return 1; } }";

    private static Reshaped reshape(String before, String after, boolean callsHashCode) {
        byte[] first = InMemoryJavac.compile(before).get("T");
        byte[] second = InMemoryJavac.compile(after).get("T");
        LoadedProgram program = new LoadedProgram(Map.of("T", first));
        return new Reshaper()
                .reshape(
                        Realm.EMPTY,
                        List.of(new Change("T", Schema.of(first), first, second)),
                        new Jvm(program, callsHashCode));
    }

    @Test
    void aHashCodeMakesTheOneOfObjectAsk() {
        Reshaped reshaped = reshape("class T { }", HASH, true);
        assertThat(reshaped.refusals()).isEmpty();
        assertThat(reshaped.hooks().methods()).containsExactly(Map.entry("java.lang.Object", Set.of("hashCode()I")));
    }

    @Test
    void aHashCodeIsRefusedWhereTheCompilerReplacesCallsOfIt() {
        assertThat(reshape("class T { }", HASH, false).refusals())
                .extracting(Refusal::toString)
                .containsExactly(
                        "J138 T.hashCode(): override of Object.hashCode() added, which this JVM's compiler replaces."
                                + " Restart the program to apply it.");
    }

    @Test
    void anotherMethodIsNoMatterOfTheCompiler() {
        String equals = "class T { @Override public boolean equals(Object o) { return true; } }";
        assertThat(reshape("class T { }", equals, false).refusals()).isEmpty();
    }

    @Test
    void aReferencesOwnMethodIsBuiltIn() {
        String with = "class T extends java.lang.ref.WeakReference<String> { T() { super(\"\"); } %s }";
        String get = "@Override public String get() { return \"new\"; }";
        assertThat(reshape(with.formatted(""), with.formatted(get), true).refusals())
                .extracting(Refusal::code)
                .contains(Code.J138);
    }

    private record Jvm(LoadedProgram program, boolean callsHashCode) implements Surroundings {
        @Override
        public Optional<byte[]> classFile(String name) {
            return program.classFile(name);
        }

        @Override
        public boolean isLoaded(String name) {
            return program.isLoaded(name);
        }

        @Override
        public Set<String> loadedSubtypes(String name) {
            return program.loadedSubtypes(name);
        }

        @Override
        public Set<String> loadedUsers(String owner, String member) {
            return program.loadedUsers(owner, member);
        }

        @Override
        public Set<String> asking(String name) {
            return program.asking(name);
        }

        @Override
        public Map<String, List<String>> standIns(String name) {
            return program.standIns(name);
        }
    }
}
