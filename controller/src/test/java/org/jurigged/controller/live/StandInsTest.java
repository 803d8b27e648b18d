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

                public static String name() {
                    return real.getName();
                }

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
    private static final String GIVEN = """
            package given;

            public interface Given {
                String name();

                String other();
            }
            """;
    private static final String GIFTS = """
            package given;

            import java.lang.reflect.Proxy;

            public class Gifts {
                static Given kept;

                public static String text() {
                    if (kept == null) {
                        kept = proxy(Given.class);
                    }
                    return kept.name();
                }

                static Given proxy(Class<?>... interfaces) {
                    return (Given) Proxy.newProxyInstance(Gifts.class.getClassLoader(), interfaces,
                            (proxy, method, arguments) -> "handled " + method.getName());
                }

                static String call(Given given) {
                    return given.name();
                }

                static class Own implements Given {
                    @Override
                    public String name() {
                        return "own";
                    }

                    @Override
                    public String other() {
                        return "other";
                    }
                }
            }
            """;

    private static String later(String text) {
        return text.replace("standin", "later");
    }

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(INITIALIZER, PROXY, ENTITY, USER, later(ENTITY), later(USER), NAMED, NAMES, GIVEN, GIFTS)
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
    void thatAreMadeAfterAMethodWasAddedAreToldOfAndServedWithTheNextEdit() {
        String added = """
                        return name;
                    }

                    public String shout() {
                        return name + '!';
                    }
                """;
        String user = later(USER);
        assertThat(program.call("later.User.name")).isEqualTo("null");
        program.save(later(ENTITY).replace("return name;\n    }", added)).live();
        program.save(user.replace("held.getName()", "held.shout()")).live();
        assertThat(program.call("later.User.text")).isEqualTo("null!");
        assertThat(told("later.Entity.shout()")).contains("later.Entity$HibernateProxy$x");

        program.save(later(ENTITY).replace("return name;\n    }", added.replace("'!'", "'?'")))
                .live();
        assertThat(program.call("later.User.text")).isEqualTo("real?");
    }

    @Test
    void thatAreProxiesMadeAfterAMethodWasAddedAreToldOf() {
        assertThat(program.call("later.Names.text")).isEqualTo("a");
        program.save(NAMED.replace(
                        "String name();",
                        "String name();\n\n    default String twice() {\n        return name() + name();\n    }"))
                .live();
        program.save(NAMES.replace("of(\"a\").name();", "of(\"a\").twice() + proxy().name() + proxy().twice();"))
                .live();

        assertThat(program.call("later.Names.text")).isEqualTo("aahandled namehandled namehandled name");
        assertThat(told("later.Named.twice()")).contains("$Proxy").contains("not handed on");
    }

    @Test
    void thatAreProxiesGoOnToBeAskedForAMethodThatGetsABody() {
        assertThat(program.call("given.Gifts.text")).isEqualTo("handled name");
        program.save(GIVEN.replace("String name();", "default String name() {\n        return \"given\";\n    }"))
                .live();
        assertThat(program.call("given.Gifts.text")).isEqualTo("handled name");
        program.save(GIFTS.replace(
                                "return kept.name();",
                                "return kept.name() + ' ' + proxy(Given.class, Runnable.class).name() + ' ' + new Own().name()"
                                        + " + call(kept) + call(new Bare());")
                        .replace(
                                "static class Own",
                                "static class Bare implements Given {\n        public String other() {\n"
                                        + "            return null;\n        }\n    }\n\n    static class Own"))
                .live();
        assertThat(program.call("given.Gifts.text")).isEqualTo("handled name handled name ownhandled namegiven");
    }

    private String told(String definition) {
        List<Event> events = program.heard.await(
                0,
                event -> event instanceof Event.Unseen unseen
                        && unseen.code().equals("J210")
                        && unseen.definition().equals(definition),
                "J210 of " + definition);
        return ((Event.Unseen) events.get(events.size() - 1)).reason();
    }
}
