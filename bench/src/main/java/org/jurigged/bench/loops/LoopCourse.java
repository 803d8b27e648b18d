package org.jurigged.bench.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jurigged.apps.loops.Interpreter;
import org.jurigged.apps.loops.Interpreter.Takeover;
import org.jurigged.controller.Event;

/**
 * What was told of a program, and whether it did that.
 *
 * @param moves what was told to have moved, by the save after which it was: the first is number 1
 * @param fates what was told of its frame by each save; empty where nothing was, as it had ended
 * @param said what it has written
 * @param thrown what it has thrown; empty if nothing
 */
record LoopCourse(LoopCase program, List<Moved> moves, List<String> fates, String said, String thrown) {
    /** More arrivals at one head than any program has. */
    private static final int ARRIVALS = 200;

    /** A move, after which save. */
    record Moved(int save, Event.Moved event) {}

    /** Returns what is wrong; empty if nothing is. */
    String wrong() {
        if (!thrown.isEmpty()) {
            return "it threw " + thrown;
        }
        if (moves.size() > LoopCase.VERSIONS - 1) {
            return "it moved too often: " + moves;
        }
        for (int i = 0; i < fates.size(); i++) {
            int save = i + 1;
            boolean isMoved = moves.stream().anyMatch(m -> m.save() == save);
            if (isMoved && !fates.get(i).startsWith("new code at the next turn of its loop")) {
                return "it moved after save " + save + ", which had told '" + fates.get(i) + "'";
            }
        }
        return isPossible(new ArrayList<>(), 0)
                ? ""
                : "told " + moves + ", and it wrote\n  " + said + "\nwhich none of the arrivals at these loops gives";
    }

    /** Whether there are arrivals of the loops that were told to move, after the saves, that give what was written. */
    private boolean isPossible(List<Takeover> takeovers, int move) {
        if (move == moves.size()) {
            List<Object> written = Interpreter.moved(program.versions().get(0), takeovers);
            return written != null && said.equals(text(written, written.size()));
        }
        int from = move == 0 ? 0 : moves.get(move - 1).save();
        int to = moves.get(move).save();
        Event.Moved event = moves.get(move).event();
        int loop = program.loopAt(from, event.oldLine());
        if (loop < 0 || program.loopAt(to, event.newLine()) != loop) {
            return false;
        }
        for (int arrival = 1; arrival <= ARRIVALS; arrival++) {
            List<Takeover> all = new ArrayList<>(takeovers);
            all.add(new Takeover(loop, arrival, program.versions().get(to), program.renamed(from, to)));
            List<Object> written = Interpreter.moved(program.versions().get(0), all);
            if (written == null) {
                continue;
            }
            int at = written.lastIndexOf("|") - move;
            if (written.stream().filter("|"::equals).count() <= move) {
                // The program ends before it arrives there so often.
                return false;
            }
            boolean isAfterSave = at >= program.stops().get(to - 1);
            if (isAfterSave && isBegin(text(written, at)) && isPossible(all, move + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBegin(String text) {
        return text.isEmpty() || said.equals(text) || said.startsWith(text + " ");
    }

    /** The first writings, without the marks. */
    private static String text(List<Object> written, int count) {
        return written.stream()
                .filter(w -> !w.equals("|"))
                .limit(count)
                .map(Objects::toString)
                .collect(Collectors.joining(" "));
    }

    String describe() {
        StringBuilder text = new StringBuilder("seed " + program.seed() + ": " + wrong() + "\n");
        text.append("fates ")
                .append(fates)
                .append("\nstops ")
                .append(program.stops())
                .append('\n');
        for (int version = 0; version < LoopCase.VERSIONS; version++) {
            text.append("--- version ").append(version).append('\n').append(program.java(version));
        }
        return text.toString();
    }
}
