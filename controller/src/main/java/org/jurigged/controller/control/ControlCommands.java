package org.jurigged.controller.control;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The commands that a controller answers about one JVM, by name. Thread-safe; more may be added while it answers. */
public final class ControlCommands {
    private final Map<String, ControlCommand> commands = new ConcurrentHashMap<>();

    /** Adds a command. */
    public ControlCommands on(String name, ControlCommand command) {
        if (commands.putIfAbsent(name, command) != null) {
            throw new IllegalArgumentException("there are two commands " + name);
        }
        return this;
    }

    Optional<ControlCommand> find(String name) {
        return Optional.ofNullable(commands.get(name));
    }
}
