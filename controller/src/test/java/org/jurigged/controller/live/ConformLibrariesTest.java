package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** The built-in conformers, with the libraries that they are for. */
final class ConformLibrariesTest extends LiveTestCase {
    private static final List<String> LIBRARIES = List.of(
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "tools.jackson.databind.ObjectMapper",
            "tools.jackson.core.TokenStreamFactory",
            "org.hibernate.validator.HibernateValidator",
            "jakarta.validation.Validator",
            "org.jboss.logging.Logger",
            "com.fasterxml.classmate.TypeResolver",
            "freemarker.template.Configuration",
            "org.thymeleaf.TemplateEngine",
            "org.attoparser.IMarkupParser",
            "org.unbescape.html.HtmlEscape",
            "ognl.Ognl",
            "javassist.ClassPool",
            "org.slf4j.LoggerFactory");

    private static final String PERSON = """
            package lib;

            import com.fasterxml.jackson.annotation.JsonProperty;
            import jakarta.validation.constraints.Size;
            import java.beans.BeanProperty;

            public class Person {
                private String name = "Ada";

                @JsonProperty("name")
                @Size(min = 1)
                @BeanProperty(description = "first")
                public String getName() {
                    return name;
                }

                @JsonProperty("name")
                public void setName(String name) {
                    this.name = name;
                }
            }
            """;

