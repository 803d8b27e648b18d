package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads from Gradle's build scripts, as text, what they say about compiling.
 *
 * <p>Approximate by nature, since a script is a program: the level, {@code -parameters}, {@code --enable-preview}, the encoding
 * and the included projects are found where they are written in one of the usual forms, in the module's script or in those of
 * the directories above it up to the one with the settings script. Source sets are those of the usual layout
 * ({@code src/NAME/java}); others are found by the packages of their sources. The conventional output folders are assumed.
 */
final class GradleModules {
    static final List<String> BUILD_SCRIPTS = List.of("build.gradle", "build.gradle.kts");
    static final List<String> SETTINGS_SCRIPTS = List.of("settings.gradle", "settings.gradle.kts");

    private static final Pattern RELEASE =
            Pattern.compile("options\\.release(?:\\.set\\(|\\s*=|\\s+)\\s*(?:JavaVersion\\.VERSION_)?(\\d+)");
    private static final Pattern COMPATIBILITY = Pattern.compile(
            "(?:target|source)Compatibility\\s*(?:=|\\s)\\s*(?:JavaVersion\\.(?:toVersion\\()?VERSION_)?[\"']?([\\d._]+)");
    private static final Pattern TOOLCHAIN = Pattern.compile("JavaLanguageVersion\\.of\\(\\s*[\"']?(\\d+)");
    private static final Pattern ENCODING = Pattern.compile("options\\.encoding\\s*=\\s*[\"']([^\"']+)[\"']");
    private static final Pattern INCLUDE = Pattern.compile("\\binclude\\s*\\(?((?:\\s*,?\\s*[\"'][^\"']+[\"'])+)");
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)(?<!:)//.*$");

    /** What {@code expand} and {@code filter} usually replace, where a script does something about {@code processResources}. */
    private static final Filling FILLING = new Filling(
            "Gradle",
            "gradle processResources",
            List.of(Pattern.compile("\\$[\\w{]"), Pattern.compile("@.+?@"), Pattern.compile("<%")),
            Set.of());

    private GradleModules() {}

    /** Returns the directories of the projects that a settings script includes, and of those with a script of their own. */
    static Set<Path> directories(ProjectTree tree) {
        Set<Path> directories = new TreeSet<>(tree.directoriesWith(BUILD_SCRIPTS.toArray(String[]::new)));
        for (Path root : tree.directoriesWith(SETTINGS_SCRIPTS.toArray(String[]::new))) {
            directories.add(root);
            String settings = text(root, SETTINGS_SCRIPTS);
            INCLUDE.matcher(settings)
                    .results()
                    .flatMap(include -> QUOTED.matcher(include.group(1)).results())
                    .map(name ->
                            root.resolve(name.group(1).replaceFirst("^:", "").replace(':', '/')))
                    .filter(Files::isDirectory)
                    .forEach(directories::add);
        }
        return directories;
    }

    static ProjectModule module(Path directory) {
        Path classes = directory.resolve("build").resolve("classes").resolve("java");
        return new ProjectModule(
                directory,
                Project.Kind.GRADLE,
                roots(directory),
                resources(directory),
                classes.resolve("main"),
                classes.resolve("test"),
                settings(directory));
    }

    private static List<SourceRoot> roots(Path directory) {
        try (Stream<Path> sets = Files.list(directory.resolve("src"))) {
            return sets.sorted()
                    .filter(set -> Files.isDirectory(set.resolve("java")))
                    .map(set -> new SourceRoot(set.resolve("java"), isTest(set)))
                    .toList();
        } catch (IOException e) {
            return List.of(); // no folder src
        }
    }

    private static List<ResourceRoot> resources(Path directory) {
        Path copies = directory.resolve("build").resolve("resources");
        Filling filling = contains(scripts(directory), "Resources") ? FILLING : Filling.NONE;
        try (Stream<Path> sets = Files.list(directory.resolve("src"))) {
            return sets.sorted()
                    .filter(set ->
                            Files.isDirectory(set.resolve("java")) || Files.isDirectory(set.resolve("resources")))
                    .map(set -> ResourceRoot.of(set.resolve("resources"), copies.resolve(set.getFileName()))
                            .withFilling(filling))
                    .toList();
        } catch (IOException e) {
            return List.of(); // no folder src
        }
    }

    private static boolean isTest(Path set) {
        return set.getFileName().toString().toLowerCase(Locale.ROOT).contains("test");
    }

    private static BuildSettings settings(Path directory) {
        List<String> scripts = scripts(directory);
        Options options = new Options().encoding(Charset.defaultCharset());
        Optional<String> release = first(scripts, RELEASE);
        Optional<String> level = first(scripts, COMPATIBILITY).or(() -> first(scripts, TOOLCHAIN));
        return options.level(level, false)
                .level(release, true)
                .encoding(first(scripts, ENCODING))
                .parameters(isSpringBoot(scripts) || contains(scripts, "-parameters"))
                .preview(contains(scripts, "--enable-preview"))
                .processing(!contains(scripts, "-proc:none"))
                .settings();
    }

    /** Spring Boot's plug-in has every compilation keep parameter names. */
    private static boolean isSpringBoot(List<String> scripts) {
        return contains(scripts, "org.springframework.boot");
    }

    private static List<String> scripts(Path directory) {
        List<String> scripts = new ArrayList<>();
        for (Path p = directory; p != null; p = p.getParent()) {
            scripts.add(text(p, BUILD_SCRIPTS));
            if (SETTINGS_SCRIPTS.stream().map(p::resolve).anyMatch(Files::exists)) {
                break;
            }
        }
        return scripts;
    }

    private static Optional<String> first(List<String> scripts, Pattern pattern) {
        return scripts.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .findFirst();
    }

    private static boolean contains(List<String> scripts, String text) {
        return scripts.stream().anyMatch(script -> script.contains(text));
    }

    private static String text(Path directory, List<String> names) {
        for (String name : names) {
            Path script = directory.resolve(name);
            if (Files.isRegularFile(script)) {
                try {
                    return COMMENT.matcher(SourceText.read(script)).replaceAll("");
                } catch (IOException e) {
                    return ""; // unreadable: it says nothing
                }
            }
        }
        return "";
    }
}
