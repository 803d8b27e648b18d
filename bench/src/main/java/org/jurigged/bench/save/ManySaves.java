package org.jurigged.bench.save;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jurigged.bench.project.EditKind;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;
import org.jurigged.controller.JuriggedException;

/**
 * Edits one class over and over in a process of its own; prints lines {@code name number}: times in milliseconds, and what
 * is in use at two moments, a tenth of the way and the end. After edits of a method's body it redefines the class some more
 * times without a session, and prints what is in use then: a JVM keeps something of each redefinition.
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

    /** How many saves there are for each redefinition without a session. */
    public static final int PLAIN_ONE_IN = 4;

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
            for (int i = 1; i <= work.saves(); i++) {
                Thread.sleep(REST_MILLIS);
                save(shop, GeneratedProject.FIRST_REVISION + i);
                if (i == work.saves() / 10 || i == work.saves()) {
                    printUse(shop);
                }
            }
            if (work.kind() == EditKind.BODY) {
                redefine(shop);
                printUse(shop);
            }
        }
    }

    private void redefine(LiveShop shop) throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectories(work.shop().board().resolveSibling("plain"));
        Floor plain = new BodyFloor(
                shop,
                file.at(elsewhere.resolve(file.file().getFileName())),
                work.shop().project().classes());
        int revision = GeneratedProject.FIRST_REVISION + work.saves();
        for (int i = 1; i <= work.saves() / PLAIN_ONE_IN; i++) {
            plain.take(revision + i);
        }
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
