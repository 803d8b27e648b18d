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
    private final Map<Integer, Loading> waiting = new HashMap<>();
    private volatile LateFilter late = LateFilter.NONE;
    private volatile List<String> told = new ArrayList<>();
    private volatile boolean isDeaf;
    private volatile boolean closed;
    private int lastNumber;

    Loads(ClassLoader own, Classes classes, Link link) {
        this.own = own;
        this.classes = classes;
        this.link = link;
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
        classes.defining(loader, name);
        if (LateFilter.isBelow(told, name)) {
            link.send(new Wire.Message(Protocol.LOADED, 0).add(name));
        }
        Thread thread = Thread.currentThread();
        boolean byUs = thread instanceof Worker && (((Worker) thread).loads || name.equals(((Worker) thread).defines));
        return byUs || isDeaf || !late.concerns(name) ? null : ask(new Loading(name, loader, domain), bytes);
    }

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
            return result == null || result.length == 0 ? null : result;
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

    /** Sets which classes the controller wants to see; returns definitions under way that this comes too late for. */
    List<Classes.Pending> late(LateFilter filter) {
        late = filter;
        List<Classes.Pending> missed = new ArrayList<>();
        for (Classes.Pending definition : classes.pending()) {
            if (filter.concerns(definition.name())) {
                missed.add(definition);
            }
        }
        return missed;
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
