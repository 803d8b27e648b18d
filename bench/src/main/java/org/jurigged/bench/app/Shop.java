package org.jurigged.bench.app;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A server at work: a part of its project's classes is loaded, two threads go through some of them, one calls the edited
 * method.
 *
 * <p>Arguments: the board; the names of the edited class and of the workload; a file with the names of classes to load.
 */
public final class Shop {
    private static final int WORKERS = 2;
    private static final long TELL_NANOS = 10_000_000;

    private Shop() {}

    public static void main(String[] args) throws Exception {
        Board board = Board.open(Path.of(args[0]));
        for (String name : Files.readAllLines(Path.of(args[3]))) {
            Class.forName(name);
        }
        Workload workload = make(args[2], Workload.class);
        for (int i = 0; i < WORKERS; i++) {
            int worker = i;
            new Thread(() -> work(board, workload, Board.THREADS + worker), "orders-" + worker).start();
        }
        tellCompilations(board);
        RevisionWatch.start(board, make(args[1], Revised.class));
        board.set(Board.PID, ProcessHandle.current().pid());
    }

    private static <T> T make(String className, Class<T> type) throws ReflectiveOperationException {
        return Class.forName(className)
                .asSubclass(type)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static void tellCompilations(Board board) {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        Runnable telling = () -> {
            while (true) {
                board.set(Board.COMPILED, compilers.getTotalCompilationTime());
                LockSupport.parkNanos(TELL_NANOS);
            }
        };
        Thread thread = new Thread(telling, "compilations");
        thread.setDaemon(true);
        thread.start();
    }

    private static void work(Board board, Workload workload, int slot) {
        long seed = slot;
        while (true) {
            seed = workload.run(seed);
            board.add(slot, 1);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
