package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be known of the machine to judge a number. Linux only, as the benches are. */
final class Machine {
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.+)");
    private static final double QUIET_PER_CORE = 0.75;

    private Machine() {}

    /** Returns how many processes want to run, on average over the last minute. */
    static double load() throws IOException {
        String text = Files.readString(LOAD);
        return Double.parseDouble(text.substring(0, text.indexOf(' ')));
    }

    static String describe() throws IOException {
        Matcher model = MODEL.matcher(Files.readString(CPU));
        return "%s, %d cores (%s), load %s, Linux %s, Java %s (%s)"
                .formatted(
                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
                                .format(Instant.now().atOffset(ZoneOffset.UTC)),
                        Runtime.getRuntime().availableProcessors(),
                        model.find() ? model.group(1) : System.getProperty("os.arch"),
                        loadText(),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"));
    }

    static String loadText() throws IOException {
        return String.format(Locale.ROOT, "%.2f", load());
    }

    /** Waits until the machine has little else to do; false when the time was up before. */
    static boolean awaitQuiet(Duration most) throws IOException, InterruptedException {
        double quiet = QUIET_PER_CORE * Runtime.getRuntime().availableProcessors();
        long deadline = System.nanoTime() + most.toNanos();
        while (load() >= quiet) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(5_000);
        }
        return true;
    }
}
