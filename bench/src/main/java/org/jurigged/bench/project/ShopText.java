package org.jurigged.bench.project;

import java.util.List;

/** Writes the sources that a generated project's programs begin with: the classes that are edited, and the workloads. */
final class ShopText {
    private ShopText() {}

    /** The edited class: some 80 lines, which use a few others. */
    static String tariff(TypeName type, List<TypeName> used) {
        return """
                package %1$s;

                import java.util.ArrayList;
                import java.util.Comparator;
                import java.util.LinkedHashMap;
                import java.util.List;
                import java.util.Map;
                import java.util.Optional;
                import org.jurigged.bench.app.Revised;
                %2$s
                /** What things cost, by weight. */
                public final class %3$s implements Revised {
                    private static final long FREE_ABOVE = 10_000;

                    private final Map<String, Long> prices = new LinkedHashMap<>();
                    private final List<String> log = new ArrayList<>();
                    private long rounded;

                    public %3$s() {
                        prices.put("letter", 95L);
                        prices.put("parcel", 549L);
                        prices.put("freight", 4_900L);
                    }

                    /** A step of the tariff. */
                    public record Step(String name, long price) {
                        Step scaled(int percent) {
                            return new Step(name, price * percent / 100);
                        }
                    }

                    @Override
                    public int revision() {
                        int revision = 1000;
                        for (Step step : steps(0)) {
                            if (step.price() > FREE_ABOVE) {
                                log.add(step.name());
                            }
                        }
                        return revision;
                    }

                    public List<Step> steps(int percent) {
                        List<Step> steps = new ArrayList<>();
                        prices.forEach((name, price) -> steps.add(new Step(name, price).scaled(100 + percent)));
                        steps.sort(Comparator.comparingLong(Step::price));
                        return steps;
                    }

                    public Optional<Step> cheapest(long atLeast) {
                        return steps(0).stream().filter(step -> step.price() >= atLeast).findFirst();
                    }

                    public long price(long weight, int depth) {
                        long price = cheapest(weight).map(Step::price).orElse(FREE_ABOVE);
                %4$s        rounded += price %% 5;
                        return price - price %% 5;
                    }

                    public String bill(long weight) {
                        StringBuilder text = new StringBuilder("weight ").append(weight);
                        try {
                            text.append(": ").append(price(weight, 2));
                        } catch (IllegalStateException e) {
                            text.append(": none, ").append(e.getMessage());
                        }
                        return text.append(", rounded ").append(rounded).toString();
                    }

                    public synchronized void change(String name, long price) {
                        Long before = prices.put(name, price);
                        log.add(before == null ? "new " + name : name + " was " + before);
                    }
                }
                """.formatted(
                type.packageName(), TypeText.imports(type, used), type.simpleName(), TypeText.uses(used, "price"));
    }

    /** The class that is edited where others use it, by its {@code of}, as generated types do. */
    static String rate(TypeName type) {
        return """
                package %1$s;

                import org.jurigged.bench.app.Revised;

                /** What is taken of an amount. */
                public final class %2$s implements Revised {
                    private static final long FULL = 1_000;

                    private long asked;

                    /** The deeper, the less. */
                    public static long of(long seed, int depth) {
                        long rate = Math.floorMod(seed, FULL);
                        for (long step = 0; step < depth; step++) {
                            rate -= rate / 10;
                        }
                        return rate;
                    }

                    @Override
                    public int revision() {
                        int revision = 1000;
                        asked += of(revision, 2);
                        return revision;
                    }

                    public String summary() {
                        return "asked for " + asked + " in all";
                    }
                }
                """.formatted(type.packageName(), type.simpleName());
    }

    /** The work that the program's threads do. */
    static String workload(TypeName type, List<TypeName> used) {
        return """
                package %1$s;

                import org.jurigged.bench.app.Workload;
                %2$s
                /** Goes through some of the shop. */
                public final class %3$s implements Workload {
                    @Override
                    public long run(long seed) {
                        int depth = 2;
                        long sum = seed + 1;
                %4$s        return sum %% 100_000;
                    }
                }
                """.formatted(
                type.packageName(), TypeText.imports(type, used), type.simpleName(), TypeText.uses(used, "sum"));
    }
}
