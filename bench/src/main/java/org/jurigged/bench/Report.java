package org.jurigged.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Collects results, and tells each as soon as it is there. */
final class Report {
    private final List<Row> rows = new ArrayList<>();
    private final Consumer<Row> listener;

    Report(Consumer<Row> listener) {
        this.listener = listener;
    }

    /**
     * One result.
     *
     * @param bench the name of the bench
     * @param aim empty where there is none
     * @param verdict {@code yes}, {@code no}, or empty where there is no aim
     */
    record Row(String bench, String what, String measured, String aim, String verdict) {}

    void add(String bench, String what, String measured) {
        add(new Row(bench, what, measured, "", ""));
    }

    /** Adds a number in a unit that is meant to be at most so much. */
    void add(String bench, String what, String measured, double value, double most, String unit) {
        String aim = "≤ " + Sample.number(most) + " " + unit;
        add(new Row(bench, what, measured, aim.strip(), value <= most ? "yes" : "no"));
    }

    /** Adds how many times another number a number is, which is meant to be at most so much. */
    void addRatio(String bench, String what, double ratio, double most) {
        add(new Row(bench, what, ratio(ratio), "≤ " + ratio(most), ratio <= most ? "yes" : "no"));
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    void add(Row row) {
        rows.add(row);
        listener.accept(row);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Returns the results as a table in Markdown, which is readable as it is. */
    String table() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("bench", "what", "measured", "aim", "met"));
        rows.forEach(row -> lines.add(List.of(row.bench(), row.what(), row.measured(), row.aim(), row.verdict())));
        int[] widths = new int[5];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            append(text, lines.get(i), widths, ' ');
            if (i == 0) {
                append(text, List.of("", "", "", "", ""), widths, '-');
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> line, int[] widths, char fill) {
        for (int i = 0; i < widths.length; i++) {
            text.append("| ").append(line.get(i));
            text.append(String.valueOf(fill).repeat(widths[i] - line.get(i).length()))
                    .append(' ');
        }
        text.append("|\n");
    }
}
