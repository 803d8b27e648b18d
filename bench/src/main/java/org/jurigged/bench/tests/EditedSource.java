package org.jurigged.bench.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A source of a real project; an edit changes the body of its first public method, and no result of a test. */
final class EditedSource {
    private static final Pattern BODY = Pattern.compile("(?m)^    public [^=;(]*\\([^)]*\\)[^{;]*\\{$");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");

    private final Path file;
    private final String text;
    private final int place;

    EditedSource(Path file) throws IOException {
        this.file = file;
        this.text = Files.readString(file);
        Matcher body = BODY.matcher(text);
        if (!body.find()) {
            throw new IOException("There is no public method in " + file + " whose body could be edited.");
        }
        this.place = body.end();
    }

    Path file() {
        return file;
    }

    /** Returns the name of the test class that is named after the source. */
    String test() {
        Matcher declared = PACKAGE.matcher(text);
        String name = file.getFileName().toString().replace(".java", "Test");
        return declared.find() ? declared.group(1) + "." + name : name;
    }

    void edit(int revision) throws IOException {
        Files.writeString(
                file, text.substring(0, place) + " long jurigged = " + revision + "L;" + text.substring(place));
    }

    void restore() throws IOException {
        Files.writeString(file, text);
    }
}
