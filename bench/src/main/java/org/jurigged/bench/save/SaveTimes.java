package org.jurigged.bench.save;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jurigged.bench.project.EditKind;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;
import org.jurigged.bench.steps.Clock;
import org.jurigged.controller.JuriggedException;

/**
 * Times saves in a process of its own; prints a line {@code name milliseconds} for each time.
 *
 * <p>A time begins before the file is opened for writing, and ends when the program's first call of the new code has
 * returned.
 */
public final class SaveTimes {
    /** The first save of a session, live. */
    public static final String FIRST = "first";

    /** Any later save, live. */
    public static final String LIVE = "live";

    /** The same edit with {@link Floor}. */
    public static final String FLOOR = "floor";

    /** How long the program was paused for a later save, as the session says. */
    public static final String PAUSED = "paused";

    /** From the write to the session's word that a later save is live. */
    public static final String TOLD = "told";

    /** How many classes a later save redefined or defined; no time. */
    public static final String CLASSES = "classes";

    /** Before a step's label: from the write to the step's first call. */
    public static final String BEGINS = "begins ";

    /** Before a step's label: the sum of its calls. */
    public static final String TAKES = "takes ";

    private static final int REST_MILLIS = 100;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Work work;
    private final Random random;
    private final EditedFile file;
    private int revision = GeneratedProject.FIRST_REVISION + 1;
    private int compiled = revision;

    private SaveTimes(Work work) throws IOException {
        this.work = work;
        this.random = new Random(work.seed());
        this.file = work.shop().project().edited(work.shop().edited(), work.kind());
    }

    public static void main(String[] args) throws Exception {
        new SaveTimes(Work.of(args)).run();
    }

    private void run() throws IOException, InterruptedException, JuriggedException {
        try (LiveShop shop = LiveShop.start(work.shop(), work.agent())) {
            shop.awaitRunning();
            if (work.warm()) {
                WarmUps.await();
                rest(shop);
            }
            save(shop, true);
            if (work.saves() > 1) {
                saves(shop);
            }
        }
    }

    private void saves(LiveShop shop) throws IOException, InterruptedException {
        Floor floor = work.floor() ? floor(shop) : null;
        for (int i = 1; i < work.saves(); i++) {
            boolean floorFirst = i % 2 == 0;
            if (work.floor() && floorFirst) {
                take(floor, shop);
            }
            rest(shop);
            save(shop, false);
            if (work.floor() && !floorFirst) {
                take(floor, shop);
            }
        }
    }

    private Floor floor(LiveShop shop) throws IOException {
        Path elsewhere = Files.createDirectories(work.shop().board().resolveSibling("floor"));
        GeneratedProject project = work.shop().project();
        EditedFile copy = file.at(elsewhere.resolve(file.file().getFileName()));
        Floor floor = work.kind() == EditKind.BODY
                ? new BodyFloor(shop, copy, project.classes())
                : new JavacFloor(copy, project.usersOfRate(), project.classes());
        floor.warm(revision);
        return floor;
    }

    /**
     * A person's next save is never at once: what the last one left to do in the background is over, here and in the
     * program, whose JVM compiles again what was redefined.
     */
    private void rest(LiveShop shop) throws InterruptedException {
        shop.awaitCompiled();
        Thread.sleep(REST_MILLIS + random.nextInt(REST_MILLIS));
    }

    /** One that redefines takes the program's next revision; the others leave it to the next save to be another one. */
    private void take(Floor floor, LiveShop shop) throws IOException, InterruptedException {
        rest(shop);
        print(FLOOR, floor.take(work.kind() == EditKind.BODY ? revision++ : ++compiled));
    }

    private void save(LiveShop shop, boolean first) throws IOException, InterruptedException {
        int next = revision++;
        Clock.take();
        long start = System.nanoTime();
        file.save(next);
        long seen = shop.awaitRevision(next);
        print(first ? FIRST : LIVE, seen - start);
        Saved saved = shop.listening().next();
        if (!first) {
            long told = saved.atNanos() - start;
            print(TOLD, told);
            printNumber(PAUSED, saved.live().pausedMillis());
            printNumber(CLASSES, saved.live().classes());
            printSteps(start);
        }
    }

    private void printSteps(long start) {
        Map<String, Long> begins = new LinkedHashMap<>();
        Map<String, Long> takes = new LinkedHashMap<>();
        for (Clock.Call call : Clock.take()) {
            begins.merge(call.label(), call.startNanos() - start, Math::min);
            takes.merge(call.label(), call.endNanos() - call.startNanos(), Long::sum);
        }
        begins.forEach((label, nanos) -> print(BEGINS + label, nanos));
        takes.forEach((label, nanos) -> print(TAKES + label, nanos));
    }

    private void print(String name, long nanos) {
        printNumber(name, nanos / 1e6);
    }

    private void printNumber(String name, double number) {
        out.println(name + " " + String.format(Locale.ROOT, "%.3f", number));
    }
}
