package org.jurigged.controller.project;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects build settings, from a build file's own words and from javac arguments. Not thread-safe. */
final class Options {
    private static final Pattern LEVEL = Pattern.compile("(?:1[._])?(\\d{1,3})(?:\\.0)?");

    private static final Set<String> WITH_VALUE =
            Set.of("--release", "-source", "--source", "-target", "--target", "-encoding");

    private final List<String> rest = new ArrayList<>();
    private List<Path> processorPath = List.of();
    private Charset encoding = StandardCharsets.UTF_8;
    private int release;
    private boolean useReleaseFlag;
    private boolean preview;
    private boolean parameters;
    private boolean processing = true;

    /** Sets the level; text that is no level, as an unresolved {@code ${property}}, is passed over. */
    Options level(Optional<String> text, boolean asRelease) {
        level(text).ifPresent(level -> {
            release = level;
            useReleaseFlag = asRelease;
        });
        return this;
    }

    boolean hasLevel() {
        return release > 0;
    }

    Options preview(boolean on) {
        preview |= on;
        return this;
    }

    Options parameters(boolean on) {
        parameters |= on;
        return this;
    }

    Options processing(boolean on) {
        processing &= on;
        return this;
    }

    Options processorPath(List<Path> path) {
        processorPath = path;
        return this;
    }

    /** Sets the encoding; a name this JVM does not know is passed over. */
    Options encoding(Optional<String> name) {
        name.flatMap(Options::charset).ifPresent(found -> encoding = found);
        return this;
    }

    Options encoding(Charset charset) {
        encoding = charset;
        return this;
    }

    /** Takes javac arguments: those that have a place of their own go there. */
    Options arguments(List<String> arguments) {
        Iterator<String> left = arguments.iterator();
        while (left.hasNext()) {
            String argument = left.next();
            if (WITH_VALUE.contains(argument) && left.hasNext()) {
                argumentWithValue(argument, left.next());
            } else if (!argument(argument)) {
                rest.add(argument);
            }
        }
        return this;
    }

    BuildSettings settings() {
        return new BuildSettings(
                release, useReleaseFlag, preview, parameters, rest, processorPath, encoding, processing);
    }

    static Optional<Integer> level(Optional<String> text) {
        Matcher level = LEVEL.matcher(text.orElse("").trim());
        return level.matches() ? Optional.of(Integer.parseInt(level.group(1))) : Optional.empty();
    }

    private boolean argument(String argument) {
        switch (argument) {
            case "-parameters" -> parameters = true;
            case "--enable-preview" -> preview = true;
            case "-proc:none" -> processing = false;
            default -> {
                int equals = argument.indexOf('=');
                if (equals < 0 || !WITH_VALUE.contains(argument.substring(0, equals))) {
                    return false;
                }
                argumentWithValue(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        return true;
    }

    private void argumentWithValue(String name, String value) {
        switch (name) {
            case "--release" -> level(Optional.of(value), true);
            case "-encoding" -> encoding(Optional.of(value));
            default -> level(Optional.of(value), false);
        }
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
