package org.jurigged.bench.project;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Plain javac in this process, with a file manager that is kept. Not thread-safe. */
public final class Javac {
    private static final List<String> OPTIONS = List.of("-g", "-nowarn", "-Xlint:none", "-implicit:none", "-proc:none");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    public Javac(List<Path> classPath) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
    }

    /** Compiles into a folder. */
    public void compile(Collection<Path> sources, Path output) throws IOException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of("-d", output.toString()));
        run(files, options, sources);
    }

    /** Compiles sources together in memory; returns their classes by binary name. */
    public Map<String, byte[]> compile(Collection<Path> sources) throws IOException {
        return inMemory(sources, OPTIONS);
    }

    /** Compiles one source in memory, with options besides the usual ones; returns its classes by binary name. */
    public Map<String, byte[]> compile(Path source, String... more) throws IOException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of(more));
        return inMemory(List.of(source), options);
    }

    private Map<String, byte[]> inMemory(Collection<Path> sources, List<String> options) throws IOException {
        Map<String, ClassInMemory> written = new LinkedHashMap<>();
        run(new ClassesInMemory(files, written), options, sources);
        Map<String, byte[]> classes = new LinkedHashMap<>();
        written.forEach((name, file) -> classes.put(name, file.bytes()));
        return classes;
    }

    private void run(javax.tools.JavaFileManager manager, List<String> options, Collection<Path> sources)
            throws IOException {
        StringWriter log = new StringWriter();
        Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
        if (!compiler.getTask(log, manager, null, options, null, units).call()) {
            throw new IOException("javac does not take what the bench wrote: " + log);
        }
    }
}
