package org.jurigged.controller.share;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the JVM's one count of suspensions for each thread at the sum of what its clients have, each by itself.
 *
 * <p>So a thread runs when nobody holds it. Where the JVM resumes all threads for one client, it would take from others' counts:
 * the threads that the client doesn't hold are suspended once more before it. So is one that runs, for that moment: it may have
 * stopped for an event that isn't known here yet. Guests' counts of an <em>exempt</em> thread aren't carried out: of
 * jurigged's own threads, and of one that jurigged makes calls on. But where one rests,
 * with nothing to do, the JVM may count it with all threads until it is woken: each of a debugger's steps would take two commands
 * more.
 */
final class Suspensions {
    private final Agent agent;
    private final Set<Client> clients = new HashSet<>();
    private final Set<Long> exempt = new HashSet<>();
    /** Those that have nothing to do until they are woken. */
    private final Set<Long> resting = new HashSet<>();
    /** How often the JVM has suspended an exempt thread for guests nevertheless. */
    private final Map<Long, Integer> owed = new HashMap<>();

    /** What the JVM is told, in this order. */
    interface Agent {
        void suspendAll();

        void resumeAll();

        void suspend(long thread);

        void resume(long thread);
    }

    Suspensions(Agent agent) {
        this.agent = agent;
    }

    void join(Client client) {
        clients.add(client);
    }

    /** How often the JVM has suspended a thread. */
    int real(long thread) {
        int sum = 0;
        for (Client client : clients) {
            sum += counts(client, thread) ? client.holds.of(thread) : 0;
        }
        return sum + owed.getOrDefault(thread, 0);
    }

    boolean isExempt(long thread) {
        return exempt.contains(thread);
    }

    private boolean counts(Client client, long thread) {
        return client.isOwn() || !exempt.contains(thread);
    }

    /** Whether somebody else than this client holds a thread. */
    boolean holdsElse(Client client, long thread) {
        return clients.stream().anyMatch(other -> other != client && other.holds.of(thread) > 0);
    }

    /** Whether a guest holds a thread. */
    boolean isHeldByGuest(long thread) {
        return guests(thread) > 0;
    }

    /** Whether a guest holds all threads, or some. */
    boolean isHeldByGuests() {
        return clients.stream().anyMatch(client -> !client.isOwn() && !client.holds.isEmpty());
    }

    private int guests(long thread) {
        int sum = 0;
        for (Client client : clients) {
            sum += client.isOwn() ? 0 : client.holds.of(thread);
        }
        return sum;
    }

    /** Notes that the JVM has suspended all threads for a client. */
    void suspendedAll(Client client) {
        client.holds.suspendAll();
        if (!client.isOwn()) {
            exempt.forEach(this::suspendedForGuest);
        }
    }

    private void suspendedForGuest(long exemptThread) {
        if (resting.contains(exemptThread)) {
            owed.merge(exemptThread, 1, Integer::sum);
        } else {
            agent.resume(exemptThread);
        }
    }

    /** Notes that an exempt thread has nothing to do until it is woken. */
    void rests(long thread) {
        if (exempt.contains(thread)) {
            resting.add(thread);
        }
    }

    /** To be called before an exempt thread is to run again. */
    void wake(long thread) {
        resting.remove(thread);
        Integer times = owed.remove(thread);
        for (int n = times == null ? 0 : times; n > 0; n--) {
            agent.resume(thread);
        }
    }

    void suspend(Client client, long thread) {
        client.holds.suspend(thread);
        if (counts(client, thread)) {
            agent.suspend(thread);
        }
    }

    /** Notes that the JVM has suspended a thread for a client. */
    void suspended(Client client, long thread) {
        client.holds.suspend(thread);
        if (!counts(client, thread)) {
            agent.resume(thread);
        }
    }

    /** Takes back one of a client's suspensions of a thread; false if there is none. */
    boolean resume(Client client, long thread) {
        if (client.holds.of(thread) == 0) {
            return false;
        }
        client.holds.resume(thread);
        if (counts(client, thread)) {
            agent.resume(thread);
        }
        return true;
    }

    void resumeAll(Client client) {
        if (client.holds.all() > 0) {
            beforeResumeAll(client);
            agent.resumeAll();
            client.holds.resumeAll();
        } else {
            // The JVM isn't told to resume all: the others run, or are held by others.
            List.copyOf(client.holds.others()).forEach(thread -> resume(client, thread));
        }
    }

    /**
     * What was told to the JVM so that it may resume all threads for one client.
     *
     * @param paid exempt threads of which the JVM then takes back what it has counted for a guest
     */
    record Lent(boolean all, List<Long> threads, List<Long> paid) {}

    /** Prepares for the JVM resuming all threads for a client, which {@link Holds#resumeAll} notes then. */
    Lent beforeResumeAll(Client client) {
        boolean all = client.holds.all() == 0;
        if (all) {
            agent.suspendAll();
        }
        List<Long> lent = new ArrayList<>();
        List<Long> paid = new ArrayList<>();
        for (long thread : special()) {
            boolean goes = client.holds.of(thread) > 0 && counts(client, thread);
            if (!all && !client.isOwn() && owed.containsKey(thread)) {
                paid.add(thread);
            } else if (all == goes) {
                lent.add(thread);
            }
        }
        paid.forEach(thread -> owed.computeIfPresent(thread, (t, times) -> times == 1 ? null : times - 1));
        lent.forEach(all ? agent::resume : agent::suspend);
        return new Lent(all, lent, paid);
    }

    /** Takes back {@link #beforeResumeAll}, where nothing was resumed. */
    void undo(Lent lent) {
        lent.paid().forEach(this::suspendedForGuest);
        if (lent.all()) {
            lent.threads().forEach(agent::suspend);
            agent.resumeAll();
        } else {
            lent.threads().forEach(agent::resume);
        }
    }

    private Set<Long> special() {
        Set<Long> threads = new HashSet<>(exempt);
        clients.forEach(client -> threads.addAll(client.holds.others()));
        return threads;
    }

    /** From now on no guest holds this thread. */
    void exempt(long thread) {
        if (exempt.add(thread)) {
            for (int n = guests(thread); n > 0; n--) {
                agent.resume(thread);
            }
        }
    }

    void noLongerExempt(long thread) {
        if (exempt.remove(thread)) {
            wake(thread);
            for (int n = guests(thread); n > 0; n--) {
                agent.suspend(thread);
            }
        }
    }

    /** Whether something here is known by that object id. */
    boolean knows(long object) {
        return exempt.contains(object)
                || clients.stream().anyMatch(client -> client.holds.others().contains(object));
    }

    /** Lets go of all that a client holds. */
    void leave(Client client) {
        while (client.holds.all() > 0) {
            resumeAll(client);
        }
        for (long thread : List.copyOf(client.holds.others())) {
            while (resume(client, thread)) {
                // Once for each time.
                continue;
            }
        }
        clients.remove(client);
    }
}
