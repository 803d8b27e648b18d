package org.jurigged.reshape.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;

/**
 * Interfaces that lambdas implement (JLS 9.8), and whose method has another name than in the loaded interface: an object
 * that a lambda made can implement the loaded one only.
 */
final class FunctionalInterfaces {
    private FunctionalInterfaces() {}

    /** Returns the name by which the loaded interface has an abstract method that it lacks by its name of today. */
    static Optional<String> formerName(TypeInfo type, String key) {
        if (!type.isInterface()) {
            return Optional.empty();
        }
        String descriptor = key.substring(key.indexOf('('));
        for (Map.Entry<String, String> renamed : type.lineage.methods().entrySet()) {
            Member physical = type.physicalMethod(renamed.getKey());
            if (renamed.getValue().equals(key) && physical != null && physical.is(Opcodes.ACC_ABSTRACT)) {
                return Optional.of(physical.name());
            }
        }
        List<Member> abstracts = type.physicalMethods().stream()
                .filter(m -> m.is(Opcodes.ACC_ABSTRACT))
                .toList();
        boolean sole = abstracts.size() == 1
                && abstracts.get(0).type().equals(descriptor)
                && type.method(abstracts.get(0).name() + descriptor) == null;
        return sole ? Optional.of(abstracts.get(0).name()) : Optional.empty();
    }
}
