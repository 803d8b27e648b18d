package org.jurigged.bench.replay;

import java.util.Objects;

/**
 * A commit with one parent.
 *
 * @param hash of the commit
 * @param parent hash of its parent
 * @param subject the first line of its message
 */
record Commit(String hash, String parent, String subject) {
    private static final int SHORT = 9;

    Commit {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(subject, "subject");
    }

    String shortHash() {
        return hash.substring(0, SHORT);
    }
}
