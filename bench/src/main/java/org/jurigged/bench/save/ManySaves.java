package org.jurigged.bench.save;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;
import org.jurigged.controller.JuriggedException;

/**
 * Edits one class over and over in a process of its own; prints lines {@code name number}: times in milliseconds, and what
 * is in use at two moments, a tenth of the way and the end. Or redefines it as often without the session, for a JVM keeps
 * something of each redefinition, which those that follow go through.
 */
public final class ManySaves {
    /** A save, live. */
    public static final String LIVE = "live";

    /** From the write to the session's word that it is live. */
    public static final String TOLD = "told";

    /** Kilobytes of heap that this process, the controller's, has in use after a collection. */
    public static final String CONTROLLER_HEAP = "controller-heap";

    /** Kilobytes of heap that the program has in use after a collection. */
    public static final String PROGRAM_HEAP = "program-heap";

    /** Kilobytes that the program's classes take outside of its heap. */
    public static final String PROGRAM_CLASSES = "program-classes";

    /** How many classes the program's JVM has loaded and not unloaded. */
    public static final String PROGRAM_LOADED = "program-loaded";

    /** How many entries the edited class's constant pool has in the program. */
    public static final String CONSTANTS = "constants";

    private static final int REST_MILLIS = 60;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Work work;
    private final EditedFile file;

    private ManySaves(Work work) throws IOException {
        this.work = work;
        this.file = work.shop().project().edited(work.shop().edited(), work.kind());
    }

    public static void main(String[] args) throws Exception {
        new ManySaves(Work.of(args)).run();
    }

    private void run() throws IOException, InterruptedException, JuriggedException {
        try (LiveShop shop = LiveShop.start(work.shop(), work.agent())) {
            shop.awaitRunning();
            WarmUps.await();
            Edit edit = work.floor() ? plain(shop) : revision -> save(shop, revision);
            for (int i = 1; i <= work.saves(); i++) {
                Thread.sleep(REST_MILLIS);
                edit.bring(GeneratedProject.FIRST_REVISION + i);
                if (i == work.saves() / 10 || i == work.saves()) {
                    printUse(shop);
                }
            }
        }
    }

    /** What brings a revision to the program. */
    private interface Edit {
        void bring(int revision) throws IOException, InterruptedException;
    }

    private Edit plain(LiveShop shop) throws IOException {
        Path elsewhere = Files.createDirectories(work.shop().board().resolveSibling("plain"));
        Floor plain = new BodyFloor(
                shop,
                file.at(elsewhere.resolve(file.file().getFileName())),
                work.shop().project().classes());
        return revision -> print(LIVE, plain.take(revision) / 1e6);
    }

    private void save(LiveShop shop, int revision) throws IOException, InterruptedException {
        long start = System.nanoTime();
        file.save(revision);
        print(LIVE, (shop.awaitRevision(revision) - start) / 1e6);
        print(TOLD, (shop.listening().next().atNanos() - start) / 1e6);
    }

    private void printUse(LiveShop shop) throws IOException, InterruptedException {
        WarmUps.awaitEnd();
        System.gc();
        print(
                CONTROLLER_HEAP,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0);
        JvmUse use = JvmUse.of(shop.pid());
        print(PROGRAM_HEAP, use.heap());
        print(PROGRAM_CLASSES, use.metaspace());
        print(PROGRAM_LOADED, use.classes());
        print(
                CONSTANTS,
                shop.connection().classesByName(work.shop().edited()).get(0).constantPoolCount());
    }

    private void print(String name, double number) {
        out.println(name + " " + String.format(Locale.ROOT, "%.3f", number));
    }
}
