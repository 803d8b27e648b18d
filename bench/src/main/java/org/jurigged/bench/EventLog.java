package org.jurigged.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a session says to its {@code --json} file, read as it grows. */
final class EventLog {
    private static final Pattern PAUSED = Pattern.compile("\"pausedMillis\":([0-9.E-]+)");
    private static final Pattern TIME = Pattern.compile("\"time\":([0-9]+)");
    private static final Pattern FAILED = Pattern.compile("\"event\":\"(Refused|CompileFailed|Trouble|TargetGone)\"");

    private final Path file;
    private final StringBuilder unfinished = new StringBuilder();
    private final List<Double> paused = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Double> moved = new ArrayList<>();
    private long liveAt;
    private boolean joined;
    private int initialisersLeft;
    private long position;

    EventLog(Path file) {
        this.file = file;
    }

    /** Reads what is new. */
    void read() throws IOException {
        if (!Files.exists(file) || Files.size(file) <= position) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer more = ByteBuffer.allocate((int) (channel.size() - position));
            position += Math.max(0, channel.read(more, position));
            unfinished.append(StandardCharsets.UTF_8.decode(more.flip()));
        }
        for (int end = unfinished.indexOf("\n"); end >= 0; end = unfinished.indexOf("\n")) {
            take(unfinished.substring(0, end));
            unfinished.delete(0, end + 1);
        }
    }

    private void take(String line) {
        Matcher matcher = PAUSED.matcher(line);
        if (line.contains("\"event\":\"Live\"") && matcher.find()) {
            paused.add(Double.valueOf(matcher.group(1)));
            liveAt = time(line);
        } else if (line.contains("\"event\":\"Moved\"")) {
            moved.add((double) (time(line) - liveAt));
        } else if (FAILED.matcher(line).find()) {
            failures.add(line);
        }
        if (line.contains("\"event\":\"RunFailed\"") && line.contains("is not known")) {
            initialisersLeft++;
        }
        joined |= line.contains("\"event\":\"TargetJoined\"");
    }

    private static long time(String line) {
        Matcher matcher = TIME.matcher(line);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Returns how long after its save was told to be live each frame was told to have moved, in milliseconds. */
    List<Double> moved() {
        return List.copyOf(moved);
    }

    /** Returns how long each save that went live paused the program, in milliseconds. */
    List<Double> paused() {
        return List.copyOf(paused);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Whether a save was refused because another one had been cut off. */
    boolean isRefusedAsUnfinished() {
        return failures.stream().anyMatch(line -> line.contains("J162") && line.contains("in the middle of a save"));
    }

    /** How many initialisers were told not to have run, as the source is not known that the program was built from. */
    int initialisersLeft() {
        return initialisersLeft;
    }

    boolean joined() {
        return joined;
    }
}
