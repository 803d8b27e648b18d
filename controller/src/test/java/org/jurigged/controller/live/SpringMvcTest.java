package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Spring MVC serves what its controllers' methods say today. */
final class SpringMvcTest extends LiveTestCase {
    private static final List<String> LIBRARIES = List.of(
            "org.springframework.web.servlet.DispatcherServlet",
            "org.springframework.web.bind.annotation.RequestParam",
            "org.springframework.context.ApplicationContext",
            "org.springframework.beans.factory.BeanFactory",
            "org.springframework.core.ResolvableType",
            "org.apache.commons.logging.Log",
            "org.springframework.aop.framework.ProxyFactory",
            "org.springframework.expression.Expression",
            "org.springframework.mock.web.MockHttpServletRequest",
            "jakarta.servlet.Servlet",
            "io.micrometer.observation.Observation",
            "io.micrometer.common.KeyValue");

    private static final String APP = """
            package web;

            import org.springframework.aop.framework.ProxyFactory;
            import org.springframework.context.annotation.Bean;
            import org.springframework.context.annotation.Configuration;
            import org.springframework.mock.web.MockHttpServletRequest;
            import org.springframework.mock.web.MockHttpServletResponse;
            import org.springframework.mock.web.MockServletConfig;
            import org.springframework.mock.web.MockServletContext;
            import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
            import org.springframework.web.servlet.DispatcherServlet;
            import org.springframework.web.servlet.config.annotation.EnableWebMvc;
            import java.lang.reflect.Method;
            import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
            import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

            public class App {
                static volatile DispatcherServlet servlet;
                static volatile String state = "begun";

                /** Begins to start, which takes long on a busy machine. */
                public static String start() {
                    new Thread(() -> {
                        try {
                            open();
                            state = "started";
                        } catch (Exception e) {
                            state = e.toString();
                        }
                    }).start();
                    return state;
                }

                public static String state() {
                    return state;
                }

                static void open() throws Exception {
                    AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
                    MockServletContext servlets = new MockServletContext();
                    context.setServletContext(servlets);
                    context.register(Config.class);
                    context.refresh();
                    DispatcherServlet made = new DispatcherServlet(context);
                    made.init(new MockServletConfig(servlets));
                    servlet = made;
                }

                public static String get(String path) throws Exception {
                    String[] parts = path.split("\\\\?", 2);
                    MockHttpServletRequest request = new MockHttpServletRequest("GET", parts[0]);
                    if (parts.length > 1) {
                        String[] parameter = parts[1].split("=");
                        request.setParameter(parameter[0], parameter[1]);
                    }
                    MockHttpServletResponse response = new MockHttpServletResponse();
                    servlet.service(request, response);
                    return response.getStatus() + " " + response.getContentAsString();
                }

                @Configuration
                @EnableWebMvc
                public static class Config {
                    @Bean
                    public Hello hello() {
                        return new Hello();
                    }

                    /** As Spring Boot's actuator has one: it is for objects of its own, and fails for any other. */
                    @Bean
                    public RequestMappingHandlerMapping endpoints() {
                        return new RequestMappingHandlerMapping() {
                            @Override
                            protected void initHandlerMethods() {}

                            @Override
                            protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo info) {
                                throw new IllegalStateException("not mine: " + method);
                            }
                        };
                    }

                    @Bean
                    public Proxied proxied() {
                        ProxyFactory factory = new ProxyFactory(new Proxied());
                        factory.setProxyTargetClass(true);
                        return (Proxied) factory.getProxy();
                    }
                }
            }
            """;

    private static final String HELLO = """
            package web;

            import org.springframework.web.bind.annotation.ExceptionHandler;
            import org.springframework.web.bind.annotation.GetMapping;
            import org.springframework.web.bind.annotation.RequestMapping;
            import org.springframework.web.bind.annotation.RequestParam;
            import org.springframework.web.bind.annotation.RestController;

            @RestController
            @RequestMapping("/hello")
            public class Hello {
                private int count = 100;

                @GetMapping("/one")
                public String one(@RequestParam(name = "n", defaultValue = "none") String n) {
                    count++;
                    return "one " + n + " " + count;
                }

                @ExceptionHandler
                String handle(IllegalStateException e) {
                    return "handled " + e.getMessage();
                }

                private String secret() {
                    return "secret";
                }
            }
            """;

