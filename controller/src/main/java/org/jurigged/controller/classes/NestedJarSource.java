package org.jurigged.controller.classes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A jar within a jar, extracted when a class is first looked for in it. */
final class NestedJarSource implements ClassSource {
    private final ClassPathElement.NestedJar element;
    private final NestedJars nestedJars;
    private JarSource extracted;

    NestedJarSource(ClassPathElement.NestedJar element, NestedJars nestedJars) {
        this.element = element;
        this.nestedJars = nestedJars;
    }

    @Override
    public synchronized Optional<ClassBytes> read(String binaryName) throws IOException {
        return extracted().read(binaryName);
    }

    @Override
    public synchronized Optional<Path> locate(String binaryName) throws IOException {
        return extracted().locate(binaryName).map(inCache -> element.jar());
    }

    private JarSource extracted() throws IOException {
        if (extracted == null) {
            Path jar = nestedJars.extractJar(element.jar(), element.name());
            extracted = new JarSource(element.entry(), jar, "");
        }
        return extracted;
    }

    @Override
    public synchronized void close() throws IOException {
        if (extracted != null) {
            extracted.close();
        }
    }
}
