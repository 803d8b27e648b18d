package org.jurigged.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears of every class that is about to be defined, on the thread that defines it.
 *
 * <p>Nothing here may throw, wait without a bound, or use what makes classes of its own (lambdas): the thread is the
 * program's, and may hold any of its locks.
 */
final class Loads implements ClassFileTransformer {
    private final ClassLoader own;
    private final Classes classes;
    private final Link link;
    private final Missed missed;
    private final Map<Integer, Loading> waiting = new HashMap<>();
    private volatile LateFilter late = LateFilter.NONE;
    private volatile List<String> told = new ArrayList<>();
    private volatile boolean isDeaf;
    private volatile boolean closed;
    private int lastNumber;

    Loads(ClassLoader own, Classes classes, Link link, Missed missed) {
        this.own = own;
        this.classes = classes;
        this.link = link;
        this.missed = missed;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String internalName, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (closed || redefined != null || internalName == null || loader == own) {
            return null;
        }
        try {
            return defining(loader, internalName.replace('/', '.'), domain, bytes);
        } catch (RuntimeException | LinkageError e) {
            // The program goes on without us.
            return null;
        }
    }

    private byte[] defining(ClassLoader loader, String name, ProtectionDomain domain, byte[] bytes) {
        Classes.Pending definition = classes.defining(loader, name);
        if (LateFilter.isBelow(told, name)) {
            link.send(new Wire.Message(Protocol.LOADED, 0).add(name));
        }
        Thread thread = Thread.currentThread();
        boolean byUs = thread instanceof Worker && (((Worker) thread).loads || name.equals(((Worker) thread).defines));
        if (byUs || !late.concerns(name)) {
            return null;
        }
        byte[] result = isDeaf ? null : ask(new Loading(name, loader, domain), bytes);
        if (result == null && definition != null) {
            // The controller is told of it as soon as it is there, and sees to it then.
            missed.add(definition, true);
        }
        return result == null || result.length == 0 ? null : result;
    }

    /** Returns null if nothing came in time. */
    private byte[] ask(Loading loading, byte[] bytes) {
        int number = begin(loading);
        try {
            link.send(new Wire.Message(Protocol.LOADING, number)
                    .add(loading.name)
                    .add(classes.loader(loading.loader))
                    .add(location(loading.domain))
                    .add(bytes));
            byte[] result = loading.await(Protocol.PATIENCE_MILLIS);
            // Who doesn't answer once is not waited for again until he is heard of.
            isDeaf = result == null;
            if (result != null) {
                classes.seen(loading.loader, loading.name);
            }
            return result;
        } finally {
            end(number);
        }
    }

    static String location(ProtectionDomain domain) {
        return domain == null
                        || domain.getCodeSource() == null
                        || domain.getCodeSource().getLocation() == null
                ? ""
                : domain.getCodeSource().getLocation().toString();
    }

    private synchronized int begin(Loading loading) {
        waiting.put(++lastNumber, loading);
        return lastNumber;
    }

    private synchronized void end(int number) {
        waiting.remove(number);
    }

    /** Returns a class that is about to be defined; null if its thread doesn't wait any more. */
    synchronized Loading waiting(int number) {
        return waiting.get(number);
    }

    /** Notes that the controller is there. */
    void heard() {
        isDeaf = false;
    }

    /** Sets which classes the controller wants to see, and waits for definitions under way that this comes too late for. */
    void late(LateFilter filter) {
        late = filter;
        for (Classes.Pending definition : classes.pending()) {
            if (filter.concerns(definition.name())) {
                missed.add(definition, false);
            }
        }
    }

    void tell(List<String> prefixes) {
        told = prefixes;
    }

    /** Lets all threads go that wait. */
    synchronized void close() {
        closed = true;
        for (Loading loading : waiting.values()) {
            loading.goOn(new byte[0]);
        }
    }
}
