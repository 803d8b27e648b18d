package org.jurigged.controller.recode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jurigged.controller.recode.RecodeException.OutOfSync;
import org.jurigged.controller.recode.RecodeException.Unwritable;

/**
 * A source file that is read, changed in its text, and written back in one step: whoever reads it sees all of the old or all
 * of the new one. What isn't changed keeps its bytes, byte order mark and line ends; the file keeps its permissions and
 * owner, and a symbolic link its place.
 */
public final class CommittedFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final AtomicLong COUNT = new AtomicLong();

    private final Path file;
    private final Charset encoding;
    private final byte[] bytes;
    private final String text;

    private CommittedFile(Path file, Charset encoding, byte[] bytes, String text) {
        this.file = file;
        this.encoding = encoding;
        this.bytes = bytes;
        this.text = text;
    }

    /** Reads a file; its text must be the only one that its bytes can mean. */
    public static CommittedFile read(Path file, Charset encoding) throws Unwritable {
        try {
            Path real = file.toRealPath();
            byte[] bytes = Files.readAllBytes(real);
            String text = encoding.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new CommittedFile(real, encoding, bytes, text);
        } catch (CharacterCodingException e) {
            throw new Unwritable(
                    file + " is not valid " + encoding.name()
                            + "; nothing was written. Save it as that, or set the project's encoding.",
                    e);
        } catch (IOException e) {
            throw new Unwritable(file + " can't be read: " + reason(e) + ".", e);
        }
    }

    /** Returns the text without a byte order mark. */
    public String text() {
        return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
    }

    /**
     * Writes another text in place of the one that was read.
     *
     * @throws OutOfSync when the file has changed since it was read; nothing is written
     * @throws Unwritable when it can't be written; it is as it was
     */
    public void write(String patched) throws OutOfSync, Unwritable {
        String whole = text.length() > text().length() ? BYTE_ORDER_MARK + patched : patched;
        byte[] content = encode(whole);
        requireSameAround(whole, content);
        requireWritable();
        Path temporary = file.resolveSibling(
                "." + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".jurigged-commit");
        try {
            stage(temporary, content);
            if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
                throw new OutOfSync(
                        file + " was changed by somebody else in this moment; nothing was written." + " Commit again.");
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Unwritable(file + " can't be written: " + reason(e) + ". It is as it was.", e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private byte[] encode(String whole) throws Unwritable {
        CharsetEncoder encoder = encoding.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            ByteBuffer encoded = encoder.encode(CharBuffer.wrap(whole));
            return Arrays.copyOf(encoded.array(), encoded.limit());
        } catch (CharacterCodingException e) {
            int bad = whole.codePoints()
                    .filter(c -> !encoding.newEncoder().canEncode(Character.toString(c)))
                    .findFirst()
                    .orElse(0);
            throw new Unwritable(
                    String.format(
                            "%s is in %s, which has no '%s'; nothing was written. Write it as a Unicode escape, \\u%04X.",
                            file, encoding.name(), Character.toString(bad), bad),
                    e);
        }
    }

    /** In some encodings the same text may be written in several ways: then the bytes around would change. */
    private void requireSameAround(String whole, byte[] content) throws Unwritable {
        int head = 0;
        while (head < Math.min(text.length(), whole.length()) && text.charAt(head) == whole.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(text.length(), whole.length()) - head
                && text.charAt(text.length() - 1 - tail) == whole.charAt(whole.length() - 1 - tail)) {
            tail++;
        }
        int before = text.substring(0, head).getBytes(encoding).length;
        int behind = text.substring(text.length() - tail).getBytes(encoding).length;
        boolean same = before + behind <= Math.min(bytes.length, content.length)
                && Arrays.equals(bytes, 0, before, content, 0, before)
                && Arrays.equals(
                        bytes, bytes.length - behind, bytes.length, content, content.length - behind, content.length);
        if (!same && !Arrays.equals(text.getBytes(encoding), bytes)) {
            throw new Unwritable(
                    file + " is in " + encoding.name()
                            + ", in a form that can't be written back as it is; nothing was written.",
                    null);
        }
    }

    /** The superuser may write everything, and a file is replaced through its directory: so its permissions are asked. */
    private void requireWritable() throws Unwritable {
        boolean writable = Files.isWritable(file);
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (writable && view != null) {
            try {
                Set<PosixFilePermission> permissions = view.readAttributes().permissions();
                writable = permissions.contains(PosixFilePermission.OWNER_WRITE)
                        || permissions.contains(PosixFilePermission.GROUP_WRITE)
                        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
            } catch (IOException e) {
                writable = false;
            }
        }
        if (!writable) {
            throw new Unwritable(file + " is read-only; nothing was written. Make it writable and commit again.", null);
        }
    }

    private void stage(Path temporary, byte[] content) throws IOException {
        Files.copy(file, temporary, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        requireSameOwner(temporary);
    }

    private void requireSameOwner(Path temporary) throws IOException {
        PosixFileAttributeView of = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (of == null) {
            return;
        }
        PosixFileAttributes wanted = of.readAttributes();
        PosixFileAttributes got = Files.getFileAttributeView(temporary, PosixFileAttributeView.class)
                .readAttributes();
        if (!got.owner().equals(wanted.owner())
                || !got.group().equals(wanted.group())
                || !got.permissions().equals(wanted.permissions())) {
            throw new IOException("it would not keep its owner (" + wanted.owner() + "), group and permissions");
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // A hidden file that is no source stays behind.
            return;
        }
    }

    /** Some exceptions of java.nio have nothing but the file in their message. */
    private static String reason(IOException e) {
        String message = e.getMessage();
        return e instanceof java.nio.file.FileSystemException known && known.getReason() == null
                ? e.getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])|Exception", " ")
                        .strip()
                        .toLowerCase(java.util.Locale.ROOT)
                : message;
    }
}
