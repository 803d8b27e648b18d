package org.jurigged.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public API is documented in full, and names no type that its users need nothing of. */
final class JavadocTest {
    private static final Path SOURCES = Path.of("src/main/java").toAbsolutePath();
    private static final Path API = SOURCES.resolve("org/jurigged/controller/api");
    private static final List<String> ALSO = List.of("PatchInfo", "PatchStatus", "RecodeException");

    @TempDir
    private Path directory;

    @Test
    void theDocumentationBuildsWithoutAWarning() {
        List<String> arguments = new ArrayList<>(List.of(
                "-quiet",
                "-Xdoclint:all",
                "-Werror",
                "-encoding",
                "UTF-8",
                "-d",
                directory.toString(),
                "-sourcepath",
                SOURCES + File.pathSeparator + Path.of("../junit/src/main/java").toAbsolutePath(),
                "-classpath",
                System.getProperty("java.class.path"),
                "org.jurigged.controller.api",
                "org.jurigged.junit"));
        ALSO.forEach(name -> arguments.add(SOURCES.resolve("org/jurigged/controller/recode/" + name + ".java")
                .toString()));
        StringWriter said = new StringWriter();
        int exitCode = ToolProvider.findFirst("javadoc")
                .orElseThrow()
                .run(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new));
        assertThat(exitCode).as("%s", said).isZero();
        assertThat(directory.resolve("org/jurigged/controller/api/Recoder.html"))
                .exists();
        assertThat(directory.resolve("org/jurigged/junit/Live.html")).exists();
    }

    @Test
    void noTypeOfADebuggerIsInTheApi() throws Exception {
        TreeSet<String> foreign = new TreeSet<>();
        for (Class<?> type : api()) {
            List<AnnotatedElement> members = new ArrayList<>(Arrays.asList(type.getMethods()));
            members.addAll(Arrays.asList(type.getConstructors()));
            for (AnnotatedElement member : members) {
                types(member).forEach(named -> foreign.addAll(namesIn(named)));
            }
        }
        foreign.removeIf(name -> name.startsWith("java.")
                || name.startsWith("org.jurigged.controller.api.")
                || name.equals("org.jurigged.controller.Event")
                || name.equals("org.jurigged.controller.JuriggedException")
                || ALSO.stream().anyMatch(own -> name.startsWith("org.jurigged.controller.recode." + own)));
        assertThat(foreign).isEmpty();
    }

    private static List<Class<?>> api() throws Exception {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(API)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                Class<?> type = name.equals("package-info")
                        ? Object.class
                        : Class.forName("org.jurigged.controller.api." + name);
                if (Modifier.isPublic(type.getModifiers())) {
                    types.add(type);
                }
            }
        }
        assertThat(types).hasSizeGreaterThan(5);
        return types;
    }

    private static List<Type> types(AnnotatedElement member) {
        List<Type> types = new ArrayList<>();
        if (member instanceof Method method) {
            types.add(method.getGenericReturnType());
        }
        if (member instanceof Executable executable) {
            types.addAll(Arrays.asList(executable.getGenericParameterTypes()));
            types.addAll(Arrays.asList(executable.getGenericExceptionTypes()));
        }
        return types;
    }

    private static List<String> namesIn(Type type) {
        return Arrays.stream(type.getTypeName().split("[<>,?\\[\\] ]+"))
                .filter(name -> name.indexOf('.') > 0)
                .toList();
    }
}
