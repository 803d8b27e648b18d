package org.jurigged.bench.project;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A source file with a method body that says {@code int revision = 1000;}, of which the number is edited. */
public final class EditedFile {
    private static final Pattern REVISION = Pattern.compile("(int revision = )\\d+;");

    private final Path file;
    private final String text;

    private EditedFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Reads a file that is to be edited. */
    public static EditedFile of(Path file) throws IOException {
        String text = Files.readString(file);
        if (!REVISION.matcher(text).find()) {
            throw new IOException(file + " has no 'int revision = …;' to edit.");
        }
        return new EditedFile(file, text);
    }

    public Path file() {
        return file;
    }

    /** Returns the same content in another place. */
    public EditedFile at(Path elsewhere) {
        return new EditedFile(elsewhere, text);
    }

    /** Writes the file in place, as {@code cat > file} does: truncated, then written in one piece. */
    public void save(int revision) throws IOException {
        byte[] bytes = text(revision).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes);
        }
    }

    private String text(int revision) {
        Matcher matcher = REVISION.matcher(text);
        return matcher.replaceFirst("$1" + revision + ";");
    }
}
