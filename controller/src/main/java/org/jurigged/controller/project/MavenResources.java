package org.jurigged.controller.project;

import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Reads from a POM which directories Maven copies resources from, and what it fills in (maven-resources-plugin). */
final class MavenResources {
    private static final String PLUGIN = "maven-resources-plugin";
    private static final List<String> DELIMITERS = List.of("${*}", "@");
    /** What the plug-in itself takes for binary. */
    private static final Set<String> BINARY = Set.of("jpg", "jpeg", "gif", "bmp", "png", "ico");

    private final MavenPom pom;

    private MavenResources(MavenPom pom) {
        this.pom = pom;
    }

    /** Returns the roots, those of tests too. */
    static List<ResourceRoot> of(MavenPom pom, Path output, Path testOutput) {
        MavenResources resources = new MavenResources(pom);
        List<ResourceRoot> roots =
                new ArrayList<>(resources.roots("resources", "resource", "src/main/resources", output));
        roots.addAll(resources.roots("testResources", "testResource", "src/test/resources", testOutput));
        return roots;
    }

    private List<ResourceRoot> roots(String list, String item, String usual, Path output) {
        List<Element> declared = pom.list(item, "build", list);
        if (declared.isEmpty()) {
            return List.of(ResourceRoot.of(path(usual), output));
        }
        return declared.stream().map(element -> root(element, usual, output)).toList();
    }

    private ResourceRoot root(Element element, String usual, Path output) {
        boolean filtered = Xml.text(element, "filtering")
                .map(pom::interpolate)
                .map(String::strip)
                .map(Boolean::parseBoolean)
                .orElse(false);
        Path target = Xml.text(element, "targetPath")
                .map(text -> output.resolve(pom.interpolate(text)).normalize())
                .orElse(output);
        return new ResourceRoot(
                path(Xml.text(element, "directory").orElse(usual)),
                target,
                patterns(element, "includes", "include"),
                patterns(element, "excludes", "exclude"),
                filtered ? filling() : Filling.NONE,
                false);
    }

    private Path path(String text) {
        return pom.directory().resolve(pom.interpolate(text).strip()).normalize();
    }

    private List<PathMatcher> patterns(Element element, String list, String item) {
        return Xml.element(element, list).map(found -> Xml.children(found, item)).orElse(List.of()).stream()
                .map(pattern -> pom.interpolate(Xml.text(pattern)).strip())
                .flatMap(ResourceRoot::patterns)
                .toList();
    }

    private Filling filling() {
        List<String> delimiters = new ArrayList<>();
        Set<String> untouched = new TreeSet<>(BINARY);
        boolean defaults = true;
        for (Element plugin : pom.plugins(PLUGIN)) {
            Optional<Element> configuration = Xml.element(plugin, "configuration");
            if (configuration.isPresent()) {
                Xml.all(configuration.get(), "delimiter").forEach(e -> delimiters.add(pom.interpolate(Xml.text(e))));
                Xml.all(configuration.get(), "nonFilteredFileExtension").forEach(e -> untouched.add(Xml.text(e)));
                defaults &= Xml.text(configuration.get(), "useDefaultDelimiters")
                        .map(pom::interpolate)
                        .map(text -> !text.strip().equals("false"))
                        .orElse(true);
            }
        }
        if (defaults) {
            delimiters.addAll(DELIMITERS);
        }
        List<Pattern> placeholders =
                delimiters.stream().distinct().map(MavenResources::placeholder).toList();
        return new Filling("Maven", "mvn process-resources", placeholders, untouched);
    }

    private static Pattern placeholder(String delimiter) {
        int star = delimiter.indexOf('*');
        String begin = star < 0 ? delimiter : delimiter.substring(0, star);
        String end = star < 0 ? delimiter : delimiter.substring(star + 1);
        return Pattern.compile(Pattern.quote(begin.strip()) + ".+?" + Pattern.quote(end.strip()));
    }
}
