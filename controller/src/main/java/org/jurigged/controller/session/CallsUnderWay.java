package org.jurigged.controller.session;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the calls under way in one target that run old code. Thread-safe, each method for itself. */
final class CallsUnderWay {
    private final Set<Activation> old = ConcurrentHashMap.newKeySet();
    private final Map<Activation, OldCall> oldCalls = new ConcurrentHashMap<>();
    private final Map<Activation, String> lostArguments = new ConcurrentHashMap<>();

    /** Whether a call under way is known to run old code although the JVM doesn't call its method obsolete. */
    boolean isOld(Activation activation) {
        return old.contains(activation);
    }

    /** Notes all such calls in these classes; those found earlier and not now are over. */
    void oldActivations(Set<String> classNames, Set<Activation> now) {
        old.removeIf(activation -> classNames.contains(activation.className()));
        old.addAll(now);
    }

    /** Returns what is known of a call under way that runs old code, named without its method. */
    Optional<OldCall> oldCall(Activation activation) {
        return Optional.ofNullable(oldCalls.get(activation));
    }

    /** Notes what is known of calls in these classes that run old code; of those found earlier and not now, nothing is. */
    void oldCalls(Set<String> classNames, Map<Activation, OldCall> now) {
        oldCalls.keySet().removeIf(activation -> classNames.contains(activation.className()));
        oldCalls.putAll(now);
    }

    /** Notes that a call runs old code no more, or that more is known of it; empty if it has moved or ended. */
    void oldCall(Activation activation, Optional<OldCall> call) {
        oldCalls.computeIfPresent(activation, (a, known) -> call.orElse(null));
        if (call.isEmpty()) {
            old.removeIf(a -> a.unnamed().equals(activation));
        }
    }

    /** Notes that a call, named without its method, begins again: it runs new code, with what it was called with. */
    void endOld(Activation activation) {
        oldCall(activation, Optional.empty());
        lostArguments.keySet().removeIf(a -> a.unnamed().equals(activation));
    }

    /** Notes that a call goes on in code which doesn't tell that it had assigned a parameter. */
    void loseArgument(Activation activation, String parameter) {
        lostArguments.put(activation, parameter);
    }

    /** Returns a parameter of a call, or of an earlier one at its place, that was assigned before it moved. */
    Optional<String> lostArgument(Activation unnamed, String method, String descriptor) {
        return Optional.ofNullable(lostArguments.get(unnamed.named(method, descriptor)));
    }
}
