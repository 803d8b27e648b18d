package org.jurigged.reshape.form;

import java.util.Objects;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.SourceFacts;

/**
 * A class to be formed.
 *
 * @param name internal name
 * @param loaded the schema the JVM loaded; {@code null} for a class that it hasn't
 * @param latest the latest class file, with lasting names
 * @param bare what the class ran last, without prologues; {@code null} for a class that isn't loaded
 * @param facts what the source tells; {@code null} for a class that wasn't edited
 * @param lineage what its members were called before this edit
 */
@SuppressWarnings("ArrayRecordComponent") // class files are handed on, not compared
public record Piece(String name, Schema loaded, byte[] latest, byte[] bare, SourceFacts facts, Lineage lineage) {
    public Piece {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(latest, "latest");
        if ((loaded == null) != (bare == null)) {
            throw new IllegalArgumentException(name + " is loaded, or it isn't");
        }
    }

    boolean isNew() {
        return loaded == null;
    }

    boolean isEdited() {
        return facts != null;
    }
}
