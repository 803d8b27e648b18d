package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.reshape.identity.Identities;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * The changes of one transaction with everything that javac numbers under its lasting name, nest by nest: the lambdas,
 * anonymous and local classes that the program has already are the same in the latest classes.
 */
final class Renaming {
    private final Realm realm;
    private final Surroundings surroundings;
    /** Whether classes can be defined, so that what is new can have any name. */
    private final boolean mayDefine;

    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Identities> identities = new HashMap<>();

    private Renaming(Realm realm, Surroundings surroundings, boolean mayDefine) {
        this.realm = realm;
        this.surroundings = surroundings;
        this.mayDefine = mayDefine;
    }

    /** Names what is to be redefined alone: a class whose name would be another one's than a change's keeps its own. */
    static Renaming of(List<Change> changes) {
        return new Renaming(Realm.EMPTY, Surroundings.NONE, false).addAll(changes);
    }

    /** Names what is to be redefined or defined. */
    static Renaming of(Realm realm, List<Change> changes, Surroundings surroundings) {
        return new Renaming(realm, surroundings, true).addAll(changes);
    }

    /** The changes under lasting names; there may be one more for each class whose code names a renamed one. */
    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Reads the class file with character ranges that belongs to one of the changes. */
    ClassNode withRanges(Change change) {
        ClassReader reader = new ClassReader(change.latestWithRanges());
        Identities known = identities.get(change.className());
        if (known != null) {
            return known.read(reader, CharacterRanges.prototypes(), ClassReader.EXPAND_FRAMES);
        }
        ClassNode node = new ClassNode();
        reader.accept(node, CharacterRanges.prototypes(), ClassReader.EXPAND_FRAMES);
        return node;
    }

    private Renaming addAll(List<Change> all) {
        Map<String, List<Change>> nests = new LinkedHashMap<>();
        all.forEach(c -> nests.computeIfAbsent(NestVersions.outermost(c.className()), n -> new ArrayList<>())
                .add(c));
        nests.forEach(this::addNest);
        return this;
    }

    private void addNest(String outermost, List<Change> nest) {
        NestVersions versions = new NestVersions(realm, surroundings, outermost, nest);
        if (!versions.mayDiffer()) {
            changes.addAll(nest);
            return;
        }
        Identities found = versions.find();
        if (!mayDefine && !versions.names().containsAll(found.classNames().values())) {
            found = versions.findMethods();
        }
        if (found.renamesAnything()) {
            addRenamed(versions, found);
        } else {
            changes.addAll(nest);
        }
    }

    private void addRenamed(NestVersions versions, Identities found) {
        for (ClassNode node : versions.latest()) {
            ClassNode renamed = found.renamed(node);
            String own = Schema.binary(node.name);
            String lasting = Schema.binary(renamed.name);
            Change change = versions.change(own);
            if (renamed != node) {
                byte[] file = bytes(renamed);
                if (change != null || !versions.runs(lasting, file)) {
                    changes.add(renamed(versions.base(lasting), lasting, change, file));
                    identities.put(lasting, found);
                }
            } else if (change != null) {
                changes.add(change);
            }
        }
    }

    /**
     * A class's change, with what is loaded under its lasting name and what is to run under the one javac gave it; a class
     * that isn't loaded runs all of its initialiser.
     */
    private static Change renamed(Change base, String lasting, Change own, byte[] latest) {
        SourceFacts facts = own == null ? SourceFacts.NONE : own.facts();
        if (base == null) {
            return new Change(lasting, null, null, latest, List.of(), null, false, facts);
        }
        return new Change(
                lasting,
                base.loaded(),
                base.live(),
                latest,
                own == null ? List.of() : own.statics(),
                own == null ? null : own.latestWithRanges(),
                base.initialised(),
                facts);
    }

    private static byte[] bytes(ClassNode node) {
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }
}
