package org.jurigged.controller.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassPath;
import org.jurigged.controller.project.Project;

/** Turns what a person calls a program into one that can be started, or says what is wrong with it. */
public final class ProgramResolver {
    private final Path directory;
    private final Supplier<List<Path>> projectClassPath;
    private final Optional<String> environmentClassPath;

    /**
     * Makes a resolver for programs named in a directory.
     *
     * @param projectClassPath asked only when neither {@code -cp} nor {@code CLASSPATH} is given; empty when there is no
     *     project
     * @param environmentClassPath the value of {@code CLASSPATH}
     */
    public ProgramResolver(
            Path directory, Supplier<List<Path>> projectClassPath, Optional<String> environmentClassPath) {
        this.directory = directory;
        this.projectClassPath = projectClassPath;
        this.environmentClassPath = environmentClassPath;
    }

    /** Resolves a program; a source file is compiled by {@code compiler}. */
    public Program resolve(ProgramSpec spec, SourceCompiler compiler) throws JuriggedException {
        Path java = JavaExecutable.of(spec.jvm());
        if (spec.module().isPresent()) {
            return module(spec, spec.module().get(), java);
        }
        String name = spec.program()
                .orElseThrow(() -> new JuriggedException("Name a program to run: a .java file, a"
                        + " class, a .jar, or -m with a module or package.Class:method."));
        if (name.endsWith(".java")) {
            return sourceFile(spec, existing(name, "source file"), java, compiler);
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
            return jar(spec, existing(name, "jar"), java);
        }
        return mainClass(spec, name, java);
    }

    /**
     * Returns a program that does nothing, with the class path that others have here. Where there is no project, that is the
     * directory and a place for what its sources compile to, see {@link SourceCompiler#compileTree}.
     */
    public Program idle(ProgramSpec spec) throws JuriggedException {
        Path java = JavaExecutable.of(spec.jvm());
        List<Path> classPath = new ArrayList<>(classPath(spec, List.of()));
        Optional<Program.CompiledSource> source = Optional.empty();
        if (classPath.isEmpty()) {
            source = Optional.of(new Program.CompiledSource(directory, directory, SourceCompiler.output()));
            classPath.add(source.get().output());
            classPath.add(directory);
        }
        classPath.add(IdleMain.create());
        return new Program(
                java, IdleMain.NAME, spec.jvmOptions(), classPath, List.of(IdleMain.NAME), List.of(), source);
    }

    private Path existing(String name, String what) throws JuriggedException {
        Path path;
        try {
            path = directory.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new JuriggedException("'" + name + "' is no file name here: " + e.getReason() + ".", e);
        }
        if (!Files.exists(path)) {
            throw new JuriggedException("There is no " + what + " " + path + ".");
        }
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new JuriggedException(path + " can't be read as a " + what + ".");
        }
        return path;
    }

    private Program sourceFile(ProgramSpec spec, Path file, Path java, SourceCompiler compiler)
            throws JuriggedException {
        List<Path> given = classPath(spec, List.of());
        SourceCompiler.Result compiled = compiler.compile(file, given, java, spec.jvmOptions());
        List<Path> classPath = new ArrayList<>();
        classPath.add(compiled.source().output());
        classPath.addAll(given);
        return new Program(
                java,
                compiled.mainClass(),
                spec.jvmOptions(),
                classPath,
                List.of(compiled.mainClass()),
                spec.arguments(),
                Optional.of(compiled.source()));
    }

    private Program jar(ProgramSpec spec, Path jar, Path java) throws JuriggedException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest == null || manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) == null) {
                throw new JuriggedException(jar + " has no Main-Class in its manifest: name the class to run, with -cp "
                        + jar.getFileName() + ".");
            }
        } catch (IOException e) {
            throw new JuriggedException(jar + " can't be read as a jar: " + e.getMessage() + ".", e);
        }
        return new Program(
                java,
                jar.getFileName().toString(),
                spec.jvmOptions(),
                List.of(jar),
                List.of("-jar", jar.toString()),
                spec.arguments(),
                Optional.empty());
    }

    private Program mainClass(ProgramSpec spec, String name, Path java) throws JuriggedException {
        String className = name.replace('/', '.');
        List<Path> classPath = classPath(spec, List.of(directory));
        requireClass(className, classPath);
        return new Program(
                java, className, spec.jvmOptions(), classPath, List.of(className), spec.arguments(), Optional.empty());
    }

    /** The launcher would say so too, but not where the class's source is. */
    private void requireClass(String className, List<Path> classPath) throws JuriggedException {
        try (ClassPath lookup = ClassPath.of(classPath)) {
            if (lookup.find(className).isEmpty() && !className.matches("(java|jdk|sun|com\\.sun)\\..*")) {
                String where = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
                String source = Project.discover(directory)
                        .sourceOf(className)
                        .map(file -> " Its source is " + file + ": build the project first.")
                        .orElse(" Is it spelled with its package, and is -cp what it should be?");
                throw new JuriggedException(
                        "There is no class " + className + " on the class path " + where + "." + source);
            }
        }
    }

    private Program module(ProgramSpec spec, String module, Path java) throws JuriggedException {
        List<String> arguments = new ArrayList<>();
        spec.program().ifPresent(arguments::add);
        arguments.addAll(spec.arguments());
        int colon = module.indexOf(':');
        if (colon < 0) {
            return new Program(
                    java, module, spec.jvmOptions(), List.of(), List.of("-m", module), arguments, Optional.empty());
        }
        String className = module.substring(0, colon);
        String method = module.substring(colon + 1);
        List<Path> classPath = new ArrayList<>(classPath(spec, List.of(directory)));
        MethodMain main = MethodMain.create(className, method, classPath);
        classPath.add(main.directory());
        return new Program(
                java,
                className + ":" + method,
                spec.jvmOptions(),
                classPath,
                List.of(main.className()),
                arguments,
                Optional.empty());
    }

    /** What {@code -cp} says; else {@code CLASSPATH}; else the project's own; else the fallback. */
    private List<Path> classPath(ProgramSpec spec, List<Path> fallback) {
        Optional<String> said = spec.classPath().or(() -> environmentClassPath);
        if (said.isPresent()) {
            return split(said.get());
        }
        List<Path> project = projectClassPath.get();
        return project.isEmpty() ? fallback : project;
    }

    private List<Path> split(String classPath) {
        List<Path> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            // An empty entry is the working directory, as the JVM has it.
            entries.add(
                    entry.endsWith("*")
                            ? Path.of(entry)
                            : directory.resolve(entry).normalize());
        }
        return entries;
    }
}
