package org.jurigged.reshape.store;

import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What all stores have in common: a table from instances, by identity, to entries. Never used as it is: its class file is
 * what {@link Template} makes companions of, which have the value and the methods that deal with it besides.
 *
 * <p>An object of this class is an entry. It is found without a lock, in a table with linear probing in which an entry
 * never moves and a slot that was taken never becomes free again, so that whoever comes to a free slot knows that there
 * is no entry. Entries are put in, and the table replaced, with the lock held; a new table has the same entries, so
 * that a value that is put while the table is replaced isn't lost.
 *
 * <p>References are phantom ones: a weak one is cleared before the instance's finaliser runs, which would find the
 * fields empty. They are never asked for their instance, only whether they have a certain one.
 */
final class StoreTemplate extends PhantomReference<Object> {
    /** Stands for the instance itself where an instance is its own value, which so doesn't keep it. */
    private static final Object SELF = new Object();

    private static final Object LOCK = new Object();
    private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();

    /** Takes the slot of an entry whose instance is gone. */
    private static final StoreTemplate GONE = new StoreTemplate(null);

    /** Initialisers that run: the thread, the instance, and the entry that the initialiser itself put, or null. */
    private static final List<Object> RUNNING = new ArrayList<>();

    /** A power of two of slots, never more than two thirds of them taken. */
    private static volatile StoreTemplate[] table = new StoreTemplate[16];

    private static int taken;
    private static int live;

    private final int hash;

    private StoreTemplate(Object host) {
        super(host, QUEUE);
        hash = System.identityHashCode(host);
    }

    /** Returns the entry of an instance, or null. Small, to be inlined: three of four are found at once. */
    private static StoreTemplate find(Object host) {
        StoreTemplate[] slots = table;
        int hash = System.identityHashCode(host);
        StoreTemplate entry = slots[hash & slots.length - 1];
        // With the fence of place(): what was written before the entry was put here is seen.
        VarHandle.acquireFence();
        if (entry == null || entry.refersTo(host)) {
            return entry;
        }
        return findFrom(hash + 1, slots, host);
    }

    private static StoreTemplate findFrom(int start, StoreTemplate[] slots, Object host) {
        for (int i = start; ; i++) {
            StoreTemplate entry = slots[i & slots.length - 1];
            VarHandle.acquireFence();
            if (entry == null || entry.refersTo(host)) {
                return entry;
            }
        }
    }

    /** Puts an entry with its value into the table, unless the instance has one, which is then returned; else null. */
    private static StoreTemplate enter(Object host, StoreTemplate entry) {
        synchronized (LOCK) {
            StoreTemplate present = find(host);
            if (present == null) {
                insert(entry);
                int own = running(host);
                if (own >= 0) {
                    RUNNING.set(own + 2, entry);
                }
            }
            return present;
        }
    }

    /** Gives an instance without an entry the initialiser's value; null if its initialiser runs in this thread already. */
    private static StoreTemplate absent(Object host) {
        synchronized (LOCK) {
            StoreTemplate present = find(host);
            if (present != null || running(host) >= 0) {
                return present;
            }
            RUNNING.addAll(Arrays.asList(Thread.currentThread(), host, null));
        }
        StoreTemplate entry = null;
        try {
            StoreTemplate initial = new StoreTemplate(host);
            initialise(host, initial);
            entry = initial;
        } finally {
            entry = settle(host, entry);
        }
        return entry;
    }

    /** Ends an initialiser. What another thread stored meanwhile stays; what the initialiser itself stored doesn't. */
    private static StoreTemplate settle(Object host, StoreTemplate initial) {
        synchronized (LOCK) {
            int own = running(host);
            Object ownEntry = RUNNING.get(own + 2);
            RUNNING.subList(own, own + 3).clear();
            if (initial == null) {
                return null;
            }
            StoreTemplate present = find(host);
            if (present == null) {
                insert(initial);
                return initial;
            }
            if (present != ownEntry) {
                return present;
            }
            place(slot(present), initial);
            return initial;
        }
    }

    /** Replaced in each companion: stores the initialiser's value in an entry. */
    private static void initialise(Object host, StoreTemplate entry) {
        throw new IllegalStateException(host + " and " + entry + " belong to a template");
    }

    private static int running(Object host) {
        for (int i = 0; i < RUNNING.size(); i += 3) {
            if (RUNNING.get(i) == Thread.currentThread() && RUNNING.get(i + 1) == host) {
                return i;
            }
        }
        return -1;
    }

    private static void insert(StoreTemplate entry) {
        expunge();
        if ((taken + 1) * 3L > table.length * 2L) {
            rehash();
        }
        StoreTemplate[] slots = table;
        int i = entry.hash;
        while (slots[i & slots.length - 1] != null && slots[i & slots.length - 1] != GONE) {
            i++;
        }
        if (slots[i & slots.length - 1] == null) {
            taken++;
        }
        live++;
        place(i & slots.length - 1, entry);
    }

    /** Publishes an entry. The table is written so that whoever comes later, by the clock of volatile fields, sees it. */
    private static void place(int slot, StoreTemplate entry) {
        StoreTemplate[] slots = table;
        VarHandle.releaseFence();
        slots[slot] = entry;
        table = slots;
    }

    /** Returns the slot of an entry, or -1. */
    private static int slot(Object entry) {
        StoreTemplate[] slots = table;
        for (int i = ((StoreTemplate) entry).hash; slots[i & slots.length - 1] != null; i++) {
            if (slots[i & slots.length - 1] == entry) {
                return i & slots.length - 1;
            }
        }
        return -1;
    }

    /** Makes a table in which at most two fifths of the slots are taken, without the entries whose instances are gone. */
    private static void rehash() {
        StoreTemplate[] old = table;
        long count = 0;
        for (StoreTemplate entry : old) {
            count += entry == null || entry.refersTo(null) ? 0 : 1;
        }
        int length = 16;
        while (count * 5 > length * 2L) {
            length *= 2;
        }
        StoreTemplate[] slots = new StoreTemplate[length];
        taken = 0;
        for (StoreTemplate entry : old) {
            if (entry != null && !entry.refersTo(null)) {
                int i = entry.hash;
                while (slots[i & length - 1] != null) {
                    i++;
                }
                slots[i & length - 1] = entry;
                taken++;
            }
        }
        live = taken;
        table = slots;
    }

    /** Removes some entries whose instances are gone: more than come in, and few enough for nobody to notice. */
    private static void expunge() {
        for (int n = 0; n < 8; n++) {
            Reference<?> gone = QUEUE.poll();
            if (gone == null) {
                break;
            }
            remove(gone);
        }
    }

    private static void remove(Reference<?> gone) {
        int slot = slot(gone);
        if (slot >= 0) {
            table[slot] = GONE;
            live--;
            if (table.length > 1024 && live < table.length / 16) {
                rehash();
            }
        }
    }

    /** Called whenever a value was put, which may be all that a program does for long. */
    private static void tidy() {
        Reference<?> gone = QUEUE.poll();
        if (gone != null) {
            synchronized (LOCK) {
                remove(gone);
                expunge();
            }
        }
    }

    /** What the JVM throws at an access to a field of null, thrown where it would be: by the caller of the accessor. */
    private static NullPointerException noHost(String access) {
        NullPointerException thrown = new NullPointerException(access + " because the instance is null");
        StackTraceElement[] trace = thrown.getStackTrace();
        if (trace.length > 2) {
            StackTraceElement[] callers = new StackTraceElement[trace.length - 2];
            System.arraycopy(trace, 2, callers, 0, callers.length);
            thrown.setStackTrace(callers);
        }
        return thrown;
    }
}
