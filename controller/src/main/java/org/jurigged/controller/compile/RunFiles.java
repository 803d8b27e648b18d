package org.jurigged.controller.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;

/**
 * The files of one run of javac: the class path as the overlay shows it, and what javac and the annotation processors
 * write, which stays in memory.
 */
final class RunFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private final ClassListings listings;
    private final Processors processors;
    private final List<MemoryFile> written = new ArrayList<>();
    private Overlay overlay = Overlay.EMPTY;
    private KeptPackages kept;

    RunFiles(JavaFileManager shared, ClassListings listings, Processors processors) {
        super(shared);
        this.listings = listings;
        this.processors = processors;
    }

    /** Begin a run; those before it are over. */
    void begin(Overlay shown) {
        overlay = shown;
        written.clear();
    }

    /** Show only what a javac doesn't know of packages yet; all, if it is null. */
    void show(KeptPackages packages) {
        kept = packages;
    }

    /** The class files that were written, in javac's order. */
    List<MemoryFile> classes() {
        return written.stream()
                .filter(f -> f.getKind() == Kind.CLASS && f.bytes() != null)
                .toList();
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds, boolean recurse)
            throws IOException {
        if (location != StandardLocation.CLASS_PATH) {
            return super.list(location, packageName, kinds, recurse);
        }
        Set<Kind> binary = new TreeSet<>(kinds);
        binary.remove(Kind.SOURCE); // a source that lies on the class path is not to be compiled along
        if (!kinds.contains(Kind.CLASS)) {
            return binary.isEmpty() ? List.of() : super.list(location, packageName, binary, recurse);
        }
        // javac asks for all kinds and passes over those that are no class: only javadoc has a use for them
        if (!recurse) {
            return list(packageName);
        }
        Iterable<JavaFileObject> onDisk = super.list(location, packageName, Set.of(Kind.CLASS), true);
        Collection<String> covered = overlay.under(packageName);
        return covered.isEmpty() ? onDisk : overlaid(onDisk, covered);
    }

    private Iterable<JavaFileObject> list(String packageName) throws IOException {
        List<JavaFileObject> onDisk = listings.of(packageName);
        Collection<String> covered = overlay.in(packageName);
        PackageListing listing = PackageListing.of(onDisk, covered, overlay);
        if (kept == null || packageName.isEmpty()) {
            return covered.isEmpty() ? onDisk : listing.files().values();
        }
        try {
            return kept.list(packageName, listing);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Iterable<JavaFileObject> overlaid(Iterable<JavaFileObject> onDisk, Collection<String> covered) {
        List<JavaFileObject> files = new ArrayList<>();
        for (JavaFileObject file : onDisk) {
            if (!covered.contains(inferBinaryName(StandardLocation.CLASS_PATH, file))) {
                files.add(file);
            }
        }
        for (String name : covered) {
            overlay.bytesOf(name).ifPresent(bytes -> files.add(new MemoryFile(name, Kind.CLASS, null, bytes)));
        }
        return files;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        String listed = ClassListings.binaryName(file);
        if (listed != null) {
            return listed;
        }
        return file instanceof MemoryFile memory ? memory.name() : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        boolean inMemory = isOurs(a) || isOurs(b);
        return inMemory ? a.toUri().equals(b.toUri()) : super.isSameFile(ClassListings.own(a), ClassListings.own(b));
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return !isOurs(file) && super.contains(location, ClassListings.own(file));
    }

    private static boolean isOurs(FileObject file) {
        return file instanceof MemoryFile || file instanceof SourceFile;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, Kind kind, FileObject sibling) {
        MemoryFile file = new MemoryFile(className, kind, origin(sibling), null);
        written.add(file);
        return file;
    }

    /** Open a resource to be written, or to be read: javac asks the same for both. Then it has what the last build made. */
    @Override
    public FileObject getFileForOutput(Location location, String packageName, String name, FileObject sibling)
            throws IOException {
        FileObject built = super.getFileForInput(StandardLocation.CLASS_PATH, packageName, name);
        return new MemoryFile(resource(packageName, name), Kind.OTHER, origin(sibling), contentOf(built));
    }

    private static byte[] contentOf(FileObject file) {
        if (file == null) {
            return null;
        }
        try (InputStream in = file.openInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            return null; // there is none, which is what reading it will say
        }
    }

    private static Path origin(FileObject sibling) {
        if (sibling instanceof SourceFile source) {
            return source.path();
        }
        return sibling instanceof MemoryFile generated ? generated.origin() : null;
    }

    private static String resource(String packageName, String name) {
        return packageName.isEmpty() ? name : packageName.replace('.', '/') + '/' + name;
    }

    @Override
    public ClassLoader getClassLoader(Location location) {
        boolean own = location == StandardLocation.ANNOTATION_PROCESSOR_PATH || location == StandardLocation.CLASS_PATH;
        return own ? processors.loader() : super.getClassLoader(location);
    }

    /** Keep the shared file manager open: the next run needs its indexes. */
    @Override
    public void close() {}
}
