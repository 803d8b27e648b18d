package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sources below a directory, each where its package and its first type say. */
public final class SourceFolder {
    private static final Pattern PACKAGE =
            Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract )*(?:class|interface|@interface|enum|record) (\\w+)",
            Pattern.MULTILINE | Pattern.UNICODE_CHARACTER_CLASS);

    public final Path root;
    private final Charset encoding;

    SourceFolder(Path root, Charset encoding) {
        this.root = root;
        this.encoding = encoding;
    }

    public SourceFolder(Path root) {
        this(root, StandardCharsets.UTF_8);
    }

    /** Returns the file of a top-level type. */
    Path file(String type) {
        return root.resolve(type.replace('.', '/') + ".java");
    }

    /** Returns the name of the type that a source is to be named after. */
    static String typeOf(String text) {
        Matcher type = TYPE.matcher(text);
        assertThat(type.find()).as("a type in %s", text).isTrue();
        Matcher declared = PACKAGE.matcher(text);
        return declared.find() ? declared.group(1) + "." + type.group(1) : type.group(1);
    }

    /** Writes a source in place; a new one where there is none. */
    Path write(String text) {
        return write(file(typeOf(text)), text);
    }

    public Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, text.getBytes(encoding));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String type) {
        try {
            return new String(Files.readAllBytes(file(type)), encoding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a type's source with something replaced that stands in it once. */
    String replaced(String type, String old, String replacement) {
        String text = read(type);
        assertThat(text).containsOnlyOnce(old);
        return text.replace(old, replacement);
    }

    public List<Path> files() {
        try (Stream<Path> below = Files.walk(root)) {
            return below.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
