package org.jurigged.controller.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;

/**
 * The class files of each package of the class path, as javac's file manager lists them, kept from one run to the next:
 * javac asks for every package that a source imports from, which is a fifth of the time of compiling many small sources.
 *
 * <p>A list holds for as long as the package's folders have the same names in them, which aren't read again while the
 * folders' {@link FolderStamp} says that; what is in the files isn't kept. Jars
 * don't change while this is used, see {@link SharedFiles#isStale}. Thread-safe.
 */
final class ClassListings {
    private final LockedFiles manager;
    private final Map<String, Listing> kept = new ConcurrentHashMap<>();
    private volatile List<Path> folders;

    ClassListings(LockedFiles manager) {
        this.manager = manager;
    }

    /**
     * What was listed of a package.
     *
     * @param seen a time before the folders were looked at
     * @param stamps of the package's folder in each folder of the class path
     * @param names the names in each of them; null where there is no such folder
     */
    private record Listing(
            Instant seen, List<Optional<FolderStamp>> stamps, String[][] names, List<JavaFileObject> files) {
        boolean isStill(List<Optional<FolderStamp>> now) {
            return stamps.equals(now)
                    && stamps.stream()
                            .allMatch(stamp -> stamp.isPresent() && !stamp.get().isRacy(seen));
        }
    }

    /** A class file of which what javac asks most is known. */
    private static final class Listed extends ForwardingJavaFileObject<JavaFileObject> {
        private final String binaryName;

        Listed(JavaFileObject file, String binaryName) {
            super(file);
            this.binaryName = binaryName;
        }

        @Override
        public Kind getKind() {
            return Kind.CLASS;
        }

        JavaFileObject file() {
            return fileObject;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Listed listed && listed.fileObject.equals(fileObject);
        }

        @Override
        public int hashCode() {
            return fileObject.hashCode();
        }

        @Override
        public String toString() {
            return fileObject.toString();
        }
    }

    /** List the class files of a package, without those of the packages in it. */
    List<JavaFileObject> of(String packageName) throws IOException {
        Instant seen = Instant.now();
        List<Path> folders = folders(packageName);
        List<Optional<FolderStamp>> stamps =
                folders.stream().map(FolderStamp::of).toList();
        Listing known = kept.get(packageName);
        if (known != null && known.isStill(stamps)) {
            return known.files();
        }
        String[][] names = names(folders);
        boolean same = known != null && Arrays.deepEquals(known.names(), names);
        known = new Listing(seen, stamps, names, same ? known.files() : list(packageName));
        kept.put(packageName, known);
        return known.files();
    }

    private List<JavaFileObject> list(String packageName) throws IOException {
        List<JavaFileObject> files = new ArrayList<>();
        for (JavaFileObject file : manager.list(StandardLocation.CLASS_PATH, packageName, Set.of(Kind.CLASS), false)) {
            files.add(new Listed(file, manager.inferBinaryName(StandardLocation.CLASS_PATH, file)));
        }
        return List.copyOf(files);
    }

    /** Read only the names: looking at each file, as javac does, takes ten times as long. */
    private static String[][] names(List<Path> folders) {
        return folders.stream().map(folder -> folder.toFile().list()).toArray(String[][]::new);
    }

    private List<Path> folders(String packageName) {
        String path = packageName.replace('.', File.separatorChar);
        return folders().stream().map(folder -> folder.resolve(path)).toList();
    }

    private List<Path> folders() {
        if (folders == null) {
            folders = manager.classPath().stream()
                    .filter(path -> !Files.isRegularFile(path))
                    .toList();
        }
        return folders;
    }

    /** The binary name of a file that was listed here; null for others. */
    static String binaryName(JavaFileObject file) {
        return file instanceof Listed listed ? listed.binaryName : null;
    }

    /** The file manager's own file behind one that was listed here; others are returned as they are. */
    static FileObject own(FileObject file) {
        return file instanceof Listed listed ? listed.file() : file;
    }
}
