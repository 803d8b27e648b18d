package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a loaded class ran before, as far as a frame may still run it, the oldest first. Immutable.
 *
 * <p>Who edits a class all day would keep all its versions else. The last two are always kept: a frame that the JVM doesn't
 * call obsolete is known by what they changed; see {@link OldFrames}.
 */
record History(List<CodeVersion> versions) {
    static final History NONE = new History(List.of());

    /** Of versions that may be in use with nobody knowing which; a frame in an older one is told of by its class. */
    private static final int MOST = 100;

    private static final int LAST = 2;

    History {
        versions = List.copyOf(versions);
    }

    /** Adds what was replaced just now. */
    History with(CodeVersion replaced) {
        List<CodeVersion> longer = new ArrayList<>(versions);
        longer.add(replaced);
        return new History(longer.subList(Math.max(0, longer.size() - MOST), longer.size()));
    }

    /** Forgets what is neither used nor among the last. */
    History keeping(Set<CodeVersion> used) {
        int last = Math.max(0, versions.size() - LAST);
        List<CodeVersion> kept = new ArrayList<>(versions.subList(0, last));
        kept.retainAll(used);
        kept.addAll(versions.subList(last, versions.size()));
        return new History(kept);
    }
}
