package org.jurigged.diff;

import java.util.Objects;

/** One difference between two versions of a source file, at the level of definitions. */
public sealed interface Edit {
    /** The definition a reader would name: the new one, or for a deletion the one that is gone. */
    Definition definition();

    /** A definition that the old version did not have. */
    record Add(Definition definition) implements Edit {
        public Add {
            Objects.requireNonNull(definition, "definition");
        }
    }

    /** A definition that both versions have and whose code, signature, modifiers or annotations differ. */
    record Update(Definition before, Definition definition) implements Edit {
        public Update {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(definition, "definition");
        }
    }

    /** A definition that the new version no longer has; its lines are those of the old version. */
    record Delete(Definition definition) implements Edit {
        public Delete {
            Objects.requireNonNull(definition, "definition");
        }
    }

    /** A definition that goes on under another name. */
    record Rename(Definition before, Definition definition) implements Edit {
        public Rename {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(definition, "definition");
        }
    }
}
