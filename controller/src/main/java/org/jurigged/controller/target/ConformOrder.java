package org.jurigged.controller.target;

import java.util.List;
import java.util.Set;

/**
 * Whom to tell of a save, and what.
 *
 * @param changed the classes that changed, or whose sources are gone
 * @param shapes those of them of which reflection shows something else
 * @param resources whether other files were saved
 * @param builtIns the built-in conformers that have to do with it
 * @param callers the program's own
 * @param endpoints the changed classes for {@code spring-mvc}
 */
public record ConformOrder(
        List<LoadedClass> changed,
        Set<LoadedClass> shapes,
        boolean resources,
        List<Library> builtIns,
        List<Caller> callers,
        List<Endpoints> endpoints) {
    public ConformOrder {
        changed = List.copyOf(changed);
        shapes = Set.copyOf(shapes);
        builtIns = List.copyOf(builtIns);
        callers = List.copyOf(callers);
        endpoints = List.copyOf(endpoints);
    }

    /**
     * A built-in conformer.
     *
     * @param types the loaded classes of its library that it wants to know
     * @param objects those of which it wants all objects
     */
    public record Library(String name, List<LoadedClass> types, List<LoadedClass> objects) {
        public Library {
            types = List.copyOf(types);
            objects = List.copyOf(objects);
        }
    }

    /**
     * A class with a method {@code __conform__}.
     *
     * @param name what to call it in messages
     * @param host the class
     * @param classFile a nest mate of it that calls the method: a {@code BiConsumer} of an object, or null, and the array
     * @param isStatic whether the method is
     * @param receivers the classes on whose objects it is called, if it isn't
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, not compared
    public record Caller(
            String name, LoadedClass host, byte[] classFile, boolean isStatic, List<LoadedClass> receivers) {
        public Caller {
            receivers = List.copyOf(receivers);
        }
    }

    /**
     * A changed class whose methods may be found by reflection.
     *
     * @param methods its methods today, by name and descriptor
     * @param added those that reflection doesn't show
     * @param bridge a nest mate of it that has these; null if there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, not compared
    public record Endpoints(LoadedClass host, Set<String> methods, Set<String> added, byte[] bridge) {
        public Endpoints {
            methods = Set.copyOf(methods);
            added = Set.copyOf(added);
        }
    }
}
