package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * A class that isn't loaded yet links only if its superclass was not loaded as a final class (JVMS 5.3.5), and if its
 * supertypes were loaded as public ones or are of its package (JVMS 5.4.4).
 */
final class ExtensionRule {
    private ExtensionRule() {}

    /** Returns why a class can't be loaded beside the classes of a realm; empty if nothing is in its way. */
    static Optional<Refusal> apply(Realm realm, byte[] classFile) {
        ClassNode latest = new ClassNode();
        new ClassReader(classFile)
                .accept(latest, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        List<String> supertypes = new ArrayList<>(latest.interfaces);
        if (latest.superName != null) {
            supertypes.add(latest.superName);
        }
        return supertypes.stream()
                .flatMap(supertype -> obstacle(realm, latest, Schema.binary(supertype)).stream())
                .findFirst();
    }

    private static Optional<Refusal> obstacle(Realm realm, ClassNode latest, String supertype) {
        Realm.Shaped shaped = realm.classes().get(supertype);
        String name = Schema.binary(latest.name);
        if (shaped == null) {
            return Optional.empty();
        }
        Names names = new Names(latest, latest);
        String loadedAs = " " + names.type(supertype) + ", which was loaded as a class that is ";
        if (shaped.schema().is(Opcodes.ACC_FINAL)) {
            return Optional.of(new Refusal(Code.J104, names.type(name), "it extends" + loadedAs + "final"));
        }
        boolean open = shaped.schema().is(Opcodes.ACC_PUBLIC) || packageOf(name).equals(packageOf(supertype));
        return open
                ? Optional.empty()
                : Optional.of(new Refusal(Code.J104, names.type(name), "it extends" + loadedAs + "not public"));
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }
}
