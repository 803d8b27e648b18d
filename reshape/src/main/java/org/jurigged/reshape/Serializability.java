package org.jurigged.reshape;

import java.util.Arrays;
import java.util.Optional;
import org.objectweb.asm.ClassReader;

/** Tells which classes the program makes serializable; not those that a class of the platform does, like exceptions. */
final class Serializability {
    private final Surroundings surroundings;

    Serializability(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    boolean declares(String internalName) {
        Optional<byte[]> file = internalName.startsWith("java/")
                ? Optional.empty()
                : surroundings.classFile(Schema.binary(internalName));
        if (file.isEmpty()) {
            return false;
        }
        ClassReader reader = new ClassReader(file.get());
        return Arrays.asList(reader.getInterfaces()).contains("java/io/Serializable")
                || Arrays.stream(reader.getInterfaces()).anyMatch(this::declares)
                || (reader.getSuperName() != null && declares(reader.getSuperName()));
    }
}
