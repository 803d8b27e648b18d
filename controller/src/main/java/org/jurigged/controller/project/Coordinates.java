package org.jurigged.controller.project;

import java.util.Objects;

/**
 * The name of an artifact in a Maven repository.
 *
 * @param version empty where the build leaves it to a {@code dependencyManagement} section
 * @param classifier empty for the main artifact
 */
record Coordinates(String groupId, String artifactId, String version, String classifier) {
    Coordinates {
        Objects.requireNonNull(groupId, "groupId");
        Objects.requireNonNull(artifactId, "artifactId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(classifier, "classifier");
    }

    Coordinates(String groupId, String artifactId, String version) {
        this(groupId, artifactId, version, "");
    }

    /** Returns what is the same in every version: {@code groupId:artifactId}. */
    String key() {
        return groupId + ":" + artifactId;
    }

    Coordinates withVersion(String other) {
        return new Coordinates(groupId, artifactId, other, classifier);
    }
}
