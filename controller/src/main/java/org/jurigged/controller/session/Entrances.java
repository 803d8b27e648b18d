package org.jurigged.controller.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.bytecode.MethodTexts;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.move.Entrance;
import org.jurigged.reshape.move.MethodCode;
import org.jurigged.reshape.move.MoveHelper;

/**
 * The ways into the middle of methods, for frames that move: which are to be put into classes with their next redefinition,
 * and which the classes of a target have.
 *
 * <p>What a frame has moved into stays as it is as long as its method does, so that the JVM takes it for the latest code and
 * compiles it. Thread-safe.
 */
final class Entrances {
    private final Map<LoadedClass, Map<String, Entrance>> planned = new HashMap<>();
    private final Map<LoadedClass, Running> running = new HashMap<>();
    private int keys = (int) (System.currentTimeMillis() & 0xFFFFFF);

    @SuppressWarnings("ArrayRecordComponent") // class files are handed on, not compared
    private record Running(byte[] bytes, Set<Method> methods) {}

    private record Method(String name, String descriptor) {
        MethodCode in(byte[] classFile) {
            return new MethodCode(classFile, name, descriptor);
        }
    }

    /** A key that no other method has. */
    synchronized int newKey() {
        return keys++;
    }

    /** Notes what the next redefinition of a class puts into it. */
    synchronized void plan(LoadedClass loaded, Collection<Entrance> entrances) {
        Map<String, Entrance> byMethod = planned.computeIfAbsent(loaded, l -> new LinkedHashMap<>());
        entrances.forEach(e -> byMethod.put(e.method() + e.descriptor(), e));
    }

    /** Forgets what was planned. */
    synchronized void unplan() {
        planned.clear();
    }

    /** Returns the class files with what was planned for them, and what they have already where their methods stay. */
    synchronized Map<LoadedClass, byte[]> into(Map<LoadedClass, byte[]> plain) {
        Map<LoadedClass, byte[]> all = new HashMap<>();
        plain.forEach((loaded, bytes) -> all.put(loaded, into(loaded, bytes)));
        return all;
    }

    private byte[] into(LoadedClass loaded, byte[] plain) {
        Map<String, Entrance> mine = planned.getOrDefault(loaded, Map.of());
        byte[] bytes = mine.isEmpty()
                ? plain
                : Entrance.addAll(mine.values(), plain, MoveHelper.HANDOVER).orElse(plain);
        Running before = running.get(loaded);
        for (Method method : before == null ? Set.<Method>of() : before.methods()) {
            if (!mine.containsKey(method.name() + method.descriptor())) {
                bytes = carried(method, before.bytes(), bytes).orElse(bytes);
            }
        }
        return bytes;
    }

    private static Optional<byte[]> carried(Method method, byte[] before, byte[] latest) {
        String key = method.name() + method.descriptor();
        return Entrance.carry(method.in(before), latest)
                .filter(carried -> MethodTexts.of(carried)
                        .getOrDefault(key, "")
                        .equals(MethodTexts.of(before).get(key)));
    }

    /** Notes that these class files run, which {@link #into} made of those ones, or which are those. */
    synchronized void applied(Map<LoadedClass, byte[]> plain, Map<LoadedClass, byte[]> all) {
        all.forEach((loaded, bytes) -> {
            Running before = running.get(loaded);
            Set<Method> methods = new HashSet<>(before == null ? Set.of() : before.methods());
            planned.getOrDefault(loaded, Map.of())
                    .values()
                    .forEach(e -> methods.add(new Method(e.method(), e.descriptor())));
            if (bytes == plain.get(loaded)) {
                running.remove(loaded);
            } else {
                running.put(loaded, new Running(bytes, Set.copyOf(methods)));
            }
        });
    }

    /** Returns the class file that a loaded class runs, if it isn't the plain one. */
    synchronized Optional<byte[]> running(LoadedClass loaded) {
        return Optional.ofNullable(running.get(loaded)).map(Running::bytes);
    }

    /** Whether a class runs what was planned for one of its methods. */
    synchronized boolean leadsIn(LoadedClass loaded, Entrance entrance) {
        Running now = running.get(loaded);
        if (now == null) {
            return false;
        }
        var key = Entrance.key(new Method(entrance.method(), entrance.descriptor()).in(now.bytes()));
        return key.isPresent() && key.getAsInt() == entrance.key();
    }
}
