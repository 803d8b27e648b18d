package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.PlatformClasses;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.reshape.Hooks;
import org.jurigged.reshape.Realm;

/**
 * Gives a target the classes that new code needs, before that code is there.
 *
 * <p>What is defined stays defined, also when the JVM refuses the rest: nobody uses it then.
 */
final class Definer {
    private final TargetClasses classes;

    Definer(TargetClasses classes) {
        this.classes = classes;
    }

    /**
     * Defines classes in the loader of {@code neighbour}, and makes the methods ask that have to.
     *
     * @param realm what the loader's classes are to become
     */
    void define(LoadedClass neighbour, Map<String, byte[]> files, Hooks hooks, Realm realm) throws JuriggedException {
        if (!hooks.methods().isEmpty()) {
            defineHook();
        }
        if (!files.isEmpty()) {
            classes.defining(files.keySet());
            try {
                classes.target().define(neighbour, files);
            } finally {
                classes.defining(Set.of());
            }
            Map<String, Realm.Shaped> shaped = new HashMap<>(realm.classes());
            shaped.keySet().retainAll(files.keySet());
            Map<String, byte[]> companions = new HashMap<>(realm.companions());
            companions.keySet().retainAll(files.keySet());
            classes.reshaped(neighbour.loader(), shaped, companions);
        }
        if (!hooks.registrations().isEmpty()) {
            classes.target().initialise(neighbour, hooks.registrations());
        }
        for (Map.Entry<String, Set<String>> asking : hooks.methods().entrySet()) {
            ask(asking.getKey(), asking.getValue(), neighbour.loader());
        }
    }

    private void defineHook() throws JuriggedException {
        Target target = classes.target();
        if (target.classes(Hooks.className()).isEmpty()) {
            LoadedClass object = target.classes("java.lang.Object").get(0);
            target.define(object, Map.of(Hooks.className(), Hooks.classFile()));
        }
    }

    private void ask(String className, Set<String> methods, long loader) throws JuriggedException {
        Set<String> all = new TreeSet<>(classes.asking(className));
        if (!all.addAll(methods)) {
            return;
        }
        List<LoadedClass> copies = classes.copies(className).stream()
                .filter(copy -> copy.loader() != loader)
                .toList();
        Optional<byte[]> file =
                PlatformClasses.of(classes.target().info().javaHome()).find(className);
        if (copies.size() != 1 || file.isEmpty()) {
            throw new JuriggedException(className + " can't be told of the methods that override its own ("
                    + copies.size() + " loaders have it). Restart the program to apply the edit.");
        }
        classes.redefine(Map.of(copies.get(0), Hooks.asking(file.get(), all)));
        classes.asks(className, all);
    }
}
