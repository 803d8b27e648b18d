package org.jurigged.bench.share;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * One sequence of packets of two debuggers and jurigged on one JVM, which wait for few of the answers: suspensions, event requests
 * of all policies, redefinitions, a debugger that leaves and comes again. Now and then all that they know is compared with
 * what they are told, and with what the threads do.
 */
public final class Interleaving {
    private static final int DEEPEST = 3;
    private static final int REQUESTS = 3;
    private static final int BETWEEN_CHECKS = 200;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path java;
    private final Path classes;
    private final Random random;
    private final int packets;
    private SharedProgram program;
    private final List<Party> parties = new ArrayList<>();
    private int sent;
    private int events;
    private int redefined;
    private int left;

    /** {@code classes} has the program's class files. */
    public Interleaving(Path java, Path classes, long seed, int packets) {
        this.java = java;
        this.classes = classes;
        this.random = new Random(seed);
        this.packets = packets;
    }

    /** Runs it; returns what is wrong, or nothing. */
    public String run() throws InterruptedException {
        try (SharedProgram started = new SharedProgram(java, classes)) {
            program = started;
            parties.add(program.own);
            parties.add(program.attach("one"));
            parties.add(program.attach("other"));
            play();
            return "";
        } catch (IOException | Wrong e) {
            return "after " + sent() + " packets: " + e.getMessage();
        }
    }

    /** Returns how many packets were sent. */
    public int sent() {
        return sent + parties.stream().mapToInt(party -> party.packets).sum();
    }

    /** Returns how many events were told. */
    public int events() {
        return events + parties.stream().mapToInt(party -> party.events).sum();
    }

    public int redefined() {
        return redefined;
    }

    /** Returns how often a debugger left. */
    public int left() {
        return left;
    }

    private void play() throws IOException, InterruptedException {
        int next = BETWEEN_CHECKS;
        while (sent() < packets) {
            int who = random.nextInt(parties.size());
            act(parties.get(who), who);
            if (random.nextInt(4) == 0) {
                parties.get(random.nextInt(parties.size())).listen();
            }
            if (sent() >= next) {
                check();
                next = sent() + BETWEEN_CHECKS;
            }
        }
        check();
        for (int who = parties.size() - 1; who > 0; who--) {
            leave(parties.remove(who));
        }
        while (program.own.deepest() > 0) {
            program.own.resumeAll();
        }
        program.own.settle();
        awaitTurns();
    }

    private void act(Party party, int who) throws IOException, InterruptedException {
        int thread = random.nextInt(Spinning.THREADS);
        boolean isDeep = party.deepest() >= DEEPEST;
        switch (random.nextInt(12)) {
            case 0 -> suspendAll(party, isDeep);
            case 1, 2 -> resumeAll(party);
            case 3, 4 -> {
                if (!isDeep) {
                    party.suspend(thread);
                }
            }
            case 5, 6, 7 -> resume(party, thread);
            case 8, 9 -> set(party);
            case 10 -> clear(party);
            default -> seldom(party, who, thread);
        }
    }

    private static void suspendAll(Party party, boolean isDeep) throws IOException, InterruptedException {
        if (!isDeep) {
            party.suspendAll();
        }
    }

    private static void resumeAll(Party party) throws IOException, InterruptedException {
        if (party.mayResumeAll()) {
            party.resumeAll();
        }
    }

    private static void resume(Party party, int thread) throws IOException, InterruptedException {
        if (party.mayResume(thread)) {
            party.resume(thread);
        }
    }

    private void set(Party party) throws IOException, InterruptedException {
        int policy = random.nextInt(3);
        int thread = random.nextInt(Spinning.THREADS + 1) - 1;
        // A JVM answers with any id where a request is over before its answer: so only while nothing can hit it.
        boolean mayBeOnce = party.holds(thread);
        boolean isOnce = mayBeOnce && (policy == 0 || random.nextBoolean());
        // One that holds nobody would never stop telling.
        if (party.requested() < REQUESTS && (policy > 0 || isOnce)) {
            party.set(program.breakpoint(policy, thread, isOnce));
        }
    }

    private void clear(Party party) throws IOException, InterruptedException {
        if (!party.requests.isEmpty()) {
            party.clear(party.requests.get(random.nextInt(party.requests.size())));
        }
    }

    private void seldom(Party party, int who, int thread) throws IOException, InterruptedException {
        int dice = random.nextInt(10);
        if (who == 0 && dice < 3 && !party.awaits(Message.REDEFINE)) {
            redefined++;
            party.send(Message.REDEFINE, program.redefinition());
        } else if (who > 0 && dice == 0) {
            leave(parties.get(who));
            parties.set(who, program.attach(party.name));
        } else {
            party.check(thread);
        }
    }

    /** Says goodbye, or just breaks off. */
    private void leave(Party party) throws IOException, InterruptedException {
        left++;
        if (random.nextBoolean()) {
            party.ask(Message.DISPOSE, Message.NOTHING);
        }
        party.close();
        sent += party.packets;
        events += party.events;
    }

    private void check() throws IOException, InterruptedException {
        for (Party party : parties) {
            party.settle();
            for (int request : List.copyOf(party.requests)) {
                party.clear(request);
            }
            party.settle();
        }
        int[] held = held();
        int[] before = program.turns();
        for (Party party : parties) {
            for (int thread = 0; thread <= Spinning.THREADS; thread++) {
                party.check(thread);
            }
        }
        int[] after = program.turns();
        for (int thread = 0; thread < Spinning.THREADS; thread++) {
            if (held[thread] > 0 && after[thread] != before[thread]) {
                throw new Wrong("thread " + thread + " is held " + held[thread] + " times, and runs");
            }
        }
        awaitTurns();
    }

    private int[] held() {
        int[] held = new int[Spinning.THREADS];
        for (int thread = 0; thread < Spinning.THREADS; thread++) {
            for (Party party : parties) {
                held[thread] += party.count(thread);
            }
        }
        return held;
    }

    /** Waits until each thread that nobody holds has turned; an event that comes late may still hold one. */
    private void awaitTurns() throws IOException, InterruptedException {
        int[] before = program.turns();
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int thread = 0; thread < Spinning.THREADS; thread++) {
            while (held()[thread] == 0 && program.turns()[thread] == before[thread]) {
                if (System.nanoTime() > end) {
                    throw new Wrong("nobody holds thread " + thread + ", and it doesn't run");
                }
                for (Party party : parties) {
                    party.listen();
                }
            }
        }
    }
}
