package org.jurigged.bench.save;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM has in use, as the JDK's {@code jcmd} and {@code jstat} tell it.
 *
 * @param heap kilobytes of the objects that are alive
 * @param metaspace kilobytes of its classes, without what is free again
 * @param classes how many are loaded
 */
record JvmUse(double heap, double metaspace, double classes) {
    /** What classes were given and haven't given back: such blocks are used again, and only for what isn't larger. */
    private static final Pattern METASPACE =
            Pattern.compile("^ *Both:.* ([0-9.]+) KB \\([^)]*\\) used,.*deallocated: \\d+ blocks with <?([0-9.]+) KB");

    static JvmUse of(long pid) throws IOException, InterruptedException {
        // It counts them after a collection, and takes what the one before has let go of, by cleaners and the like.
        run("jcmd", "" + pid, "GC.run");
        List<String> histogram = run("jcmd", "" + pid, "GC.class_histogram");
        double metaspace = metaspace(run("jcmd", "" + pid, "VM.metaspace", "scale=KB"));
        Map<String, Double> loaded = columns(run("jstat", "-class", "" + pid));
        return new JvmUse(bytes(histogram) / 1024, metaspace, loaded.get("Loaded") - loaded.get("Unloaded"));
    }

    private static double bytes(List<String> histogram) throws IOException {
        for (String line : histogram) {
            String[] words = line.strip().split("\\s+");
            if (words.length == 3 && words[0].equals("Total")) {
                return Double.parseDouble(words[2]);
            }
        }
        throw new IOException("jcmd counts no objects: " + histogram);
    }

    private static double metaspace(List<String> said) throws IOException {
        for (String line : said) {
            Matcher numbers = METASPACE.matcher(line);
            if (numbers.find()) {
                return Double.parseDouble(numbers.group(1)) - Double.parseDouble(numbers.group(2));
            }
        }
        throw new IOException("jcmd doesn't tell how large the metaspace is: " + said);
    }

    /** Reads a line of names and one of numbers; what isn't a number doesn't count. */
    private static Map<String, Double> columns(List<String> lines) throws IOException {
        if (lines.size() < 2) {
            throw new IOException("jstat says " + lines + ".");
        }
        String[] names = lines.get(0).strip().split("\\s+");
        String[] values = lines.get(1).strip().split("\\s+");
        Map<String, Double> columns = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i].matches("[0-9.]+")) {
                columns.putIfAbsent(names[i], Double.valueOf(values[i]));
            }
        }
        return columns;
    }

    private static List<String> run(String tool, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", tool).toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(Arrays.toString(command) + " says: " + said.strip());
        }
        return said.lines().toList();
    }
}
