package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads source files in the project's encoding. */
final class SourceReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Charset encoding;
    private final TextLayer layer;

    SourceReader(Charset encoding, TextLayer layer) {
        this.encoding = encoding;
        this.layer = layer;
    }

    /** What became of a file. */
    sealed interface Outcome {
        /** Its text, without a byte order mark. */
        record Text(String text) implements Outcome {}

        /** There is no such file. */
        record Gone() implements Outcome {}

        /** It can't be read, or not in this encoding. */
        record Unreadable(Problem problem) implements Outcome {}
    }

    Outcome read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new Outcome.Gone();
        } catch (IOException | OutOfMemoryError e) {
            return new Outcome.Unreadable(Problem.of(file, "can't read this file: " + e));
        }
        try {
            String text = withoutMark(decoder().decode(ByteBuffer.wrap(bytes)).toString());
            return new Outcome.Text(layer.textOf(file, text));
        } catch (CharacterCodingException e) {
            return new Outcome.Unreadable(malformed(file, bytes));
        }
    }

    static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private CharsetDecoder decoder() {
        return encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Decode up to the first bad byte, to say where it is. */
    private Problem malformed(Path file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out =
                CharBuffer.allocate((int) (bytes.length * (double) decoder().maxCharsPerByte()) + 1);
        CoderResult result = decoder().decode(in, out, true);
        String before = out.flip().toString();
        String what = result.isError()
                ? String.format("byte 0x%02X is", bytes[in.position()])
                : "it ends with bytes that are";
        String message = "not valid " + encoding.name() + ": " + what + " no character here. Save the file as "
                + encoding.name() + " or set the project's encoding.";
        return Problem.at(file, withoutMark(before), withoutMark(before).length(), message);
    }
}
