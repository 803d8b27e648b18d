package org.jurigged.controller.classes;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.zip.ZipException;

/** Puts an I/O failure into a clause a person can read: {@code x/y is a file, not a directory}. */
final class Reason {
    private Reason() {}

    static String of(IOException failure) {
        if (failure instanceof FileSystemException fileFailure) {
            return of(fileFailure);
        }
        if (failure instanceof ZipException) {
            return "it is not a readable jar (" + failure.getMessage() + ")";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String of(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return file + " does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied for " + file;
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return file + " is a file, not a directory";
        }
        return failure.getReason() == null ? failure.getMessage() : file + ": " + failure.getReason();
    }
}
