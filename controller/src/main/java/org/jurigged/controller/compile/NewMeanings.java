package org.jurigged.controller.compile;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jurigged.controller.compile.Abi.Member;
import org.objectweb.asm.Type;

/**
 * Finds the sources in which a member that a class gained may be meant now where another one of its name was (JLS 15.12.2),
 * and whose class files don't mention that class or a subtype of it as the owner of that other one.
 *
 * <p>javac names another class where the member that it found is declared in {@code Object}, where a type has several bounds
 * and another bound has it, and, before JDK 18, in a method reference: the class that declares it.
 */
final class NewMeanings {
    private static final Set<Member> OF_OBJECT = Stream.of(Object.class.getDeclaredMethods())
            .map(method -> new Member(method.getName(), Type.getMethodDescriptor(method)))
            .collect(Collectors.toSet());

    private final DependencyIndex index;
    private final Function<String, Optional<byte[]>> current;

    /** @param current finds the class file of a class */
    NewMeanings(DependencyIndex index, Function<String, Optional<byte[]>> current) {
        this.index = index;
        this.current = current;
    }

    /** @param family the class that gained members, and its subtypes */
    Set<String> sources(Set<Member> gained, Set<String> family) {
        Set<Member> methods = gained.stream().filter(NewMeanings::isMethod).collect(Collectors.toSet());
        Set<String> sources = new HashSet<>(index.sourcesUsingLibrary(family, names(methods)));
        Set<String> supertypes = index.supertypes(family);
        if (!index.sourcesUsing(supertypes, names(methods)).isEmpty()) {
            Set<Member> theirs = supertypes.stream()
                    .flatMap(type -> methodsOf(type).stream())
                    .collect(Collectors.toSet());
            Set<String> meant = index.sourcesUsing(supertypes, names(overloads(methods, theirs)));
            meant.retainAll(index.sourcesReferringTo(family)); // others call it on the supertype itself
            sources.addAll(meant);
        }
        Set<String> ofObject = names(overloads(methods, OF_OBJECT));
        ofObject.retainAll(names(OF_OBJECT));
        if (!ofObject.isEmpty()) {
            sources.addAll(index.sourcesUsingObject(ofObject));
        }
        return sources;
    }

    private static boolean isMethod(Member member) {
        return member.descriptor().startsWith("(") && !member.name().equals("<init>");
    }

    private static Set<String> names(Set<Member> members) {
        return members.stream().map(Member::name).collect(Collectors.toSet());
    }

    /** Those that are no overrides: a call of what they override reaches them as it is. */
    private static Set<Member> overloads(Set<Member> methods, Set<Member> inherited) {
        Set<String> overridden = inherited.stream().map(Member::withoutResult).collect(Collectors.toSet());
        return methods.stream()
                .filter(method -> !overridden.contains(method.withoutResult()))
                .collect(Collectors.toSet());
    }

    private Set<Member> methodsOf(String type) {
        return current.apply(type).map(bytes -> AbiReader.read(bytes).members().keySet()).orElse(Set.of()).stream()
                .filter(NewMeanings::isMethod)
                .collect(Collectors.toSet());
    }
}