    private static final String TWO = """

                @GetMapping("/two")
                public String two(@RequestParam String q) {
                    if (q.equals("bad")) {
                        throw new IllegalStateException(q);
                    }
                    return "two " + q + " " + count + " " + secret();
                }

                private String secret() {
            """;

    private static final String PROXIED = """
            package web;

            import org.springframework.web.bind.annotation.GetMapping;
            import org.springframework.web.bind.annotation.RestController;

            @RestController
            public class Proxied {
                @GetMapping("/proxied")
                public String text() {
                    return "proxied";
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        LiveProgram program = LivePrograms.on(feature)
                .libraries(Jars.of(LIBRARIES))
                .source(APP, HELLO, PROXIED)
                .start();
        program.call("web.App.start");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> !program.call("web.App.state").equals("begun"));
        assertThat(program.call("web.App.state")).isEqualTo("started");
        return program;
    }

    private String conformed(int mark) {
        List<Event> events = program.heard.await(
                mark,
                event -> event instanceof Event.Conformed c && c.conformer().equals("spring-mvc"),
                "spring-mvc");
        return ((Event.Conformed) events.get(events.size() - 1)).what();
    }

    private String edit(String old, String replacement) {
        int mark = program.heard.mark();
        program.edit("web.Hello", old, replacement).live();
        return conformed(mark);
    }

    @Test
    void servesWhatAControllersMethodsSayAlsoThoseThatWereAdded() {
        assertThat(program.call("web.App.get", "/hello/one")).isEqualTo("200 one none 101");
        assertThat(edit("\"/one\"", "\"/uno\""))
                .contains("/hello/uno", "no more")
                .contains("/hello/one");
        assertThat(program.call("web.App.get", "/hello/uno")).isEqualTo("200 one none 102");
        assertThat(program.call("web.App.get", "/hello/one")).startsWith("404");
        edit("defaultValue = \"none\"", "defaultValue = \"some\"");
        assertThat(program.call("web.App.get", "/hello/uno")).isEqualTo("200 one some 103");

        assertThat(edit("\n    private String secret() {\n", TWO)).contains("/hello/two");
        assertThat(program.call("web.App.get", "/hello/two?q=a")).isEqualTo("200 two a 103 secret");
        assertThat(program.call("web.App.get", "/hello/two?q=bad")).isEqualTo("200 handled bad");
        assertThat(program.call("web.App.get", "/hello/two")).startsWith("400");
        assertThat(program.call("web.App.get", "/hello/uno")).isEqualTo("200 one some 104");

        // A body is live by itself.
        program.edit("web.Hello", "\"two \" + q", "\"TWO \" + q").live();
        assertThat(program.call("web.App.get", "/hello/two?q=a")).isEqualTo("200 TWO a 104 secret");
        edit("\"/two\"", "\"/due\"");
        assertThat(program.call("web.App.get", "/hello/due?q=a")).isEqualTo("200 TWO a 104 secret");
        assertThat(program.call("web.App.get", "/hello/two?q=a")).startsWith("404");
        edit("    @GetMapping(\"/due\")\n", "");
        assertThat(program.call("web.App.get", "/hello/due?q=a")).startsWith("404");
        assertThat(program.call("web.App.get", "/hello/uno")).isEqualTo("200 one some 105");
    }

    @Test
    void tellsOfANestedTypeThatNothingHasUsedYet() {
        int mark = program.heard.mark();
        program.edit("web.Proxied", "@RestController\npublic class Proxied {\n", """
                @RestController
                public class Proxied {
                    record Line(String text) {}

                """);
        program.heard.await(mark, Event.Conformed.class);
        assertThat(program.heard.since(mark)).noneMatch(Event.Trouble.class::isInstance);
    }

    @Test
    void saysThatAProxysNewMethodsAreNotServed() {
        int mark = program.heard.mark();
        program.edit("web.Proxied", "@RestController\npublic class Proxied {\n", """
                @RestController
                public class Proxied {
                    @GetMapping("/more")
                    public String more() {
                        return "more";
                    }

                """);
        List<Event> events = program.heard.await(mark, Event.ConformFailed.class);
        Event.ConformFailed failed = (Event.ConformFailed) events.get(events.size() - 1);
        assertThat(failed.conformer()).isEqualTo("spring-mvc");
        assertThat(failed.problem()).contains("/more", "a proxy, whose advice would not apply", "Restart the program");
        assertThat(program.call("web.App.get", "/proxied")).isEqualTo("200 proxied");
    }
}
