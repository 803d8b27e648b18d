package org.jurigged.controller.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jurigged.agent.Protocol;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.bytecode.MethodTexts;
import org.jurigged.controller.bytecode.RawClass;
import org.jurigged.controller.bytecode.RawMethod;
import org.jurigged.reshape.Schema;

/**
 * The class files that classes run, as the JVM gives them back or as they were redefined with. To give one back the JVM
 * has to renew the class, by which a debugger loses its breakpoints there: so each is asked for once, and only if needed.
 */
final class AgentFiles {
    private static final byte[] NONE = {};

    private final AgentConnection connection;
    private final Map<AgentClass, byte[]> known = new ConcurrentHashMap<>();

    AgentFiles(AgentConnection connection) {
        this.connection = connection;
    }

    /** Returns what a class runs; empty if the JVM doesn't give it back. */
    byte[] of(AgentClass loaded) {
        byte[] file = known.get(loaded);
        if (file == null) {
            AgentTarget.unchecked(() -> {
                read(List.of(loaded));
                return null;
            });
            file = known.getOrDefault(loaded, NONE);
        }
        return file;
    }

    /** Reads those of these classes that aren't known, in one step. */
    void read(Collection<AgentClass> classes) throws JuriggedException {
        Map<Integer, AgentClass> asked = new HashMap<>();
        for (AgentClass loaded : classes) {
            if (!known.containsKey(loaded)) {
                asked.put(loaded.number(), loaded);
            }
        }
        if (asked.isEmpty()) {
            return;
        }
        connection.ask(
                Protocol.FILES,
                "Reading classes",
                message -> {
                    message.add(asked.size());
                    asked.keySet().forEach(message::add);
                },
                answer -> {
                    for (int left = answer.readInt(); left > 0; left--) {
                        AgentClass loaded = asked.get(answer.readInt());
                        byte[] file = answer.readBytes();
                        if (loaded != null) {
                            known.put(loaded, file);
                        }
                    }
                    return null;
                });
        asked.values().forEach(loaded -> known.putIfAbsent(loaded, NONE));
    }

    boolean isKnown(AgentClass loaded) {
        return known.containsKey(loaded);
    }

    void put(AgentClass loaded, byte[] file) {
        known.put(loaded, file);
    }

    void forget(AgentClass loaded) {
        known.remove(loaded);
    }

    /** Reads a schema as the debug protocol would tell it: of the attributes, the JVM doesn't give all back. */
    static Schema schema(byte[] file) {
        Schema all = Schema.of(file);
        return new Schema(
                all.name(), all.access(), all.superName(), all.interfaces(), all.fields(), all.methods(), null);
    }

    static boolean sameConstants(byte[] runs, byte[] file) {
        return runs.length > 0 && Arrays.equals(new RawClass(runs).constantPool(), new RawClass(file).constantPool());
    }

    static boolean sameCode(byte[] runs, byte[] file) {
        if (Arrays.equals(runs, file)) {
            return true;
        }
        return runs.length > 0
                && sameMembers(Schema.of(runs), Schema.of(file))
                && MethodTexts.of(runs).equals(MethodTexts.of(file));
    }

    /** Whether one method, given by its name and descriptor, is the same. */
    static boolean sameCode(byte[] runs, byte[] file, String method) {
        String wanted = MethodTexts.of(file).get(method);
        return wanted != null
                && runs.length > 0
                && wanted.equals(MethodTexts.of(runs).get(method));
    }

    static int codeLength(byte[] file, String method, String descriptor) {
        return file.length == 0 ? 0 : new RawClass(file).codeLength(method, descriptor);
    }

    private static boolean sameMembers(Schema one, Schema other) {
        return one.access() == other.access()
                && Set.copyOf(one.fields()).equals(Set.copyOf(other.fields()))
                && Set.copyOf(one.methods()).equals(Set.copyOf(other.methods()));
    }

    static boolean sameLines(byte[] runs, byte[] file) {
        if (runs.length == 0) {
            return false;
        }
        Map<String, RawMethod> wanted = new HashMap<>();
        new RawClass(file).methods().forEach(method -> wanted.put(method.name() + method.descriptor(), method));
        List<RawMethod> all = new ArrayList<>(new RawClass(runs).methods());
        return all.stream().allMatch(method -> {
            RawMethod same = wanted.get(method.name() + method.descriptor());
            return same == null || method.hasLinesOf(same);
        });
    }
}
