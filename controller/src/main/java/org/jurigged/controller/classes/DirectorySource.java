package org.jurigged.controller.classes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A class directory. It keeps nothing open: every read sees what is on the disk now. */
record DirectorySource(Path entry, Path directory) implements ClassSource {
    @Override
    public Optional<ClassBytes> read(String binaryName) throws IOException {
        Path file = BinaryName.file(directory, binaryName);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(new ClassBytes(binaryName, Files.readAllBytes(file), entry, Optional.of(file)));
    }

    @Override
    public Optional<Path> locate(String binaryName) {
        return Optional.of(BinaryName.file(directory, binaryName)).filter(Files::isRegularFile);
    }

    @Override
    public void close() {}
}
