package org.jurigged.bench.random.run;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles versions of programs and their probes with plain javac. Not thread-safe. */
final class Versions {
    private static final List<String> OPTIONS =
            List.of("-g", "-nowarn", "-Xlint:none", "-proc:none", "--release", "17");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /**
     * Compiles the sources of a package, by file name.
     *
     * @throws GeneratedWrong where they don't compile
     */
    void compile(String packageName, Map<String, String> texts, Path output, List<Path> classPath) throws IOException {
        Files.createDirectories(output);
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        List<JavaFileObject> units = new ArrayList<>();
        texts.forEach((name, text) -> units.add(new Text(packageName + "/" + name, text)));
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of("-d", output.toString()));
        StringWriter log = new StringWriter();
        if (!compiler.getTask(log, files, null, options, null, units).call()) {
            throw new GeneratedWrong("A generated program does not compile: " + log, texts);
        }
    }
}
