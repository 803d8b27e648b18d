package org.jurigged.controller.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the classes of a run mean, compared with the current ones.
 *
 * @param classes the classes, each with how it changed
 * @param changes how they look different to the sources that use them
 * @param removed classes that were there and were not made again
 */
record Assessment(List<CompiledClass> classes, List<AbiChange> changes, Set<String> removed) {
    Assessment {
        classes = List.copyOf(classes);
        changes = List.copyOf(changes);
        removed = Set.copyOf(removed);
    }

    /**
     * Compare the classes of a run with the current ones.
     *
     * @param before names of the classes that the compiled sources, and those that are gone, made last
     */
    static Assessment of(
            List<Javac.Output> outputs, Set<String> before, CurrentClasses current, DependencyIndex index) {
        List<CompiledClass> classes = new ArrayList<>();
        List<AbiChange> changes = new ArrayList<>();
        Set<String> removed = new TreeSet<>(before);
        // Comparing many classes takes a while, and one has nothing to do with the other.
        for (Compared compared : outputs.parallelStream()
                .map(output -> compare(output, current, index))
                .toList()) {
            removed.remove(compared.made().name());
            classes.add(compared.made());
            changes.addAll(compared.changes());
        }
        for (String name : removed) {
            current.find(name).flatMap(Assessment::abi).ifPresent(abi -> changes.addAll(abi.removed()));
        }
        return new Assessment(classes, changes, removed);
    }

    /** Take the same classes in another form. */
    Assessment with(List<CompiledClass> same) {
        return new Assessment(same, changes, removed);
    }

    /** Put what other sources made with it. */
    Assessment and(Assessment other) {
        List<CompiledClass> all = new ArrayList<>(classes);
        all.addAll(other.classes);
        List<AbiChange> allChanges = new ArrayList<>(changes);
        allChanges.addAll(other.changes);
        Set<String> allRemoved = new TreeSet<>(removed);
        allRemoved.addAll(other.removed);
        return new Assessment(all, allChanges, allRemoved);
    }

    /** Compare classes that did not change in the way in which changed ones are compared, for the warm-up. */
    static void rehearse(List<Javac.Output> outputs) {
        for (Javac.Output output : outputs) {
            ClassComparison.compareDeeply(output.bytes(), output.bytes());
            changes(Change.SCHEMA, Optional.of(output.bytes()), output.bytes());
        }
    }

    /** A class, and how it looks different to the sources that use it. */
    private record Compared(CompiledClass made, List<AbiChange> changes) {}

    private static Compared compare(Javac.Output output, CurrentClasses current, DependencyIndex index) {
        Optional<byte[]> old = current.find(output.name());
        boolean unknown =
                old.isPresent() && !current.isAccepted(output.name()) && index.knowsOther(output.name(), old.get());
        Change change = old.isEmpty()
                ? Change.NEW
                : unknown ? Change.SCHEMA : ClassComparison.compare(old.get(), output.bytes());
        return new Compared(
                new CompiledClass(output.name(), output.bytes(), output.source(), change),
                changes(change, unknown ? Optional.empty() : old, output.bytes()));
    }

    private static List<AbiChange> changes(Change change, Optional<byte[]> old, byte[] bytes) {
        return switch (change) {
            case SAME, LINES_ONLY -> List.of();
            case NEW -> AbiReader.read(bytes).added();
            case BODY, SCHEMA -> {
                Abi after = AbiReader.read(bytes);
                yield old.flatMap(Assessment::abi).map(after::changesSince).orElseGet(after::changesSinceUnknown);
            }
        };
    }

    private static Optional<Abi> abi(byte[] bytes) {
        try {
            return Optional.of(AbiReader.read(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // half written on disk: nothing is known of it
        }
    }
}
