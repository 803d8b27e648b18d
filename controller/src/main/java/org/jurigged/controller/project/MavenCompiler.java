package org.jurigged.controller.project;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Reads from a POM how maven-compiler-plugin compiles the main sources.
 *
 * <p>Considered are the plugin's configuration, that of its execution {@code default-compile}, and the properties behind
 * its parameters. Where no level is given the plugin's own default holds, which depends on its version: it stays unknown.
 */
final class MavenCompiler {
    private static final String SPRING_BOOT = "spring-boot-starter-parent";

    private final MavenPom pom;
    private final List<Element> configurations;

    private MavenCompiler(MavenPom pom) {
        this.pom = pom;
        this.configurations = pom.plugins("maven-compiler-plugin").stream()
                .flatMap(MavenCompiler::configurations)
                .toList();
    }

    static BuildSettings settings(MavenPom pom) {
        return new MavenCompiler(pom).read();
    }

    private BuildSettings read() {
        Options options = new Options().encoding(encoding());
        Optional<String> source =
                parameter("target", "maven.compiler.target").or(() -> parameter("source", "maven.compiler.source"));
        options.level(source, false).level(parameter("release", "maven.compiler.release"), true);
        if (pom.hasParent(SPRING_BOOT)) {
            // Said by that parent's own POM; repeated here for when it was not downloaded yet.
            options.parameters(true);
            if (!options.hasLevel()) {
                options.level(declaredProperty("java.version"), true);
            }
        }
        return options.parameters(isTrue("parameters", "maven.compiler.parameters"))
                .preview(isTrue("enablePreview", "maven.compiler.enablePreview"))
                .processing(!parameter("proc", "maven.compiler.proc").equals(Optional.of("none")))
                .arguments(arguments())
                .processorPath(pom.repository().closure(processors()))
                .settings();
    }

    private Charset encoding() {
        // Without one, Maven takes the platform's, and warns.
        Charset platform = Charset.defaultCharset();
        Optional<String> named =
                parameter("encoding", "encoding").or(() -> pom.property("project.build.sourceEncoding"));
        return new Options().encoding(platform).encoding(named).settings().encoding();
    }

    /** Reads a property unless it is only the system's: {@code java.version} is a property of our own JVM as well. */
    private Optional<String> declaredProperty(String name) {
        return pom.value("properties", name);
    }

    private boolean isTrue(String parameter, String property) {
        return parameter(parameter, property).equals(Optional.of("true"));
    }

    private Optional<String> parameter(String name, String property) {
        return configurations.stream()
                .flatMap(configuration -> Xml.text(configuration, name).stream())
                .findFirst()
                .map(pom::interpolate)
                .or(() -> pom.property(property));
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        nearest("compilerArgs").forEach(element -> arguments.add(Xml.text(element)));
        configurations.stream()
                .flatMap(configuration -> Xml.text(configuration, "compilerArgument").stream())
                .findFirst()
                .ifPresent(arguments::add);
        return arguments.stream()
                .filter(text -> !text.isEmpty())
                .map(pom::interpolate)
                .toList();
    }

    private List<Coordinates> processors() {
        return nearest("annotationProcessorPaths").stream()
                .map(path -> MavenDependency.of(path, pom).artifact())
                .map(pom::withVersion)
                .toList();
    }

    private List<Element> nearest(String list) {
        return configurations.stream()
                .flatMap(configuration -> Xml.element(configuration, list).stream())
                .findFirst()
                .map(Xml::children)
                .orElse(List.of());
    }

    private static Stream<Element> configurations(Element plugin) {
        Stream<Element> execution = Xml.element(plugin, "executions").stream()
                .flatMap(executions -> Xml.children(executions, "execution").stream())
                .filter(e -> Xml.text(e, "id").filter("default-compile"::equals).isPresent())
                .flatMap(e -> Xml.element(e, "configuration").stream());
        return Stream.concat(execution, Xml.element(plugin, "configuration").stream());
    }
}
