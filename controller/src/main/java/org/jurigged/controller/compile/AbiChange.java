package org.jurigged.controller.compile;

import java.util.Objects;
import java.util.Set;

/** One way in which a class looks different to the sources that use it. Types are binary names. */
sealed interface AbiChange {
    /** The class that changed. */
    String type();

    /**
     * Methods, constructors or fields were added, removed or changed.
     *
     * @param names their names; {@code <init>} for constructors
     * @param gained those that are there now and were not, or looked different: calls of others may mean them now
     */
    record MembersChanged(String type, Set<String> names, Set<Abi.Member> gained) implements AbiChange {
        public MembersChanged {
            Objects.requireNonNull(type, "type");
            names = Set.copyOf(names);
            gained = Set.copyOf(gained);
        }

        /** Whether subtypes see it too: they inherit, override or hide all members but constructors. */
        boolean inherited() {
            return names.stream().anyMatch(name -> !name.equals("<init>"));
        }
    }

    /** Constant variables (JLS 4.12.4) were added, removed or changed; javac leaves no trace where it inlines them. */
    record ConstantsChanged(String type, Set<String> names) implements AbiChange {
        public ConstantsChanged {
            Objects.requireNonNull(type, "type");
            names = Set.copyOf(names);
        }
    }

    /**
     * What the class is changed, so that any use of it may mean something else.
     *
     * @param hierarchy whether its supertypes or type parameters are among it, which uses of its subtypes feel too
     */
    record TypeChanged(String type, boolean hierarchy) implements AbiChange {}

    /** The class is new, or gone: its simple name may mean something else now. */
    record NameChanged(String type) implements AbiChange {}
}
