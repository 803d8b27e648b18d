package org.jurigged.controller.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A file that javac writes, or reads, in memory. */
final class MemoryFile extends SimpleJavaFileObject {
    private static final Charset CHARSET = StandardCharsets.UTF_8;

    private final String name;
    private final Path origin;
    private byte[] bytes;

    /**
     * @param name binary name of a class or generated source, path of a resource
     * @param origin the compiled source it is made for; {@code null} when javac does not say
     * @param bytes content; {@code null} when it is still to be written
     */
    MemoryFile(String name, Kind kind, Path origin, byte[] bytes) {
        super(uri(kind == Kind.OTHER ? name : name.replace('.', '/') + kind.extension), kind);
        this.name = name;
        this.origin = origin;
        this.bytes = bytes;
    }

    private static URI uri(String path) {
        try {
            return new URI("memory", null, "/" + path, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a file name: " + path, e);
        }
    }

    String name() {
        return name;
    }

    Path origin() {
        return origin;
    }

    /** The content, {@code null} when nothing was written. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        if (bytes == null) {
            throw new FileNotFoundException(getName());
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
        if (bytes == null) {
            throw new FileNotFoundException(getName());
        }
        return new String(bytes, CHARSET);
    }

    @Override
    public OutputStream openOutputStream() {
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                bytes = toByteArray();
            }
        };
    }

    @Override
    public Writer openWriter() {
        return new OutputStreamWriter(openOutputStream(), CHARSET);
    }
}
