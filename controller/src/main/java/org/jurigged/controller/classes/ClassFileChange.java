package org.jurigged.controller.classes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One class file of a transaction: its place, what comes there, and what was there.
 *
 * <p>Not thread-safe: the transaction is.
 */
final class ClassFileChange {
    private final String binaryName;
    private final Path file;
    private final Optional<Path> staged;
    private final TempFiles tempFiles;
    private Optional<Path> former = Optional.empty();

    private ClassFileChange(String binaryName, Path file, Optional<Path> staged, TempFiles tempFiles) {
        this.binaryName = binaryName;
        this.file = file;
        this.staged = staged;
        this.tempFiles = tempFiles;
    }

    static ClassFileChange delete(String binaryName, Path file, TempFiles tempFiles) {
        return new ClassFileChange(binaryName, file, Optional.empty(), tempFiles);
    }

    /** Writes {@code bytes} beside {@code file}; leaves nothing there when that fails. */
    static ClassFileChange write(String binaryName, Path file, byte[] bytes, FileTime notBefore, TempFiles tempFiles)
            throws IOException {
        Path staged = tempFiles.next(file.getParent());
        try {
            Files.write(staged, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (Files.getLastModifiedTime(staged).compareTo(notBefore) < 0) {
                // Up to a full second: some file systems, and the JDK's own call, cut a time short.
                Files.setLastModifiedTime(
                        staged,
                        FileTime.from(notBefore
                                .toInstant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .plusSeconds(1)));
            }
        } catch (IOException e) {
            Files.deleteIfExists(staged);
            throw e;
        }
        return new ClassFileChange(binaryName, file, Optional.of(staged), tempFiles);
    }

    String binaryName() {
        return binaryName;
    }

    Path file() {
        return file;
    }

    /** Keeps what is in the file's place under a second name, which costs no disk space where links are to be had. */
    void keepFormer() throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path kept = tempFiles.next(file.getParent());
        former = Optional.of(kept);
        try {
            Files.createLink(kept, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, kept, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
    }

    void apply() throws IOException {
        if (staged.isPresent()) {
            Files.move(staged.get(), file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.deleteIfExists(file);
        }
    }

    void undo() throws IOException {
        if (former.isPresent()) {
            Files.move(former.get(), file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.deleteIfExists(file);
        }
    }

    /** Leaves the former file under the name it was kept by, when it can't go back, and says where that is. */
    String abandon() {
        String where = former.map(kept -> ", which is kept as " + kept).orElse("");
        former = Optional.empty();
        return where;
    }

    /** Deletes what was staged and isn't in place; a file that can't be deleted now is swept later. */
    void discard() {
        staged.ifPresent(ClassFileChange::deleteQuietly);
    }

    /** The file that is kept under a second name, and that can go once nothing is undone any more. */
    Optional<Path> former() {
        return former;
    }

    /** Deletes a file or an empty directory, or leaves it: {@link TempFiles#sweep} comes by again. */
    static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            return;
        }
    }
}
