package org.jurigged.controller.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a pair from its file; {@code README.md} beside the pairs says how one is written. */
final class PairFile {
    private static final Pattern SECTION = Pattern.compile("== (\\S+)(?: (\\d+))?");
    private static final Pattern KEY = Pattern.compile("(expect|jdk|sequence): (.*)");
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)>(.*)");
    private static final String IMPORTS =
            "import java.util.*; import java.util.function.*; import java.util.stream.*; ";

    private final String name;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final List<Section> sections = new ArrayList<>();
    private final Map<Integer, String> answers = new TreeMap<>();

    private PairFile(String name) {
        this.name = name;
    }

    /**
     * A file of the program, or of some of its states.
     *
     * @param states those it stands for; empty for all
     */
    private record Section(String path, String states, List<String> lines) {
        boolean in(int state) {
            return states.isEmpty() || states.indexOf('0' + state) >= 0;
        }
    }

    /** Reads a pair; throws an {@code IllegalArgumentException} that names it when it isn't written as it should be. */
    static Pair parse(String name, String text) {
        try {
            PairFile file = new PairFile(name);
            file.read(text);
            return file.pair();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pair " + name + ": " + e.getMessage(), e);
        }
    }

    private void read(String text) {
        List<String> lines = new ArrayList<>();
        boolean begun = false;
        for (String line : text.lines().toList()) {
            Matcher section = SECTION.matcher(line);
            Matcher key = KEY.matcher(line);
            if (section.matches()) {
                begun = true;
                lines = new ArrayList<>();
                sections.add(new Section(section.group(1), section.group(2) == null ? "" : section.group(2), lines));
            } else if (begun) {
                lines.add(line);
            } else if (key.matches()) {
                keys.put(key.group(1), key.group(2).trim());
            }
        }
        for (Section section : sections) {
            if (section.path().equals("answer")) {
                answers.put(
                        Integer.valueOf(section.states()),
                        String.join("\n", section.lines()).strip());
            }
        }
        sections.removeIf(section -> section.path().equals("answer"));
    }

    private Pair pair() {
        List<Integer> sequence = sequence();
        Map<Integer, Map<String, String>> states = new TreeMap<>();
        for (int state : new TreeSet<>(sequence)) {
            states.put(state, sources(state));
        }
        int since = Integer.parseInt(keys.getOrDefault("jdk", "17"));
        return new Pair(name, since, sequence, expectations(sequence.size() - 1), states, answers);
    }

    /** One for each edit; when there is only one, it is that of the last, and those before are to go live. */
    private List<Expectation> expectations(int edits) {
        List<Expectation> given = Arrays.stream(
                        keys.getOrDefault("expect", "live").split(","))
                .map(text -> Expectation.parse(text.trim()))
                .toList();
        if (given.size() == edits) {
            return given;
        }
        if (given.size() != 1) {
            throw new IllegalArgumentException(given.size() + " expectations for " + edits + " edits");
        }
        List<Expectation> all = new ArrayList<>(Collections.nCopies(edits - 1, Expectation.LIVE));
        all.add(given.get(0));
        return all;
    }

    /** Without a word on it, each state once. */
    private List<Integer> sequence() {
        if (keys.containsKey("sequence")) {
            return Arrays.stream(keys.get("sequence").split(" +"))
                    .map(Integer::valueOf)
                    .toList();
        }
        int last = 1;
        for (Section section : sections) {
            last = Math.max(last, highest(section.states()));
            for (String line : section.lines()) {
                Matcher numbered = NUMBERED.matcher(line);
                last = numbered.matches() ? Math.max(last, highest(numbered.group(1))) : last;
            }
        }
        List<Integer> sequence = new ArrayList<>();
        for (int state = 0; state <= last; state++) {
            sequence.add(state);
        }
        return sequence;
    }

    private static int highest(String states) {
        return states.chars().map(digit -> digit - '0').max().orElse(0);
    }

    private Map<String, String> sources(int state) {
        Map<String, String> sources = new TreeMap<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Section section : sections) {
            String body = section.in(state) ? body(section, state) : "";
            if (!body.isBlank()) {
                String path = Pair.packageOf(name).replace('.', '/') + "/" + section.path();
                if (!seen.add(path)) {
                    throw new IllegalArgumentException(section.path() + " stands twice for state " + state);
                }
                sources.put(path, header(section.path()) + body.replace("${package}", Pair.packageOf(name)));
            }
        }
        return sources;
    }

    /** What stands before a file's first line, on the same line, so that lines count as in its section. */
    private String header(String path) {
        int slash = path.lastIndexOf('/');
        String below = slash < 0 ? "" : "." + path.substring(0, slash).replace('/', '.');
        return "package " + Pair.packageOf(name) + below + "; " + IMPORTS;
    }

    private static String body(Section section, int state) {
        StringBuilder body = new StringBuilder();
        for (String line : section.lines()) {
            Matcher numbered = NUMBERED.matcher(line);
            if (numbered.matches()) {
                append(body, numbered.group(1).indexOf('0' + state) >= 0, numbered.group(2));
            } else if (line.startsWith("-") || line.startsWith("+")) {
                append(body, line.startsWith("-") == (state == 0), line.substring(1));
            } else {
                append(body, true, line);
            }
        }
        return body.toString();
    }

    private static void append(StringBuilder body, boolean there, String line) {
        if (there) {
            body.append(line).append('\n');
        }
    }
}
