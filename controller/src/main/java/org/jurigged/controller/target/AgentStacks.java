package org.jurigged.controller.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.agent.Protocol;
import org.jurigged.agent.Wire;
import org.jurigged.controller.JuriggedException;

/** Reads how the program's threads stand. */
final class AgentStacks {
    private final AgentConnection connection;
    private final AgentClasses classes;
    private final AgentVersions versions;

    AgentStacks(AgentConnection connection, AgentClasses classes, AgentVersions versions) {
        this.connection = connection;
        this.classes = classes;
        this.versions = versions;
    }

    /** Returns the frames of all threads that have one in one of the classes. */
    List<ThreadStack> of(Set<LoadedClass> looked) throws JuriggedException {
        Map<String, LoadedClass> types = new HashMap<>();
        looked.forEach(loaded -> types.putIfAbsent(loaded.name(), loaded));
        Set<String> names = Set.copyOf(types.keySet());
        if (names.isEmpty()) {
            return List.of();
        }
        return connection.ask(Protocol.STACKS, "Reading stacks", message -> message.add(names), answer -> {
            List<ThreadStack> stacks = new ArrayList<>();
            Set<Long> threads = new HashSet<>();
            for (int left = answer.readInt(); left > 0; left--) {
                ThreadStack stack = stack(answer, types);
                stacks.add(stack);
                threads.add(stack.id());
            }
            versions.looked(names, threads);
            return stacks;
        });
    }

    private ThreadStack stack(Wire.Frame answer, Map<String, LoadedClass> types) throws IOException {
        String name = answer.readText();
        long id = answer.readLong();
        List<AgentVersions.Told> told = new ArrayList<>();
        for (int left = answer.readInt(); left > 0; left--) {
            told.add(new AgentVersions.Told(
                    answer.readText(), answer.readText(), answer.readInt(), answer.readBoolean()));
        }
        return versions.stack(name, id, told, type -> types.computeIfAbsent(type, classes::unknown));
    }
}
