package org.jurigged.controller.pairs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.live.TestJdk;

/** Takes pairs through their edits on one JDK, and compares what they do with fresh programs. */
final class PairRun implements AutoCloseable {
    private static final int FRAMES = 20;

    private final int feature;
    private final List<Pair> pairs;
    private final Path reports;
    private final FreshJvm fresh;
    private final boolean isByAgent;
    private EditedJvm edited;

    private PairRun(int feature, List<Pair> pairs, Path reports, FreshJvm fresh, boolean isByAgent) {
        this.isByAgent = isByAgent;
        this.feature = feature;
        this.pairs = pairs;
        this.reports = reports;
        this.fresh = fresh;
    }

    static PairRun start(int feature, List<Pair> pairs, Path reports) throws IOException, InterruptedException {
        return new PairRun(feature, List.copyOf(pairs), reports, FreshJvm.start(TestJdk.of(feature), pairs), false);
    }

    /** As {@link #start}, with a program that an agent makes live. */
    static PairRun byAgent(int feature, List<Pair> pairs, Path reports) throws IOException, InterruptedException {
        return new PairRun(feature, List.copyOf(pairs), reports, FreshJvm.start(TestJdk.of(feature), pairs), true);
    }

    /** Takes a pair through its sequence; a JVM that doesn't answer any more is followed by a new one. */
    Outcome run(Pair pair) throws IOException, InterruptedException, JuriggedException {
        for (int state : pair.states().keySet()) {
            fresh.answer(pair, state);
        }
        if (edited != null && !edited.alive()) {
            discard();
        }
        if (edited == null) {
            edited = EditedJvm.start(feature, pairs, reports, isByAgent);
        }
        try {
            return sequence(pair);
        } catch (UncheckedIOException | AssertionError e) {
            String state = edited.alive() ? "is silent" : "has ended";
            discard();
            return new Outcome.Wrong("the program " + state + ": " + e);
        }
    }

    private Outcome sequence(Pair pair) throws IOException {
        int from = pair.sequence().get(0);
        String before = edited.setUp(pair);
        if (!before.equals(fresh.answer(pair, from))) {
            return new Outcome.Wrong(
                    "answers " + before + " before any edit, a fresh program " + fresh.answer(pair, from));
        }
        Set<String> refused = new TreeSet<>();
        for (int edit = 1; edit < pair.sequence().size(); edit++) {
            int to = pair.sequence().get(edit);
            Step step = step(pair, edit, from, before);
            Outcome unexpected = unexpected(pair.expectations().get(edit - 1), step, edit);
            if (unexpected != null) {
                return unexpected;
            }
            if (step instanceof Step.Refused r) {
                refused.addAll(r.codes());
            } else {
                from = to;
                before = expected(pair, edit);
            }
        }
        return new Outcome.Right(refused);
    }

    private String expected(Pair pair, int edit) throws IOException {
        String text = pair.answer(edit)
                .map(given -> given.replace("\\", "\\\\").replace("\n", "\\n"))
                .orElse(null);
        return text != null ? text : fresh.answer(pair, pair.sequence().get(edit));
    }

    /** Returns what an edit makes of the pair; null when that is what the pair expects. */
    private Outcome unexpected(Expectation expectation, Step step, int edit) {
        if (step instanceof Step.Wrong wrong) {
            return new Outcome.Wrong("edit " + edit + ": " + wrong.problem());
        } else if (expectation.accepts(step)) {
            return null;
        } else if (isByAgent
                && step instanceof Step.Refused refused
                && refused.codes().equals(Set.of("J111"))) {
            return new Outcome.NotYet(refused.codes(), refused.reasons());
        } else if (step instanceof Step.Refused refused && expectation.live()) {
            return new Outcome.NotYet(refused.codes(), refused.reasons());
        }
        return new Outcome.Wrong("edit " + edit + " is to be " + expectation + ", but: " + step);
    }

    /** Makes an edit; one that is refused is taken back in the sources. */
    private Step step(Pair pair, int edit, int from, String before) throws IOException {
        int to = pair.sequence().get(edit);
        List<Event> events = edited.save(pair, from, to);
        for (Event event : events) {
            if (failed(event)) {
                takeBack(pair, to, from);
                return new Step.Wrong(text(event));
            }
        }
        String answer = edited.observe(pair);
        List<Event.Refused> refusals = events.stream()
                .filter(Event.Refused.class::isInstance)
                .map(Event.Refused.class::cast)
                .toList();
        if (!refusals.isEmpty()) {
            List<Event> back = edited.save(pair, to, from);
            return refused(refusals, before, answer, back);
        }
        String expected = expected(pair, edit);
        return expected.equals(answer)
                ? new Step.Live()
                : new Step.Wrong("told live" + live(events) + ", answers " + answer + " and not " + expected);
    }

    /** Takes a save back in the sources that went wrong; when not even that works, the next pair gets another JVM. */
    private void takeBack(Pair pair, int to, int from) throws IOException {
        try {
            edited.save(pair, to, from);
        } catch (UncheckedIOException | AssertionError e) {
            discard();
        }
    }

    private void discard() throws IOException {
        edited.close();
        edited = null;
    }

    /** Tells an event, and where it comes from if something in jurigged went wrong. */
    private static String text(Event event) {
        if (event instanceof Event.Trouble trouble && trouble.cause() != null) {
            String frames = Stream.of(trouble.cause().getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                    .collect(Collectors.joining(" < "));
            return trouble.text() + " at " + frames;
        }
        return event.toString();
    }

    private static boolean failed(Event event) {
        return event instanceof Event.CompileFailed
                || event instanceof Event.RunFailed
                || event instanceof Event.Trouble
                || event instanceof Event.TargetGone;
    }

    /** Says whether something went live or was refused: sources that are what they were have nothing of either. */
    private static boolean applied(Event event) {
        return event instanceof Event.Live || event instanceof Event.Refused;
    }

    private static Step refused(List<Event.Refused> refusals, String before, String answer, List<Event> back) {
        List<String> reasons = refusals.stream()
                .map(r -> r.code() + " " + r.definition() + ": " + r.reason())
                .toList();
        if (!before.equals(answer)) {
            return new Step.Wrong("refused " + reasons + ", but answers " + answer + " and no longer " + before);
        }
        if (back.stream().anyMatch(event -> failed(event) || applied(event))) {
            return new Step.Wrong("refused " + reasons + ", but taking it back in the sources told " + back);
        }
        return new Step.Refused(
                refusals.stream().map(Event.Refused::code).collect(Collectors.toCollection(TreeSet::new)), reasons);
    }

    private static String live(List<Event> events) {
        return events.stream().anyMatch(Event.Live.class::isInstance) ? "" : " by no word against it";
    }

    @Override
    public void close() throws IOException {
        if (edited != null) {
            edited.close();
        }
        fresh.close();
    }
}
