package org.jurigged.agent;

import java.lang.instrument.Instrumentation;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The loaded classes that the controller knows of, each by a number: all but those of the platform in the boot loader,
 * which are looked up by name, and those without a name of their own (hidden ones, arrays). Keeps no class alive.
 *
 * <p>Thread-safe. What a thread calls that defines a class takes no lock that is held while the platform is called: that
 * thread may be in the middle of what the platform waits for, an initialiser or a loader's lock.
 */
final class Classes {
    /** A definition that hasn't come to an end after this time never will. */
    private static final long FAILED_NANOS = 60_000_000_000L;

    private static final int MOST_PENDING = 20_000;

    private final Instrumentation instrumentation;
    private final Platform platform;
    private final Map<Integer, Known> byNumber = new HashMap<>();
    private final Map<Known, Known> all = new HashMap<>();
    /** Its own lock; nothing else happens under it. */
    private final Map<Weak<ClassLoader>, Long> loaders = new HashMap<>();

    private final ReferenceQueue<Class<?>> unloaded = new ReferenceQueue<>();
    private final ConcurrentLinkedQueue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pendingCount = new AtomicInteger();
    private final List<Known> came = new ArrayList<>();
    private final List<Known> latest = new ArrayList<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final List<Integer> went = new ArrayList<>();
    private volatile boolean lookAtAll = true;
    private int lastNumber;
    private long lastLoader;

    Classes(Instrumentation instrumentation, Platform platform) {
        this.instrumentation = instrumentation;
        this.platform = platform;
    }

    /** A reference that is equal to those to the same object; asks the object nothing. */
    private static class Weak<T> extends WeakReference<T> {
        private final int hash;

        Weak(T object, ReferenceQueue<? super T> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            Object here = get();
            return here != null && other instanceof Weak && here == ((Weak<?>) other).get();
        }
    }

    /** A class that has a number. */
    private static final class Known extends Weak<Class<?>> {
        private int number;

        Known(Class<?> type, ReferenceQueue<Class<?>> queue) {
            super(type, queue);
        }
    }

    /** A class that is being defined. */
    static final class Pending {
        private final WeakReference<ClassLoader> loader;
        private final String name;
        private final long since = System.nanoTime();

        private Pending(ClassLoader loader, String name) {
            this.loader = new WeakReference<>(loader);
            this.name = name;
        }

        String name() {
            return name;
        }

        long since() {
            return since;
        }

        private boolean isOver() {
            return System.nanoTime() - since > FAILED_NANOS;
        }
    }

    /** Notes that a class is about to be defined; returns null for one of the boot loader. */
    Pending defining(ClassLoader loader, String name) {
        if (loader == null) {
            // Only what is appended to the boot class path is listed of it.
            if (!isPlatformName(name)) {
                lookAtAll = true;
            }
            return null;
        }
        Pending definition = new Pending(loader, name);
        if (pendingCount.get() < MOST_PENDING) {
            pendingCount.incrementAndGet();
            pending.add(definition);
        } else {
            lookAtAll = true;
        }
        return definition;
    }

    private static boolean isPlatformName(String name) {
        return name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.")
                || name.startsWith("com.sun.");
    }

    /** Returns the loaders that have classes of the package of a class. */
    synchronized List<ClassLoader> neighbours(String name) {
        resolve();
        String packageName = name.substring(0, name.lastIndexOf('.') + 1);
        List<ClassLoader> found = new ArrayList<>();
        for (Known known : all.keySet()) {
            Class<?> type = known.get();
            ClassLoader loader = type == null ? null : type.getClassLoader();
            boolean isNeighbour = loader != null
                    && type.getName().startsWith(packageName)
                    && type.getName().indexOf('.', packageName.length()) < 0;
            if (isNeighbour && !found.contains(loader)) {
                found.add(loader);
            }
        }
        return found;
    }

    /** Notes that the controller has seen a class before it is defined. */
    void seen(ClassLoader loader, String name) {
        seen.add(key(loader, name));
    }

