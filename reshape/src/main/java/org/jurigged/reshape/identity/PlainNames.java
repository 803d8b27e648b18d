package org.jurigged.reshape.identity;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;

/** Type names as they are compared: those of numbered classes, and of types nested in them, without the numbers. */
final class PlainNames extends Remapper {
    private final Map<String, String> numbered;
    private final Map<String, String> descriptors = new HashMap<>();

    /** Takes what stands for the names of numbered classes, by internal name. */
    PlainNames(Map<String, String> numbered) {
        super(Opcodes.ASM9);
        this.numbered = numbered;
    }

    @Override
    public String map(String internalName) {
        return numbered.getOrDefault(internalName, internalName);
    }

    /** What stands for the internal name of a class or the descriptor of an array. */
    String type(String name) {
        return numbered.isEmpty() ? name : mapType(name);
    }

    /** What stands for the descriptor of a field or of a method. */
    String descriptor(String descriptor) {
        if (numbered.isEmpty() || descriptor.indexOf('$') < 0) {
            return descriptor;
        }
        return descriptors.computeIfAbsent(descriptor, d -> d.charAt(0) == '(' ? mapMethodDesc(d) : mapDesc(d));
    }
}
