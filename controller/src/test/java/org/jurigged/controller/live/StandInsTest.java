package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(INITIALIZER, PROXY, ENTITY, USER).start();
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
}
