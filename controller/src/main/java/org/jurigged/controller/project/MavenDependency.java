package org.jurigged.controller.project;

import java.util.Objects;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * A dependency as a POM lists it.
 *
 * @param scope {@code compile} where none is given
 * @param tests whether it is the tests of the artifact that are wanted
 */
record MavenDependency(Coordinates artifact, String scope, boolean optional, boolean tests) {
    MavenDependency {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(scope, "scope");
    }

    static MavenDependency of(Element element, MavenPom pom) {
        String classifier = text(element, "classifier", "", pom);
        Coordinates artifact = new Coordinates(
                text(element, "groupId", "", pom),
                text(element, "artifactId", "", pom),
                text(element, "version", "", pom),
                classifier);
        boolean tests =
                classifier.equals("tests") || text(element, "type", "jar", pom).equals("test-jar");
        boolean optional = text(element, "optional", "false", pom).equals("true");
        return new MavenDependency(artifact, text(element, "scope", "compile", pom), optional, tests);
    }

    boolean isRuntime() {
        return !optional && Set.of("compile", "runtime").contains(scope);
    }

    private static String text(Element element, String name, String otherwise, MavenPom pom) {
        return Xml.text(element, name).map(pom::interpolate).orElse(otherwise);
    }
}
