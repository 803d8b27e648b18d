package org.jurigged.controller.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * What runs of javac with the same settings share: the file manager, whose indexes of jars are the expensive part,
 * what javac knows of the JDK, and the annotation processors. Good for as long as no jar of the class path changes.
 */
final class SharedFiles implements AutoCloseable {
    private final CompileSettings settings;
    private final List<Object> stamp;
    private final StandardJavaFileManager manager;
    private final LockedFiles files;
    private final ClassListings listings;
    private final Processors processors;
    private final Optional<KeptJavac> kept;
    private volatile Optional<KeptJavac> keptBeside;

    SharedFiles(CompileSettings settings, JavaCompiler compiler) {
        this.settings = settings;
        this.stamp = stamp(settings);
        this.manager = compiler.getStandardFileManager(null, null, settings.encoding());
        this.files = new LockedFiles(manager);
        this.listings = new ClassListings(files);
        this.processors =
                new Processors(settings.processorPath().isEmpty() ? settings.classPath() : settings.processorPath());
        try {
            manager.setLocationFromPaths(StandardLocation.CLASS_PATH, settings.classPath());
            if (!settings.processorPath().isEmpty()) {
                manager.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, settings.processorPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.kept = KeptJavac.open(settings, forRuns());
    }

    /** Make the files of one run. */
    RunFiles forRun(Overlay overlay) {
        RunFiles files = forRuns();
        files.begin(overlay);
        return files;
    }

    private RunFiles forRuns() {
        return new RunFiles(files, listings, processors);
    }

    /** Get the javac that keeps what it knows of the JDK; empty when there can be none. */
    Optional<KeptJavac> kept() {
        return kept;
    }

    /** Get a second one, which knows the JDK by itself; made when it is asked for. To be called by one thread. */
    Optional<KeptJavac> keptBeside() {
        if (keptBeside == null) {
            keptBeside = KeptJavac.open(settings, forRuns());
        }
        return keptBeside;
    }

    /** Get the second one, if it was made. */
    Optional<KeptJavac> madeBeside() {
        Optional<KeptJavac> made = keptBeside;
        return made == null ? Optional.empty() : made;
    }

    /** Whether a jar was replaced, or an entry of a path appeared or went, since this was made. */
    boolean isStale() {
        return !stamp.equals(stamp(settings));
    }

    private static List<Object> stamp(CompileSettings settings) {
        return Stream.concat(settings.classPath().stream(), settings.processorPath().stream())
                .map(SharedFiles::stamp)
                .toList();
    }

    private static Object stamp(Path entry) {
        try {
            BasicFileAttributes is = Files.readAttributes(entry, BasicFileAttributes.class);
            return is.isDirectory() ? "directory" : List.of(is.size(), is.lastModifiedTime());
        } catch (IOException e) {
            return "missing";
        }
    }

    @Override
    public void close() {
        try {
            manager.close();
            processors.close();
        } catch (IOException e) {
            // a jar that can't be closed has nothing left to give; the next manager opens it anew
        }
    }
}
