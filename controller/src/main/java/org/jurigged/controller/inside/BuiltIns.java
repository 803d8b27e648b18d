package org.jurigged.controller.inside;

/** The built-in conformers by their names, which {@link org.jurigged.controller.conform.BuiltIn} has too. */
final class BuiltIns {
    private BuiltIns() {}

    static Conformer named(String name) {
        return switch (name) {
            case "beans" -> new BeansConformer();
            case "bundles" -> new BundlesConformer();
            case "jackson" -> new JacksonConformer();
            case "spring" -> new SpringConformer();
            case "spring-messages" -> new SpringMessagesConformer();
            case "spring-mvc" -> new SpringMvcConformer();
            case "validator" -> new ValidatorConformer();
            case "thymeleaf" ->
                new TemplatesConformer(
                        "clearTemplateCache",
                        "org.thymeleaf.TemplateEngine",
                        "org.thymeleaf.spring5.SpringTemplateEngine",
                        "org.thymeleaf.spring6.SpringTemplateEngine");
            case "freemarker" -> new TemplatesConformer("clearTemplateCache", "freemarker.template.Configuration");
            default -> throw new IllegalArgumentException(name);
        };
    }
}
