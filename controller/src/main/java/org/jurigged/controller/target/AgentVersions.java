package org.jurigged.controller.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jurigged.controller.bytecode.MethodChanges;
import org.jurigged.controller.bytecode.RawClass;
import org.jurigged.controller.bytecode.RawMethod;

/**
 * Which frames run replaced code.
 *
 * <p>The JVM tells whether a frame's code is of the latest version of its class. If it isn't, the frame is old if the
 * latest redefinition changed its method; if an earlier one did, it is old if it was then, and has stood there since.
 * Thread-safe.
 */
final class AgentVersions {
    private final Map<String, Versions> byClass = new HashMap<>();

    /** What is known of a class that was redefined. */
    private static final class Versions {
        private final Set<String> changedLast = new HashSet<>();
        private final Set<Place> old = new HashSet<>();
        private final List<RawMethod> methods = new ArrayList<>();
    }

    /** A place in a stack, which no other call can be at while one is there. */
    private record Place(long thread, int height, String method, int below) {}

    /** A frame as the agent tells it. */
    record Told(String className, String method, int line, boolean isOfOtherVersion) {}

    /** Notes that a class was redefined. */
    synchronized void redefined(String className, byte[] before, byte[] after) {
        if (before.length == 0) {
            return;
        }
        Versions versions = byClass.computeIfAbsent(className, name -> new Versions());
        versions.changedLast.clear();
        versions.changedLast.addAll(MethodChanges.between(before, after));
        // Those of this version first: a frame that is old is looked for among the others before.
        versions.methods.addAll(0, new RawClass(before).methods());
        if (versions.methods.size() > MOST_METHODS) {
            versions.methods.subList(MOST_METHODS, versions.methods.size()).clear();
        }
    }

    private static final int MOST_METHODS = 2_000;

    /**
     * Makes frames of what the agent tells of a thread.
     *
     * @param types the classes by their names: a stack trace tells no more of them
     */
    synchronized ThreadStack stack(String name, long id, List<Told> told, Function<String, LoadedClass> types) {
        List<ThreadStack.Frame> frames = new ArrayList<>();
        Map<String, Set<Place>> found = new HashMap<>();
        int below = 1;
        for (int i = told.size() - 1; i >= 0; i--) {
            Told frame = told.get(i);
            Versions versions = byClass.get(frame.className());
            Place place = new Place(id, told.size() - 1 - i, frame.method(), below);
            String descriptor = versions == null ? "" : descriptor(versions, frame);
            boolean isOld = versions != null && isOld(versions, frame, place, descriptor);
            if (isOld) {
                found.computeIfAbsent(frame.className(), c -> new HashSet<>()).add(place);
            }
            frames.add(
                    0,
                    new ThreadStack.Frame(
                            frame.className(),
                            types.apply(frame.className()),
                            frame.method(),
                            descriptor,
                            -1,
                            frame.line(),
                            isOld));
            below = 31 * (31 * below + frame.className().hashCode()) + frame.line();
        }
        remember(id, found);
        return new ThreadStack(name, id, frames);
    }

    private static boolean isOld(Versions versions, Told frame, Place place, String descriptor) {
        return frame.isOfOtherVersion()
                && (versions.changedLast.contains(frame.method() + descriptor) || versions.old.contains(place));
    }

    /** What was old in this thread and isn't found any more is over. */
    private void remember(long thread, Map<String, Set<Place>> found) {
        byClass.forEach((className, versions) -> {
            versions.old.removeIf(place -> place.thread() == thread);
            versions.old.addAll(found.getOrDefault(className, Set.of()));
        });
    }

    /** Forgets threads that aren't in these classes any more. */
    synchronized void looked(Set<String> classNames, Set<Long> threads) {
        classNames.stream()
                .map(byClass::get)
                .filter(versions -> versions != null)
                .forEach(versions -> versions.old.removeIf(place -> !threads.contains(place.thread())));
    }

    /** Overloads are told apart by their lines. */
    private static String descriptor(Versions versions, Told frame) {
        String byName = "";
        for (RawMethod method : versions.methods) {
            if (method.name().equals(frame.method())) {
                if (frame.line() <= 0 || method.hasLine(frame.line())) {
                    return method.descriptor();
                }
                byName = byName.isEmpty() ? method.descriptor() : byName;
            }
        }
        return byName;
    }
}
