package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A javac that keeps what packages have compiles as one that starts anew, whatever comes and goes in them from one run to
 * the next: on the disk, in the overlay, or hidden by it.
 */
final class KeptPackagesTest {
    private static final int PACKAGES = 4;
    private static final int CLASSES = 5;
    private static final int RUNS = 150;

    @TempDir
    Path folder;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Map<String, Integer> revisions = new TreeMap<>();
    private Overlay overlay = Overlay.EMPTY;

    @Test
    void runAfterRunAsClassesComeAndGo() throws Exception {
        long seed = 20261203;
        Random random = new Random(seed);
        CompileSettings settings = settings();
        int compiled = 0;
        int failed = 0;
        try (SharedFiles shared = new SharedFiles(settings, compiler)) {
            KeptJavac kept = shared.kept().orElseThrow();
            for (int run = 0; run < RUNS; run++) {
                Map<String, String> sources = sources(random);
                Overlay seen = overlay.with(Map.of(), hidden(sources, random));
                Optional<Map<String, byte[]>> anew = compileAnew(shared, settings, sources, seen);
                Optional<Map<String, byte[]>> again =
                        kept.compile(seen, options(settings), units(sources)).map(KeptPackagesTest::contents);
                assertThat(again.map(KeptPackagesTest::hex))
                        .as("run %s with seed %s, of %s", run, seed, sources)
                        .isEqualTo(anew.map(KeptPackagesTest::hex));
                if (random.nextInt(4) > 0) {
                    kept.tidy();
                }
                if (anew.isPresent()) {
                    compiled++;
                    place(anew.get(), random);
                } else {
                    failed++;
                }
                removeSome(random);
            }
        }
        assertThat(compiled).as("runs that compiled").isGreaterThan(RUNS / 2);
        assertThat(failed).as("runs that did not").isGreaterThan(RUNS / 50);
    }

    private CompileSettings settings() throws IOException {
        return new CompileSettings(
                List.of(
                        Files.createDirectories(folder.resolve("classes")),
                        Files.createDirectories(folder.resolve("others"))),
                17,
                true,
                false,
                true,
                List.of(),
                false,
                List.of(),
                StandardCharsets.UTF_8,
                Path.of(System.getProperty("java.home")));
    }

    private static List<String> options(CompileSettings settings) {
        return JavacOptions.of(settings, Runtime.version().feature(), false);
    }

    private List<SourceFile> units(Map<String, String> sources) {
        List<SourceFile> units = new ArrayList<>();
        sources.forEach((name, text) ->
                units.add(new SourceFile(new SourceText(folder.resolve(name.replace('.', '/') + ".java"), text))));
        return units;
    }

    private Optional<Map<String, byte[]>> compileAnew(
            SharedFiles shared, CompileSettings settings, Map<String, String> sources, Overlay seen) {
        RunFiles files = shared.forRun(seen);
        boolean done = compiler.getTask(
                        new StringWriter(), files, new ProblemCollector(), options(settings), null, units(sources))
                .call();
        return done ? Optional.of(contents(files.classes())) : Optional.empty();
    }

    private static Map<String, byte[]> contents(List<MemoryFile> classes) {
        Map<String, byte[]> contents = new TreeMap<>();
        classes.forEach(file -> contents.put(file.name(), file.bytes()));
        return contents;
    }

    private static Map<String, String> hex(Map<String, byte[]> classes) {
        Map<String, String> hex = new TreeMap<>();
        classes.forEach((name, bytes) -> hex.put(name, HexFormat.of().formatHex(bytes)));
        return hex;
    }

    /** Edits some classes; others are compiled as they were. */
    private Map<String, String> sources(Random random) {
        Map<String, String> sources = new TreeMap<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            int in = random.nextInt(PACKAGES);
            int number = random.nextInt(CLASSES);
            String name = name(in, number);
            int revision = revisions.merge(name, random.nextInt(2), Integer::sum);
            sources.put(name, text(in, number, revision, random));
        }
        return sources;
    }

    private static String name(int in, int number) {
        return "deep.p" + in + (in == 3 ? ".inner" : "") + ".C" + number;
    }

    /** A class that uses those with lower numbers, which may be gone, in each way in which names are found. */
    private static String text(int in, int number, int revision, Random random) {
        StringBuilder text = new StringBuilder("package ")
                .append(name(in, 0).replaceAll("\\.C0$", ""))
                .append(";\n");
        String used = number == 0 ? "" : name(random.nextInt(PACKAGES), random.nextInt(number));
        String simple = used.substring(used.lastIndexOf('.') + 1);
        boolean isNear = used.equals(name(in, 0).replace("C0", simple));
        int how = used.isEmpty() ? 0 : 1 + random.nextInt(6);
        if (how == 1 || how == 4) {
            text.append("import ").append(used).append(";\n");
        } else if (how == 2) {
            text.append("import ").append(used.replaceAll("\\.C\\d$", ".*")).append(";\n");
        } else if (how == 3) {
            text.append("import static ").append(used).append(".*;\n");
        }
        text.append("public class C").append(number).append(how == 4 ? " extends " + simple : "");
        text.append(" {\n public static final int REVISION = ").append(revision).append(";\n");
        text.append(" public static class Nested { public ").append(revision % 2 == 0 ? "int" : "long");
        text.append(" value() { return REVISION; } }\n public class Inner { Object outer = C")
                .append(number);
        text.append(".this; }\n public Runnable made() { return new Runnable() { public void run() { } }; }\n");
        text.append(
                switch (how) {
                    case 1 -> " Object use = new " + simple + ".Nested().value() + \"\" + " + simple + ".REVISION;\n";
                    case 2 -> isNear ? "" : " Object use = new " + simple + "().new Inner();\n";
                    case 3 -> " Object use = new Nested().value();\n";
                    case 4 -> " Object use = made();\n";
                    case 5 ->
                        " " + used + ".Nested use(" + used + ".Inner inner) { return new " + used + ".Nested(); }\n";
                    case 6 -> " Object use = " + used + ".REVISION;\n";
                    default -> "";
                });
        return text.append("}\n").toString();
    }

    /** As a rule, what is compiled anew isn't seen as it was. */
    private static Set<String> hidden(Map<String, String> sources, Random random) {
        if (random.nextInt(5) == 0) {
            return Set.of();
        }
        Set<String> hidden = new TreeSet<>();
        sources.keySet().forEach(name -> {
            hidden.add(name);
            hidden.add(name + "$Nested");
            hidden.add(name + "$Inner");
            hidden.add(name + "$1");
        });
        return hidden;
    }

    private void place(Map<String, byte[]> classes, Random random) throws IOException {
        int where = random.nextInt(5);
        if (where < 3) {
            overlay = overlay.with(classes, Set.of());
        } else if (where == 3) {
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                Path file = folder.resolve(random.nextInt(6) == 0 ? "others" : "classes")
                        .resolve(each.getKey().replace('.', '/') + ".class");
                Files.createDirectories(file.getParent());
                Files.write(file, each.getValue());
            }
        }
    }

    private void removeSome(Random random) throws IOException {
        String name = name(random.nextInt(PACKAGES), random.nextInt(CLASSES));
        int how = random.nextInt(30);
        if (how == 0) {
            overlay = overlay.with(Map.of(), Set.of(name, name + "$Nested"));
        } else if (how == 1) {
            Files.deleteIfExists(folder.resolve("classes").resolve(name.replace('.', '/') + ".class"));
        } else if (how == 2) {
            overlay = Overlay.EMPTY;
        }
    }
}
