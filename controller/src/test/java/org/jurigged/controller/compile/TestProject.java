package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project on disk: sources below {@code src}, class files that a real javac made of them below {@code classes}. */
final class TestProject implements SourceLookup {
    final Path sources;
    final Path classes;
    private final List<Path> libraries = new ArrayList<>();

    TestProject(Path folder) throws Exception {
        sources = Files.createDirectories(folder.resolve("src"));
        classes = Files.createDirectories(folder.resolve("classes"));
    }

    /** Put another entry on the class path, behind the project's classes. */
    TestProject library(Path entry) {
        libraries.add(entry);
        return this;
    }

    Path file(String type) {
        return sources.resolve(type.replace('.', '/') + ".java");
    }

    /** Write the source of a type, named with its package. */
    Path write(String type, String text) {
        return write(type, text, StandardCharsets.UTF_8);
    }

    Path write(String type, String text, Charset encoding) {
        try {
            Files.createDirectories(file(type).getParent());
            return Files.write(file(type), text.getBytes(encoding));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replace something that is in the source of a type once. */
    Path edit(String type, String old, String replacement) throws Exception {
        String text = Files.readString(file(type));
        assertThat(text).containsOnlyOnce(old);
        return Files.writeString(file(type), text.replace(old, replacement));
    }

    /** Compile everything, as a build does. */
    TestProject build(String... options) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<String> all = new ArrayList<>(List.of(
                "-g",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        all.addAll(List.of(options));
        StringWriter log = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean done = compiler.getTask(log, files, null, all, null, files.getJavaFileObjectsFromPaths(sources()))
                    .call();
            assertThat(done).as(log.toString()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    List<Path> classPath() {
        List<Path> path = new ArrayList<>(List.of(classes));
        path.addAll(libraries);
        return path;
    }

    CompileSettings settings() {
        return CompileSettings.of(classPath());
    }

    Compiler compiler() throws CompilerException {
        return new Compiler(settings(), this);
    }

    @Override
    public Optional<Path> sourceOf(String binaryName) {
        return Optional.of(file(binaryName)).filter(Files::exists);
    }

    @Override
    public Collection<Path> sources() {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Compilation.Compiled compiled(Compilation compilation) {
        assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
        return (Compilation.Compiled) compilation;
    }

    static List<Problem> problems(Compilation compilation) {
        assertThat(compilation).isInstanceOf(Compilation.Failed.class);
        return ((Compilation.Failed) compilation).problems();
    }

    /** The classes by name, each with how it changed. */
    static Map<String, Change> changes(Compilation compilation) {
        return compiled(compilation).classes().stream()
                .collect(Collectors.toMap(CompiledClass::name, CompiledClass::change));
    }

    /** The simple names of the dependents that were compiled along. */
    static Set<String> dependents(Compilation compilation) {
        return compiled(compilation).dependents().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Load a class from its compiled form and call a static method without parameters. */
    static Object call(Compilation.Compiled compiled, String type, String method) throws ReflectiveOperationException {
        Map<String, byte[]> bytes =
                compiled.classes().stream().collect(Collectors.toMap(CompiledClass::name, CompiledClass::bytes));
        ClassLoader loader = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] file = bytes.get(name);
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, file, 0, file.length);
            }
        };
        var found = loader.loadClass(type).getDeclaredMethod(method);
        found.setAccessible(true);
        return found.invoke(null);
    }
}
