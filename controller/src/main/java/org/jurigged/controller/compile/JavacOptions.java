package org.jurigged.controller.compile;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Turns settings into javac's options. */
final class JavacOptions {
    private static final Set<String> IGNORED = Set.of("-Werror", "-nowarn", "-verbose", "-deprecation");
    private static final List<String> IGNORED_PREFIXES = List.of("-Xlint", "-Xdoclint", "-g", "-proc:", "-implicit:");
    private static final Set<String> IGNORED_WITH_ARGUMENT =
            Set.of("-d", "-s", "-h", "-Xmaxerrs", "-Xmaxwarns", "-encoding");

    private JavacOptions() {}

    /**
     * List the options of a run.
     *
     * @param jdk feature version of the JDK whose javac gets them
     * @param ranges whether code gets CharacterRangeTable attributes
     */
    static List<String> of(CompileSettings settings, int jdk, boolean ranges) {
        List<String> options = new ArrayList<>(List.of("-g", "-nowarn", "-Xlint:none", "-implicit:none"));
        addLevel(options, settings, jdk);
        if (settings.parameters()) {
            options.add("-parameters");
        }
        if (!settings.annotationProcessing()) {
            options.add("-proc:none");
        } else if (jdk >= 23) {
            options.add("-proc:full"); // before, full is the default and not every update knows the option
        }
        if (ranges) {
            options.add("-Xjcov");
        }
        addExtra(options, settings);
        return options;
    }

    private static void addLevel(List<String> options, CompileSettings settings, int jdk) {
        String level = String.valueOf(settings.release() == 0 ? jdk : settings.release());
        if (settings.preview()) {
            options.addAll(List.of("--enable-preview", "-source", level, "-target", level));
        } else if (!level.equals(String.valueOf(jdk))) {
            options.addAll(
                    settings.releaseFlag() ? List.of("--release", level) : List.of("-source", level, "-target", level));
        }
    }

    private static void addExtra(List<String> options, CompileSettings settings) {
        Iterator<String> extra = settings.options().iterator();
        while (extra.hasNext()) {
            String option = extra.next();
            if (IGNORED_WITH_ARGUMENT.contains(option)) {
                if (extra.hasNext()) {
                    extra.next();
                }
            } else if (!isIgnored(option, settings)) {
                options.add(option);
            }
        }
    }

    private static boolean isIgnored(String option, CompileSettings settings) {
        boolean unused = option.startsWith("-A") && !settings.annotationProcessing();
        return unused || IGNORED.contains(option) || IGNORED_PREFIXES.stream().anyMatch(option::startsWith);
    }
}
