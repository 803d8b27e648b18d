package org.jurigged.controller.live;

import com.sun.jdi.VirtualMachine;
import com.sun.jdi.VirtualMachineManager;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Eclipse's own JDI, which shares no code with the JDK's; it comes as a jar in a jar. */
final class EclipseJdi implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Path jar;
    private final URLClassLoader loader;
    final VirtualMachineManager manager;

    EclipseJdi() throws Exception {
        ClassLoader tests = EclipseJdi.class.getClassLoader();
        jar = Files.createTempFile("jurigged-jdimodel-", ".jar");
        try (InputStream in = tests.getResourceAsStream("jdimodel.jar")) {
            Files.write(jar, in.readAllBytes());
        }
        loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, tests);
        manager = (VirtualMachineManager) loader.loadClass("org.eclipse.jdi.Bootstrap")
                .getMethod("virtualMachineManager")
                .invoke(null);
    }

    /** Has it wait for answers longer than its three seconds, which are too few on a busy machine; other JDIs wait anyway. */
    static void havePatience(VirtualMachine vm) throws ReflectiveOperationException {
        if (vm.getClass().getName().startsWith("org.eclipse.")) {
            vm.getClass().getMethod("setRequestTimeout", int.class).invoke(vm, TIMEOUT_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
        Files.delete(jar);
    }
}
