package org.jurigged.controller.target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jurigged.agent.Protocol;
import org.jurigged.controller.JuriggedException;

/** Redefines classes through the agent, and notes what they ran and run: old frames are told by that. */
final class AgentRedefinition {
    private final AgentConnection connection;
    private final AgentClasses classes;
    private final AgentVersions versions;

    AgentRedefinition(AgentConnection connection, AgentClasses classes, AgentVersions versions) {
        this.connection = connection;
        this.classes = classes;
        this.versions = versions;
    }

    /** Reads what classes run, in one step. */
    void readAhead(Collection<LoadedClass> loaded) throws JuriggedException {
        List<AgentClass> asked = new ArrayList<>();
        loaded.forEach(one -> asked.add((AgentClass) one));
        classes.files().read(asked);
    }

    /** Redefines all in one step, or none; returns how long it took in nanoseconds. */
    long apply(Map<LoadedClass, byte[]> redefined) throws JuriggedException {
        // What ran before is asked for now: whether a frame is old can't be told without it.
        readAhead(redefined.keySet().stream()
                .filter(loaded -> !loaded.name().startsWith("java."))
                .toList());
        String names =
                redefined.keySet().stream().map(LoadedClass::name).sorted().collect(Collectors.joining(", "));
        long nanos = connection.ask(
                Protocol.REDEFINE,
                names,
                message -> {
                    message.add(redefined.size());
                    redefined.forEach((loaded, bytes) ->
                            message.add(((AgentClass) loaded).number()).add(bytes));
                },
                answer -> answer.readLong());
        redefined.forEach((loaded, bytes) -> note((AgentClass) loaded, bytes));
        return nanos;
    }

    private void note(AgentClass loaded, byte[] bytes) {
        if (classes.files().isKnown(loaded)) {
            versions.redefined(loaded.name(), classes.files().of(loaded), bytes);
        }
        classes.files().put(loaded, bytes);
    }
}
