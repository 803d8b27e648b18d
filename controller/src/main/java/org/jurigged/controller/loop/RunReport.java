package org.jurigged.controller.loop;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What one run of a looped method came to.
 *
 * @param loop the loop's number
 * @param className binary name of the class that has the method; a companion where it was added by an edit
 * @param run from 1
 * @param round how many saves had gone live when it began
 * @param result the text of what it returned; empty for a void method, and if it threw
 * @param isVoid whether it returns nothing
 * @param thrown what it threw, and the causes of that, the outermost first; empty if it returned
 */
public record RunReport(
        int loop,
        String className,
        String method,
        String descriptor,
        int run,
        int round,
        long nanos,
        String stdout,
        String stderr,
        String result,
        boolean isVoid,
        List<Thrown> thrown) {

    public RunReport {
        thrown = List.copyOf(thrown);
    }

    /** An exception: its own text, and the frames from where it was made to the method, the innermost first. */
    public record Thrown(String text, List<StackTraceElement> frames) {
        public Thrown {
            frames = List.copyOf(frames);
        }
    }

    /** Reads the words of a report, see {@link org.jurigged.reshape.loop.LoopHelper}. */
    static RunReport of(List<String> all) {
        Iterator<String> words = all.iterator();
        int loop = Integer.parseInt(words.next());
        String className = words.next();
        String method = words.next();
        String descriptor = words.next();
        int run = Integer.parseInt(words.next());
        int round = Integer.parseInt(words.next());
        long nanos = Long.parseLong(words.next());
        String stdout = words.next();
        String stderr = words.next();
        String kind = words.next();
        List<Thrown> thrown = new ArrayList<>();
        String result = "";
        if (kind.equals("thrown")) {
            while (words.hasNext()) {
                thrown.add(thrown(words));
            }
        } else {
            result = words.next();
        }
        return new RunReport(
                loop,
                className,
                method,
                descriptor,
                run,
                round,
                nanos,
                stdout,
                stderr,
                result,
                kind.equals("void"),
                thrown);
    }

    private static Thrown thrown(Iterator<String> words) {
        String text = words.next();
        int count = Integer.parseInt(words.next());
        List<StackTraceElement> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String className = words.next();
            String method = words.next();
            String file = words.next();
            frames.add(new StackTraceElement(
                    className, method, file.isEmpty() ? null : file, Integer.parseInt(words.next())));
        }
        return new Thrown(text, frames);
    }
}
