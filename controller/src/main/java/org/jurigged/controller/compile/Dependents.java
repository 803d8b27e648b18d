package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the sources that must be compiled again because of what changed in the classes they use. */
final class Dependents {
    private final DependencyIndex index;
    private final WordIndex words;
    private final SourceFiles files;
    private final Function<String, Optional<byte[]>> current;
    private final NewMeanings meanings;

    /** @param current finds the class file of a class of the project */
    Dependents(DependencyIndex index, WordIndex words, SourceFiles files, Function<String, Optional<byte[]>> current) {
        this.index = index;
        this.words = words;
        this.files = files;
        this.current = current;
        this.meanings = new NewMeanings(index, current);
    }

    /** Find the files that depend on any of the changes. */
    Set<Path> of(Collection<AbiChange> changes) {
        Set<Path> dependents = new TreeSet<>();
        for (AbiChange change : changes) {
            dependents.addAll(of(change));
        }
        return dependents;
    }

    /**
     * Find the files that a generated class came from too. A processor that makes one class for many sources makes a
     * poorer one when it is shown few of them: what that class no longer mentions has to be compiled along.
     */
    Set<Path> behindGenerated(List<CompiledClass> classes) {
        Set<Path> missing = new TreeSet<>();
        for (CompiledClass c : classes) {
            boolean changed = c.change() == Change.BODY || c.change() == Change.SCHEMA;
            if (changed && !c.source().endsWith(fileName(ClassFileScan.sourceOf(c.bytes())))) {
                missing.addAll(files(index.sourcesOf(index.noLongerMentioned(c.name(), c.bytes()))));
            }
        }
        return missing;
    }

    private static String fileName(String source) {
        return source.substring(source.lastIndexOf('/') + 1);
    }

    private Set<Path> of(AbiChange change) {
        if (change instanceof AbiChange.MembersChanged members) {
            return usersOf(members);
        } else if (change instanceof AbiChange.TypeChanged type) {
            return files(
                    type.hierarchy()
                            ? feelingHierarchy(type.type())
                            : index.sourcesReferringTo(index.withSubinterfaces(type.type())));
        } else if (change instanceof AbiChange.ConstantsChanged constants) {
            return usersOf(constants);
        }
        return usersOfName(change.type());
    }

    /** The sources that feel what a type extends: those that name it or a subtype, and those that have objects of it unnamed. */
    private Set<String> feelingHierarchy(String type) {
        Set<String> types = index.withSubtypes(type);
        Set<String> sources = new HashSet<>(index.sourcesReferringTo(types));
        for (String generic : index.classesWithGeneric(types)) {
            Set<String> owners = index.withSubtypes(generic);
            Optional<GenericMembers> members = current.apply(generic).map(bytes -> GenericMembers.of(bytes, types));
            sources.addAll(
                    members.isEmpty() || members.get().all()
                            ? index.sourcesReferringTo(owners)
                            : index.sourcesUsing(owners, members.get().members()));
        }
        return sources;
    }

    /** Those that mention a member of that name on the class or a subtype, and the subtypes: they inherit or override. */
    private Set<Path> usersOf(AbiChange.MembersChanged change) {
        Set<String> family = index.withSubtypes(change.type());
        Set<String> sources = new HashSet<>(index.sourcesUsing(family, change.names()));
        if (change.inherited()) {
            sources.addAll(index.sourcesOf(family));
        }
        sources.addAll(meanings.sources(change.gained(), family));
        Set<Path> users = files(sources);
        if (change.gained().stream().anyMatch(member -> !member.name().equals("<init>"))) {
            users.addAll(importing(change.names(), family));
        }
        return users;
    }

    /** Those that import such a member, or all static ones, of the class or a subtype, which a class file needn't show. */
    private Set<Path> importing(Set<String> members, Set<String> family) {
        Set<Path> users = words.importingFrom(simpleNames(family));
        users.removeIf(file -> members.stream().noneMatch(words.of(file)::contain));
        return users;
    }

    /**
     * Those whose text has the constant's name, and that know the class or a subtype by its name in the text or by a
     * reference in the class file: the value was inlined without a trace.
     */
    private Set<Path> usersOf(AbiChange.ConstantsChanged change) {
        Set<String> family = index.withSubtypes(change.type());
        Set<String> names = simpleNames(family);
        Set<Path> referring = files(index.sourcesReferringTo(family));
        Set<Path> users = new TreeSet<>();
        for (Path file : files(index.sources())) {
            Words text = words.of(file);
            boolean named = change.names().stream().anyMatch(text::contain);
            if (named && (referring.contains(file) || names.stream().anyMatch(text::contain))) {
                users.add(file);
            }
        }
        return users;
    }

    /** Those in whose text the simple name can mean the class: by its package, an import or its enclosing class. */
    private Set<Path> usersOfName(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        int dollar = simple.lastIndexOf('$');
        String name = simple.substring(dollar + 1);
        Predicate<Path> sees = dollar <= 0 ? seesPackage(Overlay.packageOf(type)) : seesOuter(outerOf(type));
        Set<Path> users = new TreeSet<>();
        for (Path file : files(index.sources())) {
            if (words.of(file).contain(name) && sees.test(file)) {
                users.add(file);
            }
        }
        return users;
    }

    private static String outerOf(String type) {
        return type.substring(0, type.lastIndexOf('$'));
    }

    private Predicate<Path> seesOuter(String outer) {
        Set<String> names = simpleNames(index.withSubtypes(outer));
        return file -> {
            Words text = words.of(file);
            return names.stream().anyMatch(text::contain);
        };
    }

    private Predicate<Path> seesPackage(String name) {
        String dotted = Pattern.quote(name).replace(".", "\\E\\s*\\.\\s*\\Q");
        Pattern member = name.isEmpty()
                ? Pattern.compile("\\A(?!(?s:.*?)\\bpackage\\s+[\\w.]+\\s*;)")
                : Pattern.compile("\\bpackage\\s+" + dotted + "\\s*;|\\bimport\\s+" + dotted + "\\s*\\.\\s*\\*");
        return file ->
                words.text(file).filter(text -> member.matcher(text).find()).isPresent();
    }

    /** The names by which a source can call the classes; one with {@code $} in it may be nested or not. */
    private static Set<String> simpleNames(Collection<String> types) {
        Set<String> names = new HashSet<>();
        for (String type : types) {
            String name = type.substring(type.lastIndexOf('.') + 1);
            names.add(name);
            names.add(name.substring(name.lastIndexOf('$') + 1));
        }
        return names;
    }

    private Set<Path> files(Collection<String> sources) {
        Set<Path> found = new TreeSet<>();
        sources.forEach(source -> files.fileOf(source).ifPresent(found::add));
        return found;
    }
}