    private String key(ClassLoader loader, String name) {
        return loader(loader) + " " + name;
    }

    /** Returns the numbers of listed classes, of those that were noted since the last call. */
    synchronized List<Integer> since(LateFilter filter) {
        resolve();
        List<Integer> found = new ArrayList<>();
        for (Known known : latest) {
            Class<?> type = known.get();
            if (type != null
                    && filter.concerns(type.getName())
                    && !seen.contains(key(type.getClassLoader(), type.getName()))) {
                found.add(known.number);
            }
        }
        latest.clear();
        seen.clear();
        return found;
    }

    /** Returns the definitions that are under way. */
    synchronized List<Pending> pending() {
        resolve();
        return new ArrayList<>(pending);
    }

    /** Returns the class that came of a definition; null if there is none yet, or will never be. */
    synchronized Class<?> result(Pending definition) {
        ClassLoader loader = definition.loader.get();
        return loader == null ? null : find(loader, definition.name);
    }

    private Class<?> find(ClassLoader loader, String name) {
        try {
            Class<?> type = platform.find(loader, name);
            return type != null && type.getClassLoader() == loader ? type : null;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private void resolve() {
        for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
            Pending definition = each.next();
            Class<?> type = result(definition);
            if (type != null) {
                number(type);
            }
            if (type != null || definition.isOver()) {
                each.remove();
                pendingCount.decrementAndGet();
            }
        }
    }

    /** Returns a class's number, a new one if it has none yet. */
    synchronized int number(Class<?> type) {
        Known key = new Known(type, unloaded);
        Known known = all.get(key);
        if (known == null) {
            known = key;
            known.number = ++lastNumber;
            all.put(known, known);
            byNumber.put(known.number, known);
            came.add(known);
            latest.add(known);
        }
        return known.number;
    }

    /** Returns the class of a number; null if it is unloaded. */
    synchronized Class<?> get(int number) {
        Known known = byNumber.get(number);
        return known == null ? null : known.get();
    }

    /** Returns the class of a number. */
    Class<?> loaded(int number) throws Unloaded {
        Class<?> type = get(number);
        if (type == null) {
            throw new Unloaded();
        }
        return type;
    }

    /** Returns a loader's number, 0 being the boot loader. */
    long loader(ClassLoader loader) {
        if (loader == null) {
            return 0;
        }
        Weak<ClassLoader> key = new Weak<>(loader, null);
        synchronized (loaders) {
            Long known = loaders.get(key);
            if (known == null) {
                known = ++lastLoader;
                loaders.put(key, known);
            }
            return known;
        }
    }

    /** Tells which classes came and went since this was told last, at first all that there are. */
    synchronized void tell(boolean reallyAll, Wire.Message message) throws ReflectiveOperationException {
        if (lookAtAll || reallyAll) {
            lookAtAll = false;
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                if (!type.isArray()
                        && !platform.isOfBootModule(type)
                        && type.getName().indexOf('/') < 0) {
                    number(type);
                }
            }
        }
        resolve();
        forget();
        message.add(came.size());
        for (Known known : came) {
            Class<?> type = known.get();
            message.add(known.number)
                    .add(type == null ? 0 : loader(type.getClassLoader()))
                    .add(type == null ? "" : type.getName());
        }
        message.add(went.size());
        for (int number : went) {
            message.add(number);
        }
        came.clear();
        went.clear();
    }

    private void forget() {
        boolean any = false;
        for (Object gone = unloaded.poll(); gone != null; gone = unloaded.poll()) {
            Known known = (Known) gone;
            if (all.remove(known) != null) {
                byNumber.remove(known.number);
                went.add(known.number);
                any = true;
            }
        }
        if (any) {
            forgetLoaders();
        }
    }

    private void forgetLoaders() {
        synchronized (loaders) {
            for (Iterator<Weak<ClassLoader>> each = loaders.keySet().iterator(); each.hasNext(); ) {
                if (each.next().get() == null) {
                    each.remove();
                }
            }
        }
    }
}
