package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Knows the file systems that give no events for what other machines, or the host of a virtual one, write. */
final class FileSystemKind {
    private static final Set<String> WITHOUT_EVENTS = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "ceph",
            "vboxsf",
            "prl_fs",
            "virtiofs",
            "drvfs");

    private FileSystemKind() {}

    /** Returns the name of the directory's file system if events cannot be relied on; null if they can. */
    static String withoutEvents(Path dir) {
        try {
            String type = Files.getFileStore(dir).type().toLowerCase(Locale.ROOT);
            return isWithoutEvents(type) ? type : null;
        } catch (IOException e) {
            return null;
        }
    }

    static boolean isWithoutEvents(String type) {
        return WITHOUT_EVENTS.contains(type) || type.startsWith("fuse.");
    }
}
