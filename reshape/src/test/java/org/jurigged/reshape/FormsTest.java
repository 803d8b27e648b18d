package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** Structural edits without a target: what is formed is well-formed, has the loaded schema, and goes back again. */
class FormsTest {
    private final Reshaper reshaper = new Reshaper();

    static Stream<Pair> pairs() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (String file : List.of("types.txt", "members.txt", "lambdas.txt")) {
            pairs.addAll(Pair.read(file));
        }
        return pairs.stream()
                .filter(p -> p.has("reshaped")
                        && p.isFor(Runtime.version().feature())
                        && p.values("release").isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void areWellFormedAndGoBack(Pair pair) throws ClassNotFoundException {
        Map<String, byte[]> before = InMemoryJavac.compile(pair.before());
        Map<String, byte[]> after = InMemoryJavac.compile(pair.after());
        LoadedProgram program = new LoadedProgram(before);

        Reshaped there = reshape(Realm.EMPTY, before, after, program);
        Map<String, byte[]> live = applied(before, there);
        checkAll(before, there, live);
        assertThat(there.redefinitions().size() + there.definitions().size()).isPositive();

        assertThat(isNothing(reshape(there.realm(), live, after, program))).isTrue();

        Reshaped back = reshape(there.realm(), live, before, program);
        Map<String, byte[]> again = applied(live, back);
        checkAll(before, back, again);
        Reshaped forth = reshape(back.realm(), again, after, program);
        checkAll(before, forth, applied(again, forth));
        if (pair.has("moves")) {
            return;
        }
        before.forEach((name, file) -> {
            // A constructor that came and went is kept for old code that calls it.
            boolean hadConstructor = back.realm().companions().containsKey(name + "$Live$new");
            if (after.containsKey(name)) {
                byte[] returned =
                        hadConstructor ? back.realm().classes().get(name).bare() : again.get(name);
                assertThat(returned).as(name).isEqualTo(file);
            }
        });
        // A lambda that comes back is another one: objects of the one that went are still about.
        assertThat(forth.definitions().keySet()).allMatch(name -> name.contains("$Live$lambda$"));
    }

    private Reshaped reshape(Realm realm, Map<String, byte[]> live, Map<String, byte[]> latest, LoadedProgram program) {
        List<Change> changes = new ArrayList<>();
        latest.forEach((name, file) -> {
            byte[] loaded = program.classes().get(name);
            if (loaded != null) {
                changes.add(new Change(name, Schema.of(loaded), live.get(name), file));
            } else {
                changes.add(Change.ofNew(name, file));
            }
        });
        Reshaped reshaped = reshaper.reshape(realm, changes, program);
        assertThat(reshaped.refusals()).isEmpty();
        return reshaped;
    }

    private static boolean isNothing(Reshaped reshaped) {
        return reshaped.redefinitions().isEmpty() && reshaped.definitions().isEmpty();
    }

    private static Map<String, byte[]> applied(Map<String, byte[]> live, Reshaped reshaped) {
        Map<String, byte[]> applied = new TreeMap<>(live);
        assertThat(applied).doesNotContainKeys(reshaped.definitions().keySet().toArray(String[]::new));
        applied.putAll(reshaped.definitions());
        for (Redefinition redefinition : reshaped.redefinitions()) {
            assertThat(applied).containsKey(redefinition.className());
            applied.put(redefinition.className(), redefinition.bytes());
        }
        return applied;
    }

    private static void checkAll(Map<String, byte[]> loaded, Reshaped reshaped, Map<String, byte[]> live)
            throws ClassNotFoundException {
        Map<String, byte[]> formed = new HashMap<>(reshaped.definitions());
        for (Redefinition redefinition : reshaped.redefinitions()) {
            formed.put(redefinition.className(), redefinition.bytes());
            byte[] original = loaded.get(redefinition.className());
            if (original != null) {
                assertThat(SchemaEquality.holds(Schema.of(original), Schema.of(redefinition.bytes())))
                        .as(redefinition.className())
                        .isTrue();
            }
        }
        ClassLoader loader = new Defining(live);
        for (Map.Entry<String, byte[]> file : formed.entrySet()) {
            StringWriter problems = new StringWriter();
            CheckClassAdapter.verify(new ClassReader(file.getValue()), loader, false, new PrintWriter(problems));
            assertThat(problems.toString()).as(file.getKey()).isEmpty();
            // Reflection links the class, and linking verifies it.
            assertThat(Class.forName(file.getKey(), false, loader).getDeclaredMethods())
                    .isNotNull();
        }
    }

    /** Has the classes that a program runs. */
    private static final class Defining extends ClassLoader {
        private final Map<String, byte[]> files;

        Defining(Map<String, byte[]> files) {
            this.files = files;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = files.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
        }
    }
}
