package org.jurigged.reshape;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A JVM of one JDK in which a {@link Child} runs: the real thing that decides what can be redefined. */
final class LiveJvm implements AutoCloseable {
    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private int programs;

    private LiveJvm(Process process) {
        this.process = process;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /** The JDK that runs the tests, and those of at least its version that lie next to it. */
    static List<Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Map<Path, Path> found = new LinkedHashMap<>();
        found.put(own, own);
        try (Stream<Path> siblings = Files.list(own.getParent())) {
            for (Path home : siblings.sorted().toList()) {
                if (Files.isExecutable(home.resolve("bin/javac")) && version(home) >= version(own)) {
                    found.putIfAbsent(home.toRealPath(), home);
                }
            }
        }
        return List.copyOf(found.keySet());
    }

    static int version(Path home) throws IOException {
        return Files.readAllLines(home.resolve("release")).stream()
                .filter(l -> l.startsWith("JAVA_VERSION="))
                .mapToInt(
                        l -> Runtime.Version.parse(l.replaceAll("[^0-9.]", "")).feature())
                .findFirst()
                .orElse(0);
    }

    private static Path testClasses() throws IOException {
        try {
            return Path.of(Child.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the test classes are in no folder", e);
        }
    }

    static LiveJvm start(Path home) throws IOException {
        Path jar = Files.createTempFile("child", ".jar");
        jar.toFile().deleteOnExit();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", Child.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        Process process = new ProcessBuilder(
                        home.resolve("bin/java").toString(),
                        "-javaagent:" + jar,
                        "-XX:TieredStopAtLevel=1",
                        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                        "-cp",
                        testClasses().toString(),
                        Child.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new LiveJvm(process);
    }

    /** Compiles sources, by path, with the JVM's own javac; the classes come by binary name. */
    Map<String, byte[]> compile(List<String> options, Map<String, String> sources) {
        return ask(
                "compile",
                out -> {
                    out.writeInt(options.size());
                    for (String option : options) {
                        out.writeUTF(option);
                    }
                    Map<String, byte[]> files = new TreeMap<>();
                    sources.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
                    writeFiles(out, files);
                },
                answer -> {
                    Map<String, byte[]> classes = new TreeMap<>();
                    for (int i = answers.readInt(); i > 0; i--) {
                        String name = answers.readUTF();
                        byte[] bytes = new byte[answers.readInt()];
                        answers.readFully(bytes);
                        classes.put(name, bytes);
                    }
                    if (!answer.startsWith("+")) {
                        throw new IllegalArgumentException(answer);
                    }
                    return classes;
                });
    }

    /** Loads and initialises classes in a loader of their own. */
    Program load(Map<String, byte[]> classes) {
        int id = programs++;
        ok(ask("load", out -> {
            out.writeInt(id);
            writeFiles(out, classes);
        }));
        return new Program(id);
    }

    @Override
    public void close() {
        try {
            requests.writeUTF("end");
            requests.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String ok(String answer) {
        if (!answer.startsWith("+")) {
            throw new IllegalStateException(answer);
        }
        return answer.substring(1);
    }

    private String ask(String request, Writer arguments) {
        return ask(request, arguments, answer -> answer);
    }

    private <T> T ask(String request, Writer arguments, Reader<T> reader) {
        try {
            requests.writeUTF(request);
            arguments.write(requests);
            requests.flush();
            return reader.read(answers.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException("the child of " + process.info().command() + " ended", e);
        }
    }

    private static void writeFiles(DataOutputStream out, Map<String, byte[]> files) throws IOException {
        out.writeInt(files.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            out.writeUTF(file.getKey());
            out.writeInt(file.getValue().length);
            out.write(file.getValue());
        }
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T read(String answer) throws IOException;
    }

    /** Classes in one loader of the JVM. */
    final class Program {
        private final int id;

        private Program(int id) {
            this.id = id;
        }

        /** Redefines classes in one step; the answer is empty, or the JVM's refusal. */
        String redefine(Map<String, byte[]> classes) {
            String answer = ask("redefine", out -> {
                out.writeInt(id);
                writeFiles(out, classes);
            });
            return answer.startsWith("+") ? "" : answer.substring(1);
        }

        /** The text that a static method without parameters returns. */
        String call(String className, String method) {
            return ok(ask("call", out -> {
                out.writeInt(id);
                out.writeUTF(className);
                out.writeUTF(method);
            }));
        }

        /** Carries a run out as a controller does; the answer is empty, or what the element threw. */
        String run(InitialiserRun run) {
            if (run instanceof InitialiserRun.Constant constant) {
                return ok(ask("set", out -> {
                    out.writeInt(id);
                    out.writeUTF(constant.className());
                    out.writeUTF(constant.field());
                    out.writeUTF(constant.value().toString());
                }));
            }
            InitialiserRun.Slice slice = (InitialiserRun.Slice) run;
            String answer = ask("run", out -> {
                out.writeInt(id);
                out.writeUTF(slice.className());
                out.writeInt(slice.companion().length);
                out.write(slice.companion());
                out.writeInt(slice.finals().size());
                for (FinalStore store : slice.finals()) {
                    out.writeUTF(store.field());
                    out.writeUTF(store.transfer().name());
                }
            });
            return answer.startsWith("+") ? "" : answer.substring(1);
        }
    }
}
