package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Objects that stand for others by subclasses that frameworks make at run time. */
final class StandInsTest extends LiveTestCase {
    private static final String INITIALIZER = """
            package org.hibernate.proxy;

            public interface LazyInitializer {
                Object getImplementation();
            }
            """;
    private static final String PROXY = """
            package org.hibernate.proxy;

            public interface HibernateProxy {
                LazyInitializer getHibernateLazyInitializer();
            }
            """;
    private static final String ENTITY = """
            package standin;

            public class Entity {
                protected String name;

                public String getName() {
                    return name;
                }
            }
            """;
    private static final String USER = """
            package standin;

            import java.lang.invoke.MethodHandles;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import javax.tools.ToolProvider;

            public class User {
                static Entity real = new Entity();
                static Entity held;

                public static String text() throws Exception {
                    if (held == null) {
                        real.name = "real";
                        held = proxy();
                    }
                    return held.getName();
                }

                private static Entity proxy() throws Exception {
                    Path directory = Files.createTempDirectory("generated");
                    Path source = Files.writeString(directory.resolve("Entity$HibernateProxy$x.java"),
                            "package standin; class Entity$HibernateProxy$x extends Entity"
                            + " implements org.hibernate.proxy.HibernateProxy {"
                            + " public org.hibernate.proxy.LazyInitializer getHibernateLazyInitializer() {"
                            + " return () -> User.real; }"
                            + " @Override public String getName() { return User.real.getName(); } }");
                    Path classes = Path.of(User.class.getProtectionDomain().getCodeSource().getLocation().toURI());
                    ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none",
                            "-cp", classes.toString(), "-d", directory.toString(), source.toString());
                    byte[] bytes = Files.readAllBytes(directory.resolve("standin/Entity$HibernateProxy$x.class"));
                    return (Entity) MethodHandles.lookup().defineClass(bytes).getDeclaredConstructor().newInstance();
                }
            }
            """;

    private static final String NAMED = """
            package later;

            public interface Named {
                String name();
            }
            """;
    private static final String NAMES = """
            package later;

            import java.lang.reflect.Proxy;

            public class Names {
                static Named of(String name) {
                    return () -> name;
                }

                public static String text() {
                    return of("a").name();
                }

                static Named proxy() {
                    return (Named) Proxy.newProxyInstance(Names.class.getClassLoader(), new Class<?>[] {Named.class},
                            (proxy, method, arguments) -> "handled " + method.getName());
                }
            }
            """;

    private static String later(String text) {
        return text.replace("standin", "later");
    }

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(INITIALIZER, PROXY, ENTITY, USER, later(ENTITY), later(USER), NAMED, NAMES)
                .start();
    }

    @Test
    void haveAnAddedMethodCalledOnWhatTheyStandFor() {
        assertThat(program.call("standin.User.text")).isEqualTo("real");

        program.save(ENTITY.replace("return name;\n    }", """
                        return name;
                    }

                    public String shout() {
                        return name + '!';
                    }

                    public Entity itself() {
                        return this;
                    }
                """)).live();
        program.save(USER.replace("held.getName()", "held.shout() + (held.itself() == held)"))
                .live();

        assertThat(program.call("standin.User.text")).isEqualTo("real!true");
    }

    @Test
    void thatAreMadeAfterTheMethodWasAddedHaveItCalledOnWhatTheyStandFor() {
        program.save(later(ENTITY).replace("return name;\n    }", """
                        return name;
                    }

                    public String shout() {
                        return name + '!';
                    }
                """)).live();
        program.save(later(USER).replace("held.getName()", "held.shout()")).live();

        assertThat(program.call("later.User.text")).isEqualTo("real!");
    }

    @Test
    void ofWhichNobodyKnowsWhatTheyStandForAreToldOfWhenTheyAreMade() {
        assertThat(program.call("later.Names.text")).isEqualTo("a");
        program.save(NAMED.replace(
                        "String name();",
                        "String name();\n\n    default String twice() {\n        return name() + name();\n    }"))
                .live();
        program.save(NAMES.replace("of(\"a\").name();", "of(\"a\").twice() + proxy().name() + proxy().twice();"))
                .live();
        assertThat(program.call("later.Names.text")).isEqualTo("aahandled namehandled namehandled name");
        List<Event> told = program.heard.await(0, event -> event instanceof Event.Unseen, "Unseen");
        assertThat(told.get(told.size() - 1)).isInstanceOfSatisfying(Event.Unseen.class, unseen -> {
            assertThat(unseen.code()).isEqualTo("J210");
            assertThat(unseen.definition()).isEqualTo("later.Named.twice()");
            assertThat(unseen.reason()).contains("$Proxy").contains("has no such method");
        });
    }
}
