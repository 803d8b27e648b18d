package org.jurigged.bench.random.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.bench.random.edit.Edit;
import org.jurigged.bench.random.edit.EditMaker;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.make.ProgramMaker;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.text.LateCalls;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.Jdk;

/** Runs random programs with random saves on a JDK, and compares after each save. Used by one thread. */
public final class RandomSequences implements AutoCloseable {
    private final Jvms jvms;
    private final Path failures;
    private final int shrinking;
    private final Consumer<String> listener;
    private final Totals totals = new Totals();

    /**
     * Starts the JVMs.
     *
     * @param failures a folder for what fails, which is made when something does
     * @param shrinking how many attempts to make a sequence that fails smaller
     * @param attachEvery how many saves a session makes before the next one attaches; 0 for one session that starts the JVM
     * @param listener is told each failure, as a text of several lines
     */
    public RandomSequences(Jdk jdk, Path failures, int shrinking, int attachEvery, Consumer<String> listener)
            throws IOException {
        this.jvms = new Jvms(jdk, attachEvery);
        this.failures = failures;
        this.shrinking = shrinking;
        this.listener = listener;
    }

    /** Runs the sequence of a seed, up to a save after which no JVM runs the program; returns whether nothing was wrong. */
    public boolean run(long seed, int saves) throws IOException, JuriggedException {
        try {
            return compare(seed, saves);
        } catch (Unrunnable e) {
            totals.cutShort();
            return true;
        }
    }

    private boolean compare(long seed, int saves) throws IOException, JuriggedException {
        Dice dice = new Dice(seed);
        Program program = ProgramMaker.make(dice);
        List<List<Edit>> made = new ArrayList<>();
        LateCalls late = LateCalls.of(seed);
        totals.sequence();
        Optional<Failure> failure =
                SequenceRun.run(jvms, program, late, Saves.random(new EditMaker(dice), saves, made), totals::count);
        if (failure.isEmpty()) {
            return true;
        }
        totals.wrong();
        Failure smallest = Shrinker.shrink(jvms, shrinking, program, late, made, failure.get());
        String text = "seed " + seed + ", " + saves + " saves\n" + smallest.describe();
        write(failures.resolve("seed-" + seed), text, smallest);
        listener.accept(text);
        return false;
    }

    private static void write(Path folder, String text, Failure failure) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("failure.txt"), text);
        Files.writeString(folder.resolve("Probe.java"), failure.probe());
        Files.write(folder.resolve("live.txt"), failure.live());
        Files.write(folder.resolve("fresh.txt"), failure.fresh());
        Map.of("before", failure.before(), "after", failure.after()).forEach((name, texts) -> {
            try {
                Path sources = Files.createDirectories(folder.resolve(name));
                for (Map.Entry<String, String> file : texts.entrySet()) {
                    Files.writeString(sources.resolve(file.getKey()), file.getValue());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    public Totals totals() {
        return totals;
    }

    @Override
    public void close() throws IOException {
        jvms.close();
    }
}
