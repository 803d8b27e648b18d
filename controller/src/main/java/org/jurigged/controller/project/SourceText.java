package org.jurigged.controller.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads Java source whose encoding is not known.
 *
 * <p>A byte order mark decides; else UTF-8 if it is valid UTF-8; else ISO-8859-1, in which every keyword of any ASCII
 * superset is still itself.
 */
final class SourceText {
    private SourceText() {}

    static String read(Path file) throws IOException {
        return decode(Files.readAllBytes(file));
    }

    /** Reads at most the first {@code limit} bytes; a character cut in two at the end is left out. */
    static String head(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(in.readNBytes(limit));
        }
    }

    static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(bytes, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(bytes, StandardCharsets.UTF_16LE);
        }
        String utf8 = decode(bytes, StandardCharsets.UTF_8);
        return utf8 == null ? new String(bytes, StandardCharsets.ISO_8859_1) : utf8;
    }

    /** Decodes, or returns null if the bytes are not of that encoding. */
    private static String decode(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, false);
        if (result.isError()) {
            return charset.equals(StandardCharsets.UTF_8) ? null : new String(bytes, charset);
        }
        String text = chars.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}
