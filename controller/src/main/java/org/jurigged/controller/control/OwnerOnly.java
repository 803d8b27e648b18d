package org.jurigged.controller.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import jdk.net.ExtendedSocketOptions;

/** Directories that no other user can enter, and sockets that no other user can talk to. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** Makes a directory that only its owner can enter. */
    public static void createDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        PosixFileAttributeView view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Whether the process at the other end is of the user whom the socket's file belongs to. */
    static boolean isOwner(SocketChannel client, Path socket) throws IOException {
        if (!client.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            // Where the system doesn't tell, the directory's permissions are what there is.
            return true;
        }
        String user = client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        return user.equals(Files.getOwner(socket).getName());
    }
}
