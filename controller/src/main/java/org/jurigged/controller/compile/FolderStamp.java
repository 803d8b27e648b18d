package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the file system says of a folder without listing it: while that is the same, the same names are in it.
 *
 * @param changed the time of the last change of the folder, which nobody can set (POSIX {@code st_ctime}); the epoch where
 *     there is no folder
 * @param key device and inode; empty where there is no folder
 */
record FolderStamp(FileTime changed, Optional<Object> key) {
    private static final FolderStamp NONE = new FolderStamp(FileTime.from(Instant.EPOCH), Optional.empty());

    /** For a system that stamps with the last tick of its clock, which comes every 1 to 10 ms. */
    private static final Duration FINE_MARGIN = Duration.ofMillis(50);

    /** For file systems that keep no more than whole seconds, some even ones. */
    private static final Duration COARSE_MARGIN = Duration.ofMillis(2_100);

    private static final int NANOS_PER_MILLI = 1_000_000;

    /**
     * Reads the stamp of a folder, of a link's target if it is one.
     *
     * @return empty where it can't be read, or where a system keeps no time that can't lie
     */
    static Optional<FolderStamp> of(Path folder) {
        try {
            Map<String, Object> attributes = Files.readAttributes(folder, "unix:ctime,fileKey");
            FileTime changed = (FileTime) attributes.get("ctime");
            return Optional.ofNullable(attributes.get("fileKey"))
                    .map(key -> new FolderStamp(changed, Optional.of(key)));
        } catch (NoSuchFileException e) {
            return Optional.of(NONE);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the folder may have changed since it was seen with this stamp, and look the same. */
    boolean isRacy(Instant seen) {
        Duration margin = changed.toInstant().getNano() % NANOS_PER_MILLI == 0 ? COARSE_MARGIN : FINE_MARGIN;
        return key.isPresent() && !changed.toInstant().plus(margin).isBefore(seen);
    }
}
