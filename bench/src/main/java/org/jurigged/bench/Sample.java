package org.jurigged.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measured times.
 *
 * @param millis in ascending order; at least one
 */
public record Sample(List<Double> millis) {
    public Sample {
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        millis = millis.stream().sorted().toList();
    }

    static Sample ofAll(Collection<Sample> parts) {
        return new Sample(parts.stream().flatMap(part -> part.millis().stream()).toList());
    }

    static Sample of(Stream<Double> millis) {
        return new Sample(millis.toList());
    }

    double median() {
        int size = millis.size();
        return (millis.get((size - 1) / 2) + millis.get(size / 2)) / 2;
    }

    /** The smallest time that 95 of 100 are not above. */
    double p95() {
        return millis.get((int) Math.ceil(millis.size() * 0.95) - 1);
    }

    double least() {
        return millis.get(0);
    }

    double max() {
        return millis.get(millis.size() - 1);
    }

    String describe() {
        return "median %s, p95 %s, max %s ms of %d"
                .formatted(number(median()), number(p95()), number(max()), millis.size());
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
