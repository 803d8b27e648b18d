package org.jurigged.controller.conform;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The conformers that come with us: for what nearly every program has. */
public enum BuiltIn {
    /** {@code java.beans.Introspector}. */
    BEANS("beans", Trigger.SHAPES, List.of("java.beans.Introspector"), List.of()),
    /** {@code java.util.ResourceBundle}. */
    BUNDLES("bundles", Trigger.CODE_AND_RESOURCES, List.of("java.util.ResourceBundle"), List.of()),
    /** Jackson 2 and 3. */
    JACKSON(
            "jackson",
            Trigger.SHAPES,
            List.of("com.fasterxml.jackson.databind.type.TypeFactory", "tools.jackson.databind.type.TypeFactory"),
            List.of(
                    "com.fasterxml.jackson.databind.ObjectMapper",
                    "com.fasterxml.jackson.databind.json.JsonMapper",
                    "com.fasterxml.jackson.dataformat.xml.XmlMapper",
                    "com.fasterxml.jackson.dataformat.yaml.YAMLMapper",
                    "com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper",
                    "com.fasterxml.jackson.dataformat.smile.databind.SmileMapper",
                    "com.fasterxml.jackson.dataformat.csv.CsvMapper",
                    "com.fasterxml.jackson.dataformat.javaprop.JavaPropsMapper",
                    "com.fasterxml.jackson.dataformat.toml.TomlMapper",
                    "tools.jackson.databind.ObjectMapper",
                    "tools.jackson.databind.json.JsonMapper",
                    "tools.jackson.dataformat.xml.XmlMapper",
                    "tools.jackson.dataformat.yaml.YAMLMapper",
                    "tools.jackson.dataformat.cbor.CBORMapper",
                    "tools.jackson.dataformat.smile.SmileMapper",
                    "tools.jackson.dataformat.csv.CsvMapper",
                    "tools.jackson.dataformat.javaprop.JavaPropsMapper",
                    "tools.jackson.dataformat.toml.TomlMapper")),
    /** Spring's core, beans and contexts. */
    SPRING(
            "spring",
            Trigger.SHAPES,
            List.of(
                    "org.springframework.core.annotation.AnnotationUtils",
                    "org.springframework.util.ReflectionUtils",
                    "org.springframework.core.ResolvableType",
                    "org.springframework.core.BridgeMethodResolver",
                    "org.springframework.beans.CachedIntrospectionResults",
                    "org.springframework.transaction.interceptor.AbstractFallbackTransactionAttributeSource",
                    "org.springframework.cache.interceptor.AbstractFallbackCacheOperationSource",
                    Names.BEAN_FACTORY),
            List.of()),
    /** Spring's message sources. */
    SPRING_MESSAGES(
            "spring-messages",
            Trigger.RESOURCES,
            List.of(),
            List.of(
                    "org.springframework.context.support.ResourceBundleMessageSource",
                    "org.springframework.context.support.ReloadableResourceBundleMessageSource")),
    /** Spring MVC. */
    SPRING_MVC(
            "spring-mvc",
            Trigger.SHAPES,
            List.of(
                    Names.MVC + "RequestMappingHandlerMapping",
                    Names.MVC + "RequestMappingHandlerAdapter",
                    "org.springframework.web.servlet.HandlerExceptionResolver",
                    Names.BEAN_FACTORY),
            List.of()),
    /** Hibernate Validator. */
    VALIDATOR(
            "validator",
            Trigger.SHAPES,
            List.of(),
            List.of("org.hibernate.validator.internal.metadata.BeanMetaDataManagerImpl")),
    /** Thymeleaf. */
    THYMELEAF(
            "thymeleaf",
            Trigger.RESOURCES,
            List.of(),
            List.of(
                    "org.thymeleaf.TemplateEngine",
                    "org.thymeleaf.spring5.SpringTemplateEngine",
                    "org.thymeleaf.spring6.SpringTemplateEngine")),
    /** FreeMarker. */
    FREEMARKER("freemarker", Trigger.RESOURCES, List.of(), List.of("freemarker.template.Configuration"));

    private static final class Names {
        static final String BEAN_FACTORY = "org.springframework.beans.factory.support.DefaultListableBeanFactory";
        static final String MVC = "org.springframework.web.servlet.mvc.method.annotation.";
    }

    private enum Trigger {
        /** Something else that reflection shows of a class. */
        SHAPES,
        RESOURCES,
        CODE_AND_RESOURCES
    }

    private final String label;
    private final Trigger trigger;
    private final List<String> types;
    private final List<String> objects;

    BuiltIn(String label, Trigger trigger, List<String> types, List<String> objects) {
        this.label = label;
        this.trigger = trigger;
        this.types = types;
        this.objects = objects;
    }

    /** Returns the name that turns it off. */
    public String label() {
        return label;
    }

    /** Returns the classes of its library that it wants to know; it has nothing to do where none is loaded. */
    public List<String> types() {
        return types;
    }

    /** Returns the classes that it wants all objects of. */
    public List<String> objects() {
        return objects;
    }

    /** Returns all names of classes that it looks for. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(types);
        names.addAll(objects);
        return names;
    }

    /**
     * Whether it has to do with a save.
     *
     * @param code whether classes changed
     * @param shapes whether reflection shows something else of one
     * @param resources whether other files were saved
     */
    public boolean isConcerned(boolean code, boolean shapes, boolean resources) {
        return switch (trigger) {
            case SHAPES -> shapes;
            case RESOURCES -> resources;
            case CODE_AND_RESOURCES -> code || resources;
        };
    }

    /** Returns the one of a name. */
    public static Optional<BuiltIn> named(String label) {
        return Arrays.stream(values()).filter(b -> b.label.equals(label)).findFirst();
    }

    /** Returns all names, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(BuiltIn::label).collect(Collectors.joining(", "));
    }
}
