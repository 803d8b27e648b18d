package org.jurigged.reshape.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Surroundings;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.tree.ClassNode;

/** The methods of other loaders' classes that have to ask for overriders, because one came with this transaction. */
final class Asking {
    private final Realm realm;
    private final Surroundings surroundings;
    private final Map<String, Set<String>> hooks = new LinkedHashMap<>();

    Asking(Realm realm, Surroundings surroundings) {
        this.realm = realm;
        this.surroundings = surroundings;
    }

    /** Whether a method, by internal name of its class and key, asks. */
    boolean asks(String name, String key) {
        return hooks.getOrDefault(name, Set.of()).contains(key)
                || surroundings.asking(binary(name)).contains(key);
    }

    /** Makes the overridden methods of a class ask. A class of another loader doesn't see those that override its methods. */
    void add(Scene scene, String name, List<Refusal> refusals) {
        TypeInfo library = scene.world().type(name);
        for (String key : scene.dispatch().prologues().get(name)) {
            Member method = library.physicalMethod(key);
            if (LibraryHooks.mayBeReplaced(library, method) && !surroundings.callsHashCode()) {
                refuse(
                        scene,
                        library,
                        key,
                        "override of Object.hashCode() added, which this JVM's compiler replaces",
                        refusals);
            } else if (LibraryHooks.canAsk(library, method)) {
                hooks.computeIfAbsent(name, n -> new TreeSet<>()).add(key);
            } else if (!LibraryHooks.isNeverAsked(name, key)) {
                refuse(scene, library, key, "override of a method of " + binary(library.name) + " added", refusals);
            }
        }
    }

    private static void refuse(Scene scene, TypeInfo library, String key, String reason, List<Refusal> refusals) {
        for (TypeInfo overrider : scene.dispatch().prologue(library, key)) {
            int end = key.indexOf('(');
            refusals.add(new Refusal(
                    Code.J138, Display.method(overrider.name, key.substring(0, end), key.substring(end)), reason));
        }
    }

    /** Makes the classes that tell the hook of the overriders; {@code latest} has today's classes by internal name. */
    void register(Scene scene, Formed formed, Map<String, byte[]> companions, Function<String, ClassNode> latest) {
        hooks.forEach((library, keys) -> {
            TypeInfo type = scene.world().type(library);
            for (String key : keys) {
                for (TypeInfo overrider : scene.dispatch().prologue(type, key)) {
                    Member method = overrider.method(key);
                    String name = FormNames.registrar(overrider.name, method.name(), method.type());
                    companions.put(
                            name, LibraryHooks.registrar(scene, type, overrider, method, latest.apply(overrider.name)));
                    if (!realm.companions().containsKey(binary(name))) {
                        formed.registrations().add(binary(name));
                    }
                }
            }
            formed.hooks().put(binary(library), keys);
        });
    }

    private static String binary(String name) {
        return name.replace('/', '.');
    }
}
