package org.jurigged.reshape;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** A class that isn't loaded yet links only if its superclass was not loaded as a final class (JVMS 5.3.5). */
final class ExtensionRule {
    private ExtensionRule() {}

    /** Returns why a class can't be loaded beside the classes of a realm; empty if nothing is in its way. */
    static Optional<Refusal> apply(Realm realm, byte[] classFile) {
        ClassNode latest = new ClassNode();
        new ClassReader(classFile)
                .accept(latest, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        if (latest.superName == null) {
            return Optional.empty();
        }
        String name = Schema.binary(latest.superName);
        Realm.Shaped superclass = realm.classes().get(name);
        if (superclass == null || !superclass.schema().is(Opcodes.ACC_FINAL)) {
            return Optional.empty();
        }
        Names names = new Names(latest, latest);
        return Optional.of(new Refusal(
                Code.J104,
                names.type(Schema.binary(latest.name)),
                "it extends " + names.type(name) + ", which was loaded as a final class"));
    }
}
