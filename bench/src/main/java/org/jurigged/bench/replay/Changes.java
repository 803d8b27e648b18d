package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The main sources that differ between two commits.
 *
 * @param texts by the parent's file what the child has in it; empty if it has no such file
 */
record Changes(Map<Path, Optional<byte[]>> texts) {
    static Changes between(Side parent, Side child) throws IOException {
        Map<Path, Optional<byte[]>> texts = new LinkedHashMap<>();
        for (Path file : child.sourceFiles()) {
            Path before = corresponding(file, child, parent);
            byte[] text = Files.readAllBytes(file);
            if (!Files.isRegularFile(before) || !Arrays.equals(Files.readAllBytes(before), text)) {
                texts.put(before, Optional.of(text));
            }
        }
        List<Path> files = parent.sourceFiles();
        for (Path file : files) {
            if (!Files.isRegularFile(corresponding(file, parent, child))) {
                texts.put(file, Optional.empty());
            }
        }
        return new Changes(texts);
    }

    private static Path corresponding(Path file, Side from, Side to) {
        return to.sources().resolve(from.sources().relativize(file).toString());
    }

    Collection<Path> files() {
        return texts.keySet();
    }

    /** Writes the child's sources over the parent's. */
    void write() throws IOException {
        for (Map.Entry<Path, Optional<byte[]>> file : texts.entrySet()) {
            if (file.getValue().isPresent()) {
                Files.createDirectories(file.getKey().getParent());
                Files.write(file.getKey(), file.getValue().get());
            } else {
                Files.deleteIfExists(file.getKey());
            }
        }
    }
}
