package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Classes that were edited are unloaded when the program has no use for their loader any more. */
class UnloadedClassesTest extends LiveTestCase {
    private static final String PLUG = """
            package plug;

            import java.util.function.Supplier;

            public class Plug implements Supplier<String> {
                @Override
                public String get() {
                    return "old";
                }
            }
            """;

    private static final String EDITED = """
            package plug;

            import java.util.ArrayList;
            import java.util.List;
            import java.util.function.Supplier;

            public class Plug implements Supplier<String> {
                private static final List<Object> MADE = new ArrayList<>();

                private List<String> names = new ArrayList<>(List.of("field"));

                private Step step = new Step("nested");

                @Override
                public String get() {
                    MADE.add(this);
                    Supplier<String> lambda = () -> names.get(0) + " " + helped();
                    return lambda.get() + " " + step.name() + " " + MADE.size();
                }

                private String helped() {
                    return "method";
                }

                record Step(String name) {}
            }
            """;

    private static final String HOST = """
            package plug;

            import java.lang.ref.WeakReference;
            import java.net.URL;
            import java.net.URLClassLoader;
            import java.util.function.Supplier;

            public class Host {
                static Supplier<?> plug;
                static WeakReference<Class<?>> type;

                public static String open() throws Exception {
                    URL classes = Host.class.getProtectionDomain().getCodeSource().getLocation();
                    ClassLoader loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
                    Class<?> loaded = loader.loadClass("plug.Plug");
                    plug = (Supplier<?>) loaded.getDeclaredConstructor().newInstance();
                    type = new WeakReference<>(loaded);
                    return "opened";
                }

                public static String text() {
                    return String.valueOf(plug.get());
                }

                public static String close() {
                    plug = null;
                    return "closed";
                }

                public static String isGone() {
                    System.gc();
                    return "" + (type.get() == null);
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return programs().start();
    }

    final LivePrograms programs() throws Exception {
        return LivePrograms.on(feature).source(PLUG, HOST);
    }

    @Test
    void withTheirLoaderAndTheirCompanions() {
        assertThat(program.call("plug.Host.open")).isEqualTo("opened");
        assertThat(program.call("plug.Host.text")).isEqualTo("old");
        program.save(EDITED).live();
        assertThat(program.call("plug.Host.text")).isEqualTo("field method nested 1");
        program.edit("plug.Plug", "\"method\"", "\"edited\"").live();
        assertThat(program.call("plug.Host.text")).isEqualTo("field edited nested 2");

        program.call("plug.Host.close");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> program.call("plug.Host.isGone").equals("true"));

        List<Event> events =
                program.edit("plug.Plug", "\"edited\"", "\"closed\"").settled();
        assertThat(events).noneMatch(Event.Trouble.class::isInstance);

        // The next one's classes are edited as if there had been no other.
        assertThat(program.call("plug.Host.open")).isEqualTo("opened");
        assertThat(program.call("plug.Host.text")).isEqualTo("field closed nested 1");
        program.edit("plug.Plug", "\"closed\"", "\"again\"").live();
        assertThat(program.call("plug.Host.text")).isEqualTo("field again nested 2");
    }
}
