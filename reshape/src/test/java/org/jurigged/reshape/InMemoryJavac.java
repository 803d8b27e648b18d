package org.jurigged.reshape;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The javac of the JVM that runs, without files. */
public final class InMemoryJavac {
    private InMemoryJavac() {}

    /**
     * Compiles sources, by path; the classes come by binary name.
     *
     * @throws IllegalArgumentException with the compiler's messages if the sources have errors
     */
    public static Map<String, byte[]> compile(List<String> options, Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Output output = new Output(compiler.getStandardFileManager(null, null, null));
        List<Source> units = sources.entrySet().stream()
                .map(s -> new Source(s.getKey(), s.getValue()))
                .toList();
        if (!compiler.getTask(messages, output, null, options, null, units).call()) {
            throw new IllegalArgumentException(messages.toString());
        }
        Map<String, byte[]> classes = new TreeMap<>();
        output.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    /** Compiles one source whose main type is T, with options besides {@code -g}. */
    public static Map<String, byte[]> compile(String source, String... options) {
        List<String> all = new ArrayList<>(List.of("-g", "-nowarn"));
        all.addAll(List.of(options));
        return compile(all, Map.of("T.java", source));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("mem:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Output(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/')), kind) {
                @Override
                public ByteArrayOutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
