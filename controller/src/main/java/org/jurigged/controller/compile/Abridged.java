package org.jurigged.controller.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jurigged.diff.MethodBodies;
import org.jurigged.diff.MethodBodies.Body;
import org.jurigged.diff.MethodBodies.Import;
import org.jurigged.reshape.ByteSearch;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * A source without those methods' bodies that mean what they meant when it was compiled last, because nothing that changed
 * is named in them, and without the imports that nobody needs then. An emptied body is {@code throw null;}, with the lines
 * and the length of the whole one: javac names some variables by their places.
 *
 * <p>That holds while members of classes changed, and nothing else: by name, a body says which members it uses (JLS 6.5,
 * 15.12.1), but for those that statements use without naming them. What bodies give to their class beside their own code,
 * the names of lambdas and of numbered classes and whether there is an {@code access$} method or an
 * {@code $assertionsDisabled}, has to come out the same as well; where that isn't sure, a body is left whole.
 *
 * @param source the shortened source
 * @param made what was made of the whole source last
 * @param emptied how many bodies are empty
 * @param functions whether lambdas are among what was left out; then none is in what is left
 */
record Abridged(SourceText source, LastMade.Made made, int emptied, boolean functions) {
    private static final String EMPTY = "throw null;";

    /** A body is not worth less. */
    private static final int LEAST = 3 * EMPTY.length();

    /** What statements call without its name: JLS 14.14.2, 14.20.3 and, as javac does it, 14.11. */
    private static final Set<String> IMPLICIT = Set.of("close", "hasNext", "iterator", "next", "ordinal", "values");

    private static final Pattern NUMBERED = Pattern.compile("\\$\\d");
    private static final String ACCESS = "access$";

    /**
     * Find by which names sources mention what changed; empty when other sources can feel it without mentioning it.
     *
     * @param changed what was compiled, with its changes
     */
    static Optional<Set<String>> namesOf(Assessment changed) {
        Set<String> interfaces = new HashSet<>();
        for (CompiledClass c : changed.classes()) {
            if ((new ClassReader(c.bytes()).getAccess() & Opcodes.ACC_INTERFACE) != 0) {
                interfaces.add(c.name());
            }
        }
        Set<String> names = new HashSet<>();
        for (AbiChange change : changed.changes()) {
            if (!(change instanceof AbiChange.MembersChanged members) || interfaces.contains(change.type())) {
                return Optional.empty(); // a method of an interface decides whether a lambda can be one (JLS 9.8)
            }
            for (String name : members.names()) {
                names.add(name.equals("<init>") ? simpleName(members.type()) : name);
            }
        }
        boolean felt = names.stream().anyMatch(IMPLICIT::contains);
        return felt || names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private static String simpleName(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    /** Shorten a source; empty when there is nothing to leave out. */
    static Optional<Abridged> of(SourceText source, LastMade.Made made, Collection<String> names) {
        if (!isFit(source.text(), made)) {
            return Optional.empty();
        }
        List<Body> spare = new ArrayList<>();
        for (Body body : made.bodies().bodies()) {
            if (!body.inner() && placeIn(body, source.text()) >= 0 && !mentions(source.text(), body, names)) {
                spare.add(body);
            }
        }
        MethodBodies bodies = made.bodies();
        List<Integer> inSpare = bodies.functions().stream()
                .filter(at -> spare.stream().anyMatch(body -> contains(body, at)))
                .toList();
        boolean all = inSpare.size() == bodies.functions().size();
        spare.removeIf(body -> {
            boolean function = inSpare.stream().anyMatch(at -> contains(body, at));
            return function ? !all : body.end() - body.start() < LEAST;
        });
        return spare.isEmpty()
                ? Optional.empty()
                : Optional.of(new Abridged(
                        new SourceText(
                                source.path(),
                                without(source.text(), spare, unused(source.text(), bodies, spare, names))),
                        made,
                        spare.size(),
                        all && !inSpare.isEmpty()));
    }

    private static boolean isFit(String text, LastMade.Made made) {
        return !text.contains("\\u")
                && made.classes().keySet().stream()
                        .noneMatch(name -> NUMBERED.matcher(name).find())
                && made.classes().values().stream().noneMatch(bytes -> ByteSearch.contains(bytes, ACCESS));
    }

    /** An import that names what changed may be wrong now; and it is for javac to say so. */
    private static List<Import> unused(String text, MethodBodies bodies, List<Body> spare, Collection<String> names) {
        return bodies.imports().stream()
                .filter(name ->
                        name.uses().stream().allMatch(at -> spare.stream().anyMatch(body -> contains(body, at))))
                .filter(name -> names.stream().noneMatch(changed -> mentions(text, name.start(), name.end(), changed)))
                .toList();
    }

    private static boolean contains(Body body, int at) {
        return at >= body.start() && at < body.end();
    }

    /** In code or not, names and assertions, whose field of the class javac makes only where there is one. */
    private static boolean mentions(String text, Body body, Collection<String> names) {
        return mentions(text, body.start(), body.end(), "assert")
                || names.stream().anyMatch(name -> mentions(text, body.start(), body.end(), name));
    }

    private static boolean mentions(String text, int from, int to, String name) {
        int at = text.indexOf(name, from);
        while (at >= 0 && at < to) {
            int end = at + name.length();
            if (!Character.isJavaIdentifierPart(text.charAt(at - 1))
                    && !Character.isJavaIdentifierPart(text.charAt(end))) {
                return true;
            }
            at = text.indexOf(name, at + 1);
        }
        return false;
    }

    /** Finds room on one line. */
    private static int placeIn(Body body, String text) {
        int from = body.start();
        for (int at = from; at < body.end(); at++) {
            if (isLineEnd(text.charAt(at))) {
                from = at + 1;
            } else if (at - from == EMPTY.length() - 1) {
                return from;
            }
        }
        return -1;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static String without(String text, List<Body> bodies, List<Import> imports) {
        StringBuilder left = new StringBuilder(text);
        for (Body body : bodies) {
            blank(left, body.start(), body.end());
            int place = placeIn(body, text);
            left.replace(place, place + EMPTY.length(), EMPTY);
        }
        imports.forEach(unused -> blank(left, unused.start(), unused.end()));
        return left.toString();
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (!isLineEnd(text.charAt(at))) {
                text.setCharAt(at, ' ');
            }
        }
    }
}
