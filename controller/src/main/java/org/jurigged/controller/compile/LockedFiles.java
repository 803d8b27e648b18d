package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * javac's own file manager, for several javacs at the same time: it is not thread-safe, and its indexes of jars are too
 * large to have them twice. The files that it gives are its no more: they are read without a lock.
 */
final class LockedFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    LockedFiles(StandardJavaFileManager manager) {
        super(manager);
    }

    /** List the entries of the class path, with those that the manifests of jars name. */
    synchronized List<Path> classPath() {
        List<Path> entries = new ArrayList<>();
        fileManager.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(entries::add);
        return entries;
    }

    @Override
    public synchronized ClassLoader getClassLoader(Location location) {
        return super.getClassLoader(location);
    }

    @Override
    public synchronized Iterable<JavaFileObject> list(
            Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
        return super.list(location, packageName, kinds, recurse);
    }

    @Override
    public synchronized String inferBinaryName(Location location, JavaFileObject file) {
        return super.inferBinaryName(location, file);
    }

    @Override
    public synchronized boolean isSameFile(FileObject a, FileObject b) {
        return super.isSameFile(a, b);
    }

    @Override
    public synchronized boolean hasLocation(Location location) {
        return super.hasLocation(location);
    }

    @Override
    public synchronized int isSupportedOption(String option) {
        return super.isSupportedOption(option);
    }

    @Override
    public synchronized FileObject getFileForInput(Location location, String packageName, String name)
            throws IOException {
        return super.getFileForInput(location, packageName, name);
    }

    @Override
    public synchronized JavaFileObject getJavaFileForInput(Location location, String className, Kind kind)
            throws IOException {
        return super.getJavaFileForInput(location, className, kind);
    }

    @Override
    public synchronized Location getLocationForModule(Location location, String moduleName) throws IOException {
        return super.getLocationForModule(location, moduleName);
    }

    @Override
    public synchronized Location getLocationForModule(Location location, JavaFileObject file) throws IOException {
        return super.getLocationForModule(location, file);
    }

    @Override
    public synchronized <S> ServiceLoader<S> getServiceLoader(Location location, Class<S> service) throws IOException {
        return super.getServiceLoader(location, service);
    }

    @Override
    public synchronized String inferModuleName(Location location) throws IOException {
        return super.inferModuleName(location);
    }

    @Override
    public synchronized Iterable<Set<Location>> listLocationsForModules(Location location) throws IOException {
        return super.listLocationsForModules(location);
    }

    @Override
    public synchronized boolean contains(Location location, FileObject file) throws IOException {
        return super.contains(location, file);
    }
}
