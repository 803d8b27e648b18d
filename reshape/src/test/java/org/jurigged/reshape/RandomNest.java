package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A class with lambdas, anonymous and local classes in one another, each with a marker, that random edits are made to. */
final class RandomNest {
    private static final int METHODS = 3;
    private static final int DEPTH = 3;

    private final Random random;
    private final List<Element> methods = new ArrayList<>();
    private int elements;
    private int names;

    RandomNest(long seed) {
        random = new Random(seed);
        for (int i = 0; i < METHODS; i++) {
            Element method = new Element(Kind.METHOD);
            fill(method, 0);
            methods.add(method);
        }
    }

    private enum Kind {
        METHOD,
        LAMBDA,
        FUNCTION,
        SERIALIZABLE,
        ANONYMOUS,
        LOCAL
    }

    /** A piece of source with a marker. */
    private final class Element {
        private final Kind kind;
        private final int id = elements++;
        private final List<Element> children = new ArrayList<>();
        private String name = "n" + names++;
        private String code = "a(" + random.nextInt(4) + ");";

        Element(Kind kind) {
            this.kind = kind;
        }

        /** A local class can't be called like one around it, but like one beside it. */
        private String source(int depth) {
            StringBuilder body = new StringBuilder("use(\"#m" + id + "\"); " + code);
            children.forEach(c -> body.append("\n").append(c.source(depth + 1)));
            String local = "L" + depth + "x" + id % 2;
            return switch (kind) {
                case METHOD -> "static void %s(int p) { %s }".formatted(name, body);
                case LAMBDA -> "use((Runnable) () -> { %s });".formatted(body);
                case SERIALIZABLE -> "use((Runnable & java.io.Serializable) () -> { %s });".formatted(body);
                case FUNCTION ->
                    "use((java.util.function.Function<String, String>) s%d -> { %s return s%d; });"
                            .formatted(id, body, id);
                case ANONYMOUS -> "use(new Object() { public String toString() { %s return \"\"; } });".formatted(body);
                case LOCAL ->
                    "{ class %s { public String toString() { %s return \"\"; } } use(new %s()); }"
                            .formatted(local, body, local);
            };
        }
    }

    private void fill(Element parent, int depth) {
        for (int i = random.nextInt(depth == 0 ? 6 : 3); i > 0; i--) {
            parent.children.add(newElement(depth));
        }
    }

    private Element newElement(int depth) {
        Kind[] kinds = Kind.values();
        Element element = new Element(kinds[1 + random.nextInt(kinds.length - 1)]);
        if (depth < DEPTH) {
            fill(element, depth + 1);
        }
        return element;
    }

    /** Makes a few edits. */
    void edit() {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            List<Element> all = all();
            Element element = all.get(random.nextInt(all.size()));
            switch (random.nextInt(7)) {
                case 0, 1 -> element.children.add(random.nextInt(element.children.size() + 1), newElement(DEPTH - 1));
                case 2 -> all.forEach(e -> e.children.remove(element));
                case 3 -> element.code += random.nextBoolean() ? " a(" + random.nextInt(9) + ");" : " use(null);";
                case 4 -> Collections.shuffle(element.children, random);
                case 5 -> element.code += " a(p);";
                default -> {
                    element.name = "r" + names++;
                    Collections.shuffle(methods, random);
                }
            }
        }
    }

    private List<Element> all() {
        List<Element> all = new ArrayList<>(methods);
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).children);
        }
        return all;
    }

    /** The source of each marked element. */
    Map<String, String> elements() {
        Map<String, String> sources = new TreeMap<>();
        methods.forEach(m -> addTo(sources, m, 0));
        return sources;
    }

    private static void addTo(Map<String, String> sources, Element element, int depth) {
        sources.put("m" + element.id, element.source(depth));
        element.children.forEach(c -> addTo(sources, c, depth + 1));
    }

    /** The marker of each element around a marked one. */
    Map<String, String> parents() {
        Map<String, String> parents = new TreeMap<>();
        all().forEach(e -> e.children.forEach(c -> parents.put("m" + c.id, "m" + e.id)));
        return parents;
    }

    /** The source of the class; {@code go()} runs everything in it. */
    String source() {
        StringBuilder source = new StringBuilder("""
                class T {
                    static final StringBuilder LOG = new StringBuilder();
                    static void a(int i) { LOG.append(i); }
                    @SuppressWarnings("unchecked")
                    static void use(Object o) {
                        if (o instanceof String) {
                            LOG.append(o);
                        } else if (o instanceof Runnable) {
                            ((Runnable) o).run();
                        } else if (o instanceof java.util.function.Function) {
                            ((java.util.function.Function<String, String>) o).apply("s");
                        } else if (o != null) {
                            LOG.append(o.toString());
                        }
                    }
                """);
        StringBuilder calls = new StringBuilder();
        for (Element method : methods) {
            source.append(method.source(0)).append('\n');
            calls.append(method.name).append("(7); ");
        }
        return source.append("static String go() { ")
                .append(calls)
                .append("return LOG.toString(); }\n}\n")
                .toString();
    }
}
