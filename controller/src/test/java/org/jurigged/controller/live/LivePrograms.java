package org.jurigged.controller.live;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.loop.Loops;
import org.jurigged.controller.project.Jdk;

/** Makes programs: sources in {@code src}, class files in {@code classes}, in a directory of their own. */
public final class LivePrograms {
    final Jdk jdk;
    public final Path directory;
    final Settings settings = new Settings();
    final List<String> jvmOptions = new ArrayList<>();
    final List<String> debugOptions = new ArrayList<>();
    Consumer<Process> beforeAttach = process -> {};
    /** All live tests can be made to go by an agent: {@code -Djurigged.agent=true}. */
    boolean isByAgent = Boolean.getBoolean("jurigged.agent");

    public SourceFolder sources;
    boolean isShared;
    private List<Path> libraries = List.of();
    private Charset encoding = StandardCharsets.UTF_8;
    Loops loops;

    private LivePrograms(Jdk jdk, Path directory) {
        this.jdk = jdk;
        this.directory = directory;
        this.sources = new SourceFolder(directory.resolve("src"));
    }

    /** Begins a program for a JDK of a release; skips the test where there is none. */
    public static LivePrograms on(int feature) throws IOException {
        return on(TestJdk.of(feature));
    }

    /** Begins a program for a Java that may be a JRE, if its release is ours. */
    static LivePrograms on(Jdk jdk) throws IOException {
        LivePrograms made = new LivePrograms(
                jdk, Files.createTempDirectory("jurigged-live-").toRealPath());
        made.sources.write(LiveProgram.beat());
        return made;
    }

    /** Names the folder of the sources; said before the first source. */
    LivePrograms folder(String name) throws IOException {
        Files.move(sources.root, directory.resolve(name));
        sources = new SourceFolder(directory.resolve(name), encoding);
        return this;
    }

    public LivePrograms source(String... texts) {
        for (String text : texts) {
            sources.write(text);
        }
        return this;
    }

    LivePrograms encoding(Charset charset) {
        encoding = charset;
        sources = new SourceFolder(sources.root, charset);
        return this;
    }

    public LivePrograms set(Consumer<Settings> change) {
        change.accept(settings);
        return this;
    }

    public LivePrograms jvmOption(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Starts the program plainly, or with options for a debugger, and has it reached by an agent. */
    public LivePrograms byAgent(String... options) {
        isByAgent = true;
        debugOptions.addAll(List.of(options));
        return this;
    }

    /** Does something with the program that runs before it is attached to. */
    LivePrograms beforeAttach(Consumer<Process> action) {
        beforeAttach = action;
        return this;
    }

    /** Lets debuggers attach to the program. */
    LivePrograms shared() {
        isShared = true;
        return this;
    }

    /** Names jars that the program is compiled with and has on its class path. */
    LivePrograms libraries(List<Path> jars) {
        libraries = List.copyOf(jars);
        return this;
    }

    /** Says which methods are looped. */
    LivePrograms loop(Loops methods) {
        loops = methods;
        return this;
    }

    public Path classes() {
        return directory.resolve("classes");
    }

    public LivePrograms compile() throws IOException, InterruptedException {
        TestJdk.compile(jdk, sources.files(), libraries, classes(), encoding);
        return this;
    }

    /** Compiles and starts the program with its class directory on the class path. */
    LiveProgram start() throws IOException, InterruptedException, JuriggedException {
        compile();
        List<Path> classPath = new ArrayList<>(List.of(classes()));
        classPath.addAll(libraries);
        return new LiveProgram(this, classPath);
    }

    /** Starts the program, already compiled, with another class path. */
    public LiveProgram start(List<Path> classPath) throws IOException, JuriggedException {
        return new LiveProgram(this, classPath);
    }
}
