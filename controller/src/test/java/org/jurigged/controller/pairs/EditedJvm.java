package org.jurigged.controller.pairs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.live.LiveProgram;
import org.jurigged.controller.live.LivePrograms;

/** The JVM that all pairs are edited in: one project, one session. */
final class EditedJvm implements AutoCloseable {
    private static final int APPLY_SECONDS = 60;

    private final LiveProgram program;

    private EditedJvm(LiveProgram program) {
        this.program = program;
    }

    /**
     * Starts it with each pair in its first state.
     *
     * @param reports the directory where it tells why it crashed, if it does
     */
    static EditedJvm start(int feature, List<Pair> pairs, Path reports, boolean isByAgent)
            throws IOException, InterruptedException, JuriggedException {
        LivePrograms made = LivePrograms.on(feature)
                .jvmOption("-XX:ErrorFile=" + reports.resolve("crash-%p.log"))
                // Code that the second compiler made may throw exceptions without messages otherwise.
                .jvmOption("-XX:-OmitStackTraceInFastThrow")
                .set(settings -> settings.onDemand = true);
        compilingEarly(pairs).forEach(made::jvmOption);
        if (isByAgent) {
            made.byAgent();
        }
        for (Pair pair : pairs) {
            pair.sources(pair.sequence().get(0))
                    .forEach((path, text) -> made.sources.write(made.sources.root.resolve(path), text));
        }
        made.compile();
        Path server = LiveProgram.classDirectory(made.directory.resolve("server"), PairServer.class);
        return new EditedJvm(made.start(List.of(made.classes(), server)));
    }

    /**
     * Brings 5,000 calls, after which HotSpot's second compiler takes a method, down to 250 in the classes of pairs. For all
     * classes it would be mostly the platform's that are compiled.
     */
    private static List<String> compilingEarly(List<Pair> pairs) {
        List<String> options = new ArrayList<>(List.of("-XX:CompileCommand=quiet"));
        pairs.stream()
                .map(Pair::category)
                .distinct()
                .forEach(name -> options.add("-XX:CompileCommand=CompileThresholdScaling," + name + ".*::*,0.05"));
        return options;
    }

    /** Sets a pair's program up; returns what it answers, or {@code ! } and what it threw. */
    String setUp(Pair pair) {
        return program.call(PairServer.class.getName() + ".setUp", pair.mainClass());
    }

    /** Returns what a pair's program answers, or {@code ! } and what it threw. */
    String observe(Pair pair) {
        return program.call(PairServer.class.getName() + ".observe", pair.mainClass());
    }

    /** Saves what makes one state of a pair another, in one go; returns everything that was told of it. */
    List<Event> save(Pair pair, int from, int to) throws IOException {
        int mark = program.heard.mark();
        Set<Path> changed = write(pair.sources(from), pair.sources(to));
        if (!changed.isEmpty()) {
            program.heard.await(
                    mark,
                    event -> event instanceof Event.Waiting waiting
                            && waiting.files().containsAll(changed),
                    "word of " + changed);
        }
        try {
            program.session.apply().get(APPLY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return told(mark, e.getCause());
        } catch (TimeoutException e) {
            return told(mark, silence(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told(mark, e);
        }
        return program.heard.since(mark);
    }

    /** Says that a save takes too long, and, as its stack trace, where the session stands. */
    private static IOException silence(TimeoutException cause) {
        IOException silence = new IOException("Nothing came of the save in " + APPLY_SECONDS + " seconds.", cause);
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (thread.getName().equals("jurigged-session") && frames.length > 0) {
                silence.setStackTrace(frames);
            }
        });
        return silence;
    }

    private List<Event> told(int mark, Throwable failure) {
        List<Event> events = new ArrayList<>(program.heard.since(mark));
        events.add(new Event.Trouble(failure.toString(), failure));
        return events;
    }

    private Set<Path> write(Map<String, String> from, Map<String, String> to) throws IOException {
        Set<Path> changed = new HashSet<>();
        for (Map.Entry<String, String> source : to.entrySet()) {
            if (!source.getValue().equals(from.get(source.getKey()))) {
                Path file = program.sources.root.resolve(source.getKey());
                program.sources.write(file, source.getValue());
                changed.add(file);
            }
        }
        for (String path : from.keySet()) {
            if (!to.containsKey(path)) {
                Path file = program.sources.root.resolve(path);
                Files.delete(file);
                changed.add(file);
            }
        }
        return changed;
    }

    boolean alive() {
        return program.launched.process().isAlive();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
