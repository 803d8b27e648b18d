package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Realm.Shaped;
import org.jurigged.reshape.form.Formed;
import org.jurigged.reshape.form.Forms;
import org.jurigged.reshape.form.Piece;

/** Reshapes the classes of one transaction whose schema changed, or that have to do with classes whose schema did. */
final class Structural {
    private final Realm realm;
    private final List<Subject> subjects;
    private final Renaming renaming;
    private final Surroundings surroundings;
    private final Map<String, Boolean> initialised = new HashMap<>();

    Structural(Realm realm, List<Subject> subjects, Renaming renaming, Surroundings surroundings) {
        this.realm = realm;
        this.subjects = subjects;
        this.renaming = renaming;
        this.surroundings = surroundings;
        for (Subject subject : subjects) {
            boolean needsNone = !subject.isNew()
                    && subject.loaded().methods().stream()
                            .noneMatch(m -> m.name().equals("<clinit>"));
            initialised.put(subject.change().className(), subject.change().initialised() || needsNone);
        }
    }

    Reshaped reshape() {
        List<Refusal> refusals = new ArrayList<>();
        for (Subject subject : subjects) {
            if (!subject.isNew()) {
                refusals.addAll(Comparison.impossible(subject));
            }
        }
        if (!refusals.isEmpty()) {
            return Reshaped.refused(refusals, realm);
        }
        Forms forms = new Forms(realm, subjects.stream().map(this::piece).toList(), surroundings, this::isInitialised);
        List<InitialiserRun> runs = new ArrayList<>();
        EnumChanges enums = new EnumChanges(forms, refusals);
        for (Subject subject : subjects) {
            if (isInitialised(subject.change().className())) {
                boolean isEnum = !subject.isNew() && EnumConstants.isEnum(subject.loaded());
                Set<String> created = isEnum ? enums.add(subject, running(subject)) : Set.of();
                if (!subject.change().statics().isEmpty()) {
                    InitialiserRuns.build(subject, created, renaming, forms, runs, refusals);
                }
            }
        }
        Formed formed = forms.form();
        if (enums.any()) {
            EnumTables.makePatient(formed);
        }
        refusals.addAll(forms.refusals());
        refusals.addAll(crashes(formed));
        if (!refusals.isEmpty()) {
            return Reshaped.refused(refusals, realm);
        }
        return new Reshaped(
                formed.definitions(),
                new Hooks(formed.hooks(), formed.registrations()),
                redefinitions(formed),
                enums.of(formed),
                runs,
                List.of(),
                realm.with(formed.classes(), formed.companions()));
    }

    private List<Refusal> crashes(Formed formed) {
        List<Refusal> refusals = new ArrayList<>();
        for (Subject subject : subjects) {
            String name = subject.change().className();
            byte[] bytes = formed.redefinitions().get(name);
            if (bytes != null && !subject.isNew() && CrashRule.mayCrash(bytes)) {
                refusals.add(new Refusal(
                        Code.J163,
                        name,
                        "its code has a pattern switch over enum constants, which may crash the JVM now"));
            }
        }
        return refusals;
    }

    private byte[] running(Subject subject) {
        Shaped known = realm.classes().get(subject.change().className());
        return known == null ? subject.change().live() : known.physical();
    }

    private Piece piece(Subject subject) {
        String name = subject.change().className().replace('.', '/');
        if (subject.isNew()) {
            return new Piece(name, null, subject.bytes(), null, subject.change().facts(), Lineage.NONE);
        }
        Shaped known = realm.classes().get(subject.change().className());
        byte[] bare = known == null ? subject.change().live() : known.bare();
        Lineage lineage = known == null ? Lineage.NONE : known.lineage();
        return new Piece(
                name, subject.loaded(), subject.bytes(), bare, subject.change().facts(), lineage);
    }

    private List<Redefinition> redefinitions(Formed formed) {
        Map<String, byte[]> all = new LinkedHashMap<>(formed.redefinitions());
        Set<String> dropped = new HashSet<>();
        for (Subject subject : subjects) {
            if (subject.isInitialiserDropped()) {
                dropped.add(subject.change().className());
            }
        }
        List<Redefinition> redefinitions = new ArrayList<>();
        all.forEach((name, bytes) -> redefinitions.add(new Redefinition(name, bytes, dropped.contains(name))));
        return redefinitions;
    }

    /** What is not among the changes was initialised as far as anybody knows; a class without initialiser always is. */
    private boolean isInitialised(String name) {
        return initialised.getOrDefault(name, true);
    }
}
