package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReshaperTest {
    private static final byte[] OLD = classFile("class T { int m() { return 1; } }");
    private static final byte[] NEW = classFile("class T { int m() { return 2; } }");

    private final Reshaper reshaper = new Reshaper();

    @Nested
    class Bytes {
        @Test
        void areThoseOfTheCompilerWhereNothingHasToBeAdapted() {
            Reshaped reshaped = reshape(List.of(change(OLD, NEW)));

            assertThat(reshaped.redefinitions()).hasSize(1);
            assertThat(reshaped.redefinitions().get(0).bytes() == NEW).isTrue();
            assertThat(reshaped.redefinitions().get(0).initialiserDropped()).isFalse();
        }

        @Test
        void ofAClassThatRunsAlreadyAreLeftOut() {
            assertThat(reshape(List.of(change(NEW, NEW.clone()))).redefinitions())
                    .isEmpty();
        }

        @Test
        void adaptedTheSameWayTwiceAreTheSame() {
            byte[] loaded = classFile("class T { static int a = 1; int b; }");
            byte[] latest = classFile("class T { int b; static int a = 2; }");
            byte[] applied = only(reshape(List.of(change(loaded, latest))));

            Change again = new Change("T", Schema.of(loaded), applied, latest);

            assertThat(reshape(List.of(again)).redefinitions()).isEmpty();
        }

        @Test
        void tellWhenTheInitialiserWasDropped() {
            Reshaped reshaped = reshape(List.of(
                    change(classFile("class T { static int a; }"), classFile("class T { static int a = 1; }"))));

            assertThat(reshaped.redefinitions().get(0).initialiserDropped()).isTrue();
        }

        private byte[] only(Reshaped reshaped) {
            assertThat(reshaped.redefinitions()).hasSize(1);
            return reshaped.redefinitions().get(0).bytes();
        }
    }

    @Nested
    class Arguments {
        @Test
        void declareTheClassTheyAreFor() {
            byte[] other = InMemoryJavac.compile("class Other { }").get("Other");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reshape(List.of(change(OLD, other))))
                    .withMessage("the class file given for T declares Other");
        }

        @Test
        void haveTheSchemaOfTheirClass() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Change("Other", Schema.of(OLD), OLD, NEW))
                    .withMessageContaining("the schema of T was given for Other");
        }

        @Test
        void comeOnce() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reshape(List.of(change(OLD, NEW), change(OLD, NEW))))
                    .withMessageStartingWith("T comes twice");
        }

        @Test
        void haveRangesExactlyIfThereAreElementsToRun() {
            StaticRun run = new StaticRun("x", "T.x", 1, 0);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Change("T", Schema.of(OLD), OLD, NEW, List.of(run), null));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Change("T", Schema.of(OLD), OLD, NEW, List.of(), NEW));
        }
    }

    @Nested
    class Schemas {
        private final byte[] nested = InMemoryJavac.compile("class T { protected static class In { } }")
                .get("T$In");

        @Test
        void fromADebuggerHaveTheFlagsOfTheClassFile() {
            int reported = Modifier.PROTECTED | Modifier.STATIC;

            assertThat(Schema.classFileAccess(reported))
                    .isEqualTo(Schema.of(nested).access())
                    .isEqualTo(Modifier.PUBLIC);
            assertThat(Schema.classFileAccess(Modifier.PRIVATE | Modifier.STATIC))
                    .isZero();
        }

        @Test
        void haveWhatReflectionReports() throws ClassNotFoundException {
            Map<String, byte[]> classes = InMemoryJavac.compile("""
                    public abstract class T {
                        private static final class A { }
                        protected interface B { }
                        enum C { X { }, Y }
                        private record D(int x) { }
                        @interface E { }
                        sealed interface F permits G { }
                        static non-sealed abstract class G implements F { }
                        private class H { Object anonymous = new Object() { }; }
                        Object m() { final class L { } enum N { } return new L(); }
                    }
                    """);
            ClassLoader loader = new ClassLoader(null) {
                @Override
                protected Class<?> findClass(String name) {
                    byte[] bytes = classes.get(name);
                    return defineClass(name, bytes, 0, bytes.length);
                }
            };
            for (String name : classes.keySet()) {
                int reported = Class.forName(name, false, loader).getModifiers();
                assertThat(Schema.classFileAccess(reported))
                        .as(name)
                        .isEqualTo(Schema.of(classes.get(name)).access());
            }
        }

        @Test
        void withoutAttributesAreComparedInTheRest() {
            byte[] loaded = classFile("class T { }");
            byte[] latest = classFile("class T { class In { } }");
            Schema known = Schema.of(loaded);
            Schema unknown = new Schema("T", 0, "java.lang.Object", List.of(), List.of(), known.methods(), null);

            assertThat(reshaper.takesInPlace(List.of(new Change("T", known, loaded, latest))))
                    .isFalse();
            assertThat(reshaper.takesInPlace(List.of(new Change("T", unknown, loaded, latest))))
                    .isTrue();
        }

        @Test
        void ignoreTheBitsADebuggerAdds() {
            assertThat(new Schema.Member("m", "()V", 0xF0000000 | Modifier.PUBLIC).access())
                    .isEqualTo(Modifier.PUBLIC);
        }
    }

    @Nested
    class Refusals {
        @Test
        void leaveNothingToApply() {
            Reshaped reshaped = reshape(List.of(change(OLD, classFile("class T extends Thread { int n; }"))));

            assertThat(reshaped.isApplicable()).isFalse();
            assertThat(reshaped.redefinitions()).isEmpty();
            assertThat(reshaped.definitions()).isEmpty();
            assertThat(reshaped.refusals())
                    .hasSize(1)
                    .first()
                    .hasToString("J102 T: superclass changed from Object to Thread. Restart the program to apply it.");
        }

        @Test
        void concernHiddenClasses() {
            Schema hidden = new Schema(
                    "com.acme.T/0x0000000801000000", 0, "java.lang.Object", List.of(), List.of(), List.of(), null);

            Reshaped reshaped = reshape(List.of(new Change(hidden.name(), hidden, OLD, NEW)));

            assertThat(reshaped.refusals()).extracting(Refusal::code).containsExactly(Code.J161);
        }
    }

    private Reshaped reshape(List<Change> changes) {
        return reshaper.reshape(Realm.EMPTY, changes, Surroundings.NONE);
    }

    private static Change change(byte[] loaded, byte[] latest) {
        return new Change("T", Schema.of(loaded), loaded, latest);
    }

    private static byte[] classFile(String source) {
        return InMemoryJavac.compile(source).get("T");
    }
}
