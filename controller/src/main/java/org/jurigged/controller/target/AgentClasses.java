package org.jurigged.controller.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jurigged.agent.Protocol;
import org.jurigged.controller.JuriggedException;

/** The loaded classes, kept in step with the agent's list at each look. Thread-safe. */
final class AgentClasses {
    private static final long NO_LOADER = -1;

    private final AgentConnection connection;
    private final AgentFiles files;
    private final Map<Integer, AgentClass> byNumber = new HashMap<>();
    private final Map<String, Set<AgentClass>> byName = new HashMap<>();

    AgentClasses(AgentConnection connection) {
        this.connection = connection;
        this.files = new AgentFiles(connection);
    }

    AgentFiles files() {
        return files;
    }

    /** Hears of the classes that came and went; {@code all} looks at each that the JVM has. */
    synchronized void look(boolean all) throws JuriggedException {
        connection.ask(Protocol.CLASSES, "Listing classes", message -> message.add(all), answer -> {
            for (int left = answer.readInt(); left > 0; left--) {
                int number = answer.readInt();
                long loader = answer.readLong();
                String name = answer.readText();
                if (!name.isEmpty()) {
                    add(new AgentClass(this, number, name, loader));
                }
            }
            for (int left = answer.readInt(); left > 0; left--) {
                remove(byNumber.remove(answer.readInt()));
            }
            return null;
        });
    }

    private void add(AgentClass loaded) {
        byNumber.put(loaded.number(), loaded);
        byName.computeIfAbsent(loaded.name(), name -> new LinkedHashSet<>()).add(loaded);
    }

    private void remove(AgentClass unloaded) {
        if (unloaded != null) {
            files.forget(unloaded);
            Set<AgentClass> named = byName.get(unloaded.name());
            named.remove(unloaded);
            if (named.isEmpty()) {
                byName.remove(unloaded.name());
            }
        }
    }

    /** Whether a class is still loaded, as far as was heard. */
    synchronized boolean knows(AgentClass loaded) {
        return byNumber.containsKey(loaded.number());
    }

    synchronized Optional<AgentClass> numbered(int number) throws JuriggedException {
        if (!byNumber.containsKey(number)) {
            look(false);
        }
        return Optional.ofNullable(byNumber.get(number));
    }

    synchronized List<LoadedClass> named(String name) throws JuriggedException {
        look(false);
        return List.copyOf(known(name));
    }

    synchronized Map<String, List<LoadedClass>> named(Set<String> names) throws JuriggedException {
        look(false);
        Map<String, List<LoadedClass>> found = new HashMap<>();
        for (String name : names) {
            Set<AgentClass> named = known(name);
            if (!named.isEmpty()) {
                found.put(name, List.copyOf(named));
            }
        }
        return found;
    }

    /** The agent lists what the program loads; what it has of the platform is asked for by name. */
    private Set<AgentClass> known(String name) throws JuriggedException {
        Set<AgentClass> named = byName.getOrDefault(name, Set.of());
        if (!named.isEmpty() || !isPlatformName(name)) {
            return named;
        }
        int number = connection.ask(
                Protocol.PLATFORM_CLASS, "Finding " + name, message -> message.add(name), a -> a.readInt());
        if (number != 0) {
            look(false);
        }
        return byName.getOrDefault(name, Set.of());
    }

    private static boolean isPlatformName(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }

    synchronized List<LoadedClass> filtered(Predicate<String> filter) throws JuriggedException {
        look(false);
        List<LoadedClass> found = new ArrayList<>();
        byNumber.values().stream().filter(loaded -> filter.test(loaded.name())).forEach(found::add);
        return found;
    }

    synchronized Set<String> names(Predicate<String> filter) throws JuriggedException {
        look(false);
        Set<String> found = new TreeSet<>();
        byName.keySet().stream().filter(filter).forEach(found::add);
        return found;
    }

    /** Makes a class of which only the name is known: none that is listed is equal to it. */
    AgentClass unknown(String name) {
        return new AgentClass(this, 0, name, NO_LOADER);
    }

    List<String> supertypes(AgentClass loaded) {
        return AgentTarget.unchecked(() -> connection.ask(
                Protocol.SUPERTYPES,
                "Asking for the supertypes of " + loaded,
                message -> message.add(loaded.number()),
                answer -> List.copyOf(answer.readTexts())));
    }

    boolean isInitialised(AgentClass loaded) {
        return AgentTarget.unchecked(() -> connection.ask(
                Protocol.INITIALISED,
                "Asking whether " + loaded + " is initialised",
                message -> message.add(loaded.number()),
                answer -> answer.readBoolean()));
    }
}
