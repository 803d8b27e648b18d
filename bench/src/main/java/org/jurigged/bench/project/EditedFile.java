package org.jurigged.bench.project;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A source file that is edited again and again, always in the same way, with one number after the other. */
public final class EditedFile {
    private final Path file;
    private final String original;
    private final EditKind kind;

    private EditedFile(Path file, String original, EditKind kind) {
        this.file = file;
        this.original = original;
        this.kind = kind;
    }

    /** Reads a file that is to be edited. */
    public static EditedFile of(Path file, EditKind kind) throws IOException {
        String text = Files.readString(file);
        if (!kind.fits(text)) {
            throw new IOException(file + " has nothing for an edit of the kind " + kind + ".");
        }
        return new EditedFile(file, text, kind);
    }

    public Path file() {
        return file;
    }

    /** Returns the same content in another place. */
    public EditedFile at(Path elsewhere) {
        return new EditedFile(elsewhere, original, kind);
    }

    /** Writes the file in place, as {@code cat > file} does: truncated, then written in one piece. */
    public void save(int revision) throws IOException {
        byte[] bytes = kind.text(original, revision).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes);
        }
    }
}
