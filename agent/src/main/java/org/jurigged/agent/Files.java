package org.jurigged.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the class files that classes run: the JVM gives them back when it is asked to transform the classes again, in which
 * nothing is changed. And hears of it when somebody else redefines a class.
 */
final class Files implements ClassFileTransformer {
    private final Instrumentation instrumentation;
    private final Classes classes;
    private final Link link;
    private Map<Class<?>, byte[]> wanted;
    private volatile Thread busy;

    Files(Instrumentation instrumentation, Classes classes, Link link) {
        this.instrumentation = instrumentation;
        this.classes = classes;
        this.link = link;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String internalName, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        Thread thread = Thread.currentThread();
        if (redefined == null || (thread instanceof Worker && ((Worker) thread).redefines)) {
            return null;
        }
        try {
            if (thread == busy) {
                wanted.put(redefined, bytes.clone());
            } else if (loader != null) {
                link.send(new Wire.Message(Protocol.OTHERS, classes.number(redefined)).add(bytes));
            }
        } catch (RuntimeException | LinkageError e) {
            // It is read by nobody then.
            return null;
        }
        return null;
    }

    /** Returns the class files of those classes that give them. */
    synchronized Map<Class<?>, byte[]> read(List<Class<?>> types) {
        wanted = new IdentityHashMap<>();
        busy = Thread.currentThread();
        try {
            instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
            each(types);
        } finally {
            busy = null;
        }
        return wanted;
    }

    /** Where one of them can't be had, the others can. */
    private void each(List<Class<?>> types) {
        for (Class<?> type : types) {
            try {
                instrumentation.retransformClasses(type);
            } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
                // Whether it was seen before that is in the map.
                continue;
            }
        }
    }
}
