package org.jurigged.bench.project;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes the sources of generated types: classes, records, enums and interfaces of 20 to 80 lines.
 *
 * <p>Each has a {@code static long of(long seed, int depth)}, by which the others use it.
 */
final class TypeText {
    private static final List<String> METHODS = List.of("""
                /** Sums what was kept above a limit. */
                public long above(long limit) {
                    long sum = 0;
                    for (Long value : values) {
                        if (value > limit) {
                            sum += value - limit;
                        }
                    }
                    return sum;
                }
            """, """
                public String label(int width) {
                    StringBuilder text = new StringBuilder(name);
                    while (text.length() < width) {
                        text.append('.');
                    }
                    return text.append(total).toString();
                }
            """, """
                public Map<String, Long> grouped() {
                    Map<String, Long> groups = new HashMap<>();
                    for (Long value : values) {
                        groups.merge(value % 2 == 0 ? "even" : "odd", value, Long::sum);
                    }
                    return groups;
                }
            """, """
                public List<Long> largest(int count) {
                    return values.stream()
                            .filter(value -> value != total)
                            .sorted((a, b) -> Long.compare(b, a))
                            .limit(count)
                            .toList();
                }
            """, """
                public String kind() {
                    return switch (values.size()) {
                        case 0 -> "empty";
                        case 1 -> "single " + values.get(0);
                        case 2, 3 -> "few";
                        default -> "many";
                    };
                }
            """, """
                public boolean isLike(Object other) {
                    if (other == null || other.getClass() != getClass()) {
                        return false;
                    }
                    return other.toString().equalsIgnoreCase(toString()) && hashCode() % 2 == 0;
                }
            """);

    private final Random random;

    TypeText(Random random) {
        this.random = random;
    }

    String of(TypeName type, List<TypeName> used) {
        return switch (random.nextInt(10)) {
            case 0 -> recordText(type, used);
            case 1 -> enumText(type, used);
            case 2 -> interfaceText(type, used);
            default -> classText(type, used);
        };
    }

    private String classText(TypeName type, List<TypeName> used) {
        StringBuilder methods = new StringBuilder();
        int first = random.nextInt(METHODS.size());
        int count = random.nextInt(METHODS.size());
        for (int i = 0; i < count; i++) {
            methods.append('\n').append(METHODS.get((first + i) % METHODS.size()));
        }
        return """
                package %1$s;

                import java.util.ArrayList;
                import java.util.HashMap;
                import java.util.List;
                import java.util.Map;
                %2$s
                /** Keeps the numbers of one %3$s. */
                public class %3$s {
                    private static final int LIMIT = %4$d;

                    private final String name;
                    private final List<Long> values = new ArrayList<>();
                    private long total;

                    public %3$s(String name) {
                        this.name = name;
                    }

                    public static long of(long seed, int depth) {
                        return new %3$s("no " + seed).keep(seed).weight(depth);
                    }

                    public %3$s keep(long value) {
                        values.add(value %% LIMIT);
                        total += value %% LIMIT;
                        return this;
                    }

                    public long weight(int depth) {
                        long weight = total;
                %5$s        return weight;
                    }
                %6$s}
                """.formatted(
                        type.packageName(),
                        imports(type, used),
                        type.simpleName(),
                        10 + random.nextInt(90),
                        uses(used, "weight"),
                        methods);
    }

    private String recordText(TypeName type, List<TypeName> used) {
        return """
                package %1$s;
                %2$s
                /** What is known of one %3$s. */
                public record %3$s(String name, long amount, int share) {
                    public %3$s {
                        if (share < 0) {
                            throw new IllegalArgumentException("share " + share + " of " + name);
                        }
                    }

                    public static long of(long seed, int depth) {
                        long weight = new %3$s("no " + seed, seed, %4$d).part();
                %5$s        return weight;
                    }

                    public long part() {
                        return amount * share / 100;
                    }
                }
                """.formatted(
                        type.packageName(),
                        imports(type, used),
                        type.simpleName(),
                        1 + random.nextInt(99),
                        uses(used, "weight"));
    }

    private String enumText(TypeName type, List<TypeName> used) {
        return """
                package %1$s;
                %2$s
                /** How much one %3$s counts. */
                public enum %3$s {
                    LOW(%4$d),
                    MIDDLE(20),
                    HIGH(30);

                    private final long factor;

                    %3$s(long factor) {
                        this.factor = factor;
                    }

                    public static long of(long seed, int depth) {
                        long weight = values()[(int) Math.floorMod(seed, 3L)].factor;
                %5$s        return weight;
                    }

                    public boolean isMore(%3$s other) {
                        return factor > other.factor;
                    }
                }
                """.formatted(
                        type.packageName(),
                        imports(type, used),
                        type.simpleName(),
                        1 + random.nextInt(9),
                        uses(used, "weight"));
    }

    private String interfaceText(TypeName type, List<TypeName> used) {
        return """
                package %1$s;
                %2$s
                /** A rule for one %3$s. */
                @FunctionalInterface
                public interface %3$s {
                    long apply(long value);

                    default %3$s then(%3$s next) {
                        return value -> next.apply(apply(value));
                    }

                    static %3$s plus(long more) {
                        return value -> value + more;
                    }

                    static long of(long seed, int depth) {
                        long weight = plus(%4$d).then(plus(depth)).apply(seed);
                %5$s        return weight;
                    }
                }
                """.formatted(
                type.packageName(), imports(type, used), type.simpleName(), random.nextInt(50), uses(used, "weight"));
    }

    /** Returns the imports that a type needs for what it uses of other packages, sorted. */
    static String imports(TypeName type, List<TypeName> used) {
        return used.stream()
                .filter(other -> !other.packageName().equals(type.packageName()))
                .map(other -> "import " + other.qualified() + ";\n")
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining());
    }

    /** Returns statements that add what other types make of a number to it. */
    static String uses(List<TypeName> used, String variable) {
        if (used.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("        if (depth > 0) {\n");
        used.forEach(other ->
                text.append("            %2$s += %1$s.of(%2$s, depth - 1);\n".formatted(other.simpleName(), variable)));
        return text.append("        }\n").toString();
    }
}
