package org.jurigged.controller.launch;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;
import org.jurigged.diff.Header;

/**
 * Compiles a program that was given as a source file, as {@code java Main.java} does (JEP 330, 458): the file, and what
 * it uses of the sources in the same directory tree.
 */
public final class SourceCompiler {
    /**
     * What came of it.
     *
     * @param mainClass the first top-level class of the file
     */
    record Result(Program.CompiledSource source, String mainClass) {}

    /** The sources don't compile; the message has javac's errors, a line or more each. */
    public static final class Failed extends JuriggedException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    private final Charset encoding;

    /** Compiles sources of that encoding; where none is said they are UTF-8, as for javac since JDK 18 (JEP 400). */
    public SourceCompiler(Optional<Charset> encoding) {
        this.encoding = encoding.orElse(StandardCharsets.UTF_8);
    }

    Result compile(Path file, List<Path> classPath, Path java, List<String> jvmOptions) throws JuriggedException {
        Header header = header(file);
        List<String> names = header.classNames(file.getFileName().toString());
        if (names.isEmpty()) {
            throw new JuriggedException(file + " declares no class to run.");
        }
        Path root = root(file, header.packageName());
        Path output = output();
        List<String> options = options(output);
        options.addAll(List.of("-sourcepath", root.toString(), "-implicit:class", "-proc:none"));
        if (!classPath.isEmpty()) {
            options.add("-cp");
            options.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
        compile(List.of(file), options, jdk(java), jvmOptions);
        return new Result(new Program.CompiledSource(file, root, output), names.get(0));
    }

    /**
     * Compiles all sources of a directory that no build tool is for, those that can't be run as well.
     *
     * @throws Failed if they don't compile; there are no classes then
     */
    public void compileTree(Program program) throws JuriggedException {
        Program.CompiledSource source = program.source().orElseThrow();
        List<Path> files = new SourceFiles(source.root()).all();
        if (!files.isEmpty()) {
            List<String> options = options(source.output());
            options.addAll(List.of("-proc:none", "-cp"));
            options.add(
                    program.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            compile(files, options, jdk(program.java()), program.jvmOptions());
        }
    }

    private List<String> options(Path output) {
        List<String> options = new ArrayList<>(List.of("-g", "-nowarn", "-Xlint:none", "-d", output.toString()));
        options.addAll(List.of("-encoding", encoding.name()));
        return options;
    }

    private static Jdk jdk(Path java) throws JuriggedException {
        Jdk jdk = Jdks.of(java)
                .orElseThrow(
                        () -> new JuriggedException("The Java at " + java + " belongs to no JDK that can be told."));
        if (!jdk.hasCompiler()) {
            throw new JuriggedException(
                    "The Java at " + jdk.home() + " has no compiler: give --jvm the home of a JDK.");
        }
        return jdk;
    }

    private static void compile(List<Path> sources, List<String> options, Jdk jdk, List<String> jvmOptions)
            throws JuriggedException {
        if (jvmOptions.contains("--enable-preview")) {
            options.addAll(List.of("--enable-preview", "--release", Integer.toString(jdk.feature())));
        }
        try {
            if (Files.isSameFile(jdk.home(), Path.of(System.getProperty("java.home")))) {
                here(sources, options);
            } else {
                there(sources, options, jdk);
            }
        } catch (IOException e) {
            throw new JuriggedException(sources.get(0) + " could not be compiled: " + e.getMessage() + ".", e);
        }
    }

    private static void here(List<Path> sources, List<String> options) throws IOException, JuriggedException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new JuriggedException("This Java has no compiler: run jurigged on a JDK, 17 or newer.");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(diagnostics, null, null)) {
            StringWriter other = new StringWriter();
            boolean compiled = javac.getTask(
                            other, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                String errors = diagnostics.getDiagnostics().stream()
                        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                        .map(Object::toString)
                        .collect(Collectors.joining(System.lineSeparator()));
                throw new Failed(errors.isEmpty() ? other.toString() : errors);
            }
        }
    }

    private static void there(List<Path> sources, List<String> options, Jdk jdk) throws IOException, JuriggedException {
        List<String> command = new ArrayList<>();
        command.add(jdk.java()
                .resolveSibling(jdk.java().getFileName().toString().replace("java", "javac"))
                .toString());
        command.addAll(options);
        sources.forEach(source -> command.add(source.toString()));
        Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
        javac.getOutputStream().close();
        String output = new String(javac.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (javac.waitFor() != 0) {
                throw new Failed(output.stripTrailing());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Compiling " + sources.get(0) + " was interrupted.", e);
        }
    }

    private Header header(Path file) throws JuriggedException {
        try {
            return Header.of(Files.readString(file, encoding));
        } catch (CharacterCodingException e) {
            throw new JuriggedException(
                    file + " is not valid " + encoding.name() + ": say with --encoding what it is, or save it as "
                            + encoding.name() + ".",
                    e);
        } catch (IOException e) {
            throw new JuriggedException(file + " can't be read: " + e.getMessage() + ".", e);
        }
    }

    /** Goes up from the file by as many directories as its package has names; a package that lies elsewhere has no root. */
    private static Path root(Path file, String packageName) {
        Path directory = file.toAbsolutePath().getParent();
        if (packageName.isEmpty()) {
            return directory;
        }
        Path inPackage = Path.of(packageName.replace('.', '/'));
        if (!directory.endsWith(inPackage)) {
            return directory;
        }
        Path root = directory;
        for (int i = 0; i < inPackage.getNameCount(); i++) {
            root = root.getParent();
        }
        return root;
    }

    static Path output() throws JuriggedException {
        try {
            return Scratch.create("source");
        } catch (IOException e) {
            throw new JuriggedException(
                    "No directory for compiled classes could be made in the cache: " + e.getMessage() + ".", e);
        }
    }
}
