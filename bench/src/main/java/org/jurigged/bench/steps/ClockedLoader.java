package org.jurigged.bench.steps;

import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;

/** Loads jurigged's classes, and the bench's with them, from the class path of this process; steps get their clocks. */
final class ClockedLoader extends ClassLoader {
    private static final String OURS = "org.jurigged.";

    static {
        registerAsParallelCapable();
    }

    ClockedLoader(ClassLoader parent) {
        super("clocked", parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        // As the class path's own loader would have it: what jurigged is made of is read from where its classes lie.
        ProtectionDomain place = getParent().loadClass(name).getProtectionDomain();
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] classFile = ClockedClass.of(name, in.readAllBytes());
            return defineClass(name, classFile, 0, classFile.length, place);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