    private static final String USES = """
            package lib;

            import com.fasterxml.jackson.databind.ObjectMapper;
            import freemarker.template.Configuration;
            import jakarta.validation.Validation;
            import jakarta.validation.Validator;
            import java.beans.Introspector;
            import java.io.StringWriter;
            import java.util.Arrays;
            import java.util.Map;
            import java.util.ResourceBundle;
            import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
            import org.thymeleaf.TemplateEngine;
            import org.thymeleaf.context.Context;
            import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
            import tools.jackson.databind.DeserializationFeature;
            import tools.jackson.databind.json.JsonMapper;

            public class Uses {
                static final ObjectMapper MAPPER = new ObjectMapper();
                static final JsonMapper MAPPER3 = JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
                static final Validator VALIDATOR = Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory()
                        .getValidator();
                static final Configuration FREEMARKER = new Configuration(Configuration.VERSION_2_3_34);
                static final TemplateEngine THYMELEAF = new TemplateEngine();

                static {
                    FREEMARKER.setClassLoaderForTemplateLoading(Uses.class.getClassLoader(), "");
                    FREEMARKER.setTemplateUpdateDelayMilliseconds(1_000_000);
                    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
                    resolver.setTemplateMode("TEXT");
                    THYMELEAF.setTemplateResolver(resolver);
                }

                public static String write() throws Exception {
                    return MAPPER.writeValueAsString(new Person());
                }

                public static String read(String json) {
                    try {
                        return MAPPER.readValue(json, Person.class).getName();
                    } catch (Exception e) {
                        return e.getClass().getSimpleName();
                    }
                }

                public static String write3() {
                    return MAPPER3.writeValueAsString(new Person());
                }

                public static String read3(String json) {
                    try {
                        return MAPPER3.readValue(json, Person.class).getName();
                    } catch (RuntimeException thrown) {
                        return thrown.getClass().getSimpleName();
                    }
                }

                public static String violations() {
                    return "" + VALIDATOR.validate(new Person()).size();
                }

                public static String description() throws Exception {
                    return Arrays.stream(Introspector.getBeanInfo(Person.class).getPropertyDescriptors())
                            .filter(p -> p.getName().equals("name"))
                            .findFirst()
                            .get()
                            .getShortDescription();
                }

                public static String message() {
                    return ResourceBundle.getBundle("messages").getString("greeting");
                }

                public static String freemarker() throws Exception {
                    StringWriter out = new StringWriter();
                    FREEMARKER.getTemplate("page.txt").process(Map.of(), out);
                    return out.toString();
                }

                public static String thymeleaf() {
                    return THYMELEAF.process("page.txt", new Context());
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        LivePrograms made = LivePrograms.on(feature)
                .libraries(Jars.of(LIBRARIES))
                .source(PERSON, USES)
                .compile();
        for (String name : List.of("messages.properties", "page.txt")) {
            String text = name.startsWith("m") ? "greeting=hello" : "old";
            Files.writeString(made.directory.resolve("src").resolve(name), text);
            Files.writeString(made.classes().resolve(name), text);
        }
        return made.start();
    }

    private List<Event> conformed(int mark, String name) {
        return program.heard.await(
                mark,
                event -> event instanceof Event.Conformed c && c.conformer().equals(name),
                name);
    }

    @Test
    void makeAnnotationsTakeEffectInJacksonTheValidatorAndBeanInformation() {
        assertThat(program.call("lib.Uses.write")).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(program.call("lib.Uses.read", "{\"name\":\"Bob\"}")).isEqualTo("Bob");
        assertThat(program.call("lib.Uses.write3")).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(program.call("lib.Uses.read3", "{\"name\":\"Bob\"}")).isEqualTo("Bob");
        assertThat(program.call("lib.Uses.violations")).isEqualTo("0");
        assertThat(program.call("lib.Uses.description")).isEqualTo("first");
        int mark = program.heard.mark();
        program.mark();
        program.sources.write(PERSON.replace("JsonProperty(\"name\")", "JsonProperty(\"called\")")
                .replace("min = 1", "min = 7")
                .replace("\"first\"", "\"second\""));
        program.live();
        List<Event> events = conformed(mark, "validator");
        assertThat(events)
                .filteredOn(Event.Conformed.class::isInstance)
                .extracting(event -> ((Event.Conformed) event).conformer())
                .containsExactly("beans", "jackson", "validator");
        assertThat(program.call("lib.Uses.write")).isEqualTo("{\"called\":\"Ada\"}");
        assertThat(program.call("lib.Uses.read", "{\"called\":\"Bob\"}")).isEqualTo("Bob");
        assertThat(program.call("lib.Uses.read", "{\"name\":\"Bob\"}")).isEqualTo("UnrecognizedPropertyException");
        assertThat(program.call("lib.Uses.write3")).isEqualTo("{\"called\":\"Ada\"}");
        assertThat(program.call("lib.Uses.read3", "{\"called\":\"Bob\"}")).isEqualTo("Bob");
        assertThat(program.call("lib.Uses.read3", "{\"name\":\"Bob\"}")).isEqualTo("UnrecognizedPropertyException");
        assertThat(program.call("lib.Uses.violations")).isEqualTo("1");
        assertThat(program.call("lib.Uses.description")).isEqualTo("second");
    }

    @Test
    void makeResourcesTakeEffectInBundlesAndTemplates() throws Exception {
        assertThat(program.call("lib.Uses.message")).isEqualTo("hello");
        assertThat(program.call("lib.Uses.freemarker")).isEqualTo("old");
        assertThat(program.call("lib.Uses.thymeleaf")).isEqualTo("old");
        int mark = program.heard.mark();
        save("messages.properties", "greeting=good day");
        conformed(mark, "bundles");
        assertThat(program.call("lib.Uses.message")).isEqualTo("good day");
        mark = program.heard.mark();
        save("page.txt", "new");
        conformed(mark, "freemarker");
        conformed(mark, "thymeleaf");
        assertThat(program.call("lib.Uses.freemarker")).isEqualTo("new");
        assertThat(program.call("lib.Uses.thymeleaf")).isEqualTo("new");
    }

    @Test
    void haveNothingToDoWithABodysEdit() {
        int mark = program.heard.mark();
        program.edit("lib.Uses", "e.getClass().getSimpleName()", "e.getClass().getSimpleName().strip()")
                .live();
        program.settled();
        assertThat(program.heard.since(mark)).noneMatch(Event.Conformed.class::isInstance);
    }

    private void save(String name, String text) throws Exception {
        Path file = program.directory.resolve("src").resolve(name);
        Files.writeString(file, text);
    }
}
