package org.jurigged.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.bench.save.SaveTimes;
import org.jurigged.bench.save.Work;
import org.jurigged.bench.steps.Clocked;
import org.jurigged.bench.steps.Step;

/** When the steps of a save begin, and what they take: of a process of its own, in which they have clocks around them. */
final class StepTimes {
    private StepTimes() {}

    /** Measure; what else such a process tells is left out, because it doesn't measure that well. */
    static Map<String, List<Double>> measure(Lab lab, Work work) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(SaveTimes.class.getName()));
        arguments.addAll(List.of(work.arguments()));
        Map<String, List<Double>> steps =
                new HashMap<>(ChildProcess.times(lab.installation().controllerCommand(Clocked.class, arguments)));
        steps.keySet().removeIf(name -> !name.startsWith(SaveTimes.BEGINS) && !name.startsWith(SaveTimes.TAKES));
        return steps;
    }

    /**
     * Add a row for each step that was called.
     *
     * @param of what stands before the step's label in the row
     * @param prefix what stands before the times' names
     */
    static void report(Report report, String bench, String of, Times times, String prefix) {
        for (Step step : Step.ALL) {
            if (times.has(prefix + SaveTimes.TAKES + step.label())) {
                double begins =
                        times.get(prefix + SaveTimes.BEGINS + step.label()).median();
                double takes =
                        times.get(prefix + SaveTimes.TAKES + step.label()).median();
                report.add(
                        bench,
                        of + "step " + step.label(),
                        "begins at %s, takes %s ms".formatted(Sample.number(begins), Sample.number(takes)));
            }
        }
    }
}
