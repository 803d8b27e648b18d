package org.jurigged.reshape.form;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Carries on what the members of a class were called, over one more edit. */
final class Lineages {
    private final Piece piece;
    private final TypeInfo previous;
    private final ClassNode latest;
    private final Places places;
    private final MovedFields moved;

    private Lineages(Piece piece, TypeInfo previous, ClassNode latest, Places places, MovedFields moved) {
        this.piece = piece;
        this.previous = previous;
        this.latest = latest;
        this.places = places;
        this.moved = moved;
    }

    /**
     * Returns the lineage after an edit.
     *
     * @param piece what is known from before
     * @param previous the class before the edit
     * @param latest the class after it
     */
    static Lineage after(Piece piece, TypeInfo previous, ClassNode latest, Places places, MovedFields moved) {
        return new Lineage(new Lineages(piece, previous, latest, places, moved).fields(), methods(piece, latest));
    }

    private Map<String, String> fields() {
        Map<FieldNode, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (FieldNode field : latest.fields) {
            Member before = previous.field(former(field) + ':' + field.desc);
            if (before != null && before.isStatic() == isStatic(field)) {
                names.put(field, previous.placeName(before));
                taken.add(previous.placeName(before) + ':' + field.desc);
            }
        }
        for (FieldNode field : latest.fields) {
            if (!names.containsKey(field)) {
                names.put(field, free(field, taken));
            }
        }
        Map<String, String> lineage = new HashMap<>();
        names.forEach((field, place) -> {
            if (!place.equals(field.name)) {
                lineage.put(field.name + ':' + field.desc, place);
            }
        });
        return lineage;
    }

    /**
     * Finds a name that no other field has its place under. A field of another type than before, or of another class, gets a
     * place that none ever had: an old one has old values. One that comes back after it was gone has the values that it had.
     */
    private String free(FieldNode field, Set<String> taken) {
        boolean replaces = moved.isMoved(piece.name(), field)
                || previous.fields().stream().anyMatch(f -> f.name().equals(former(field)));
        String name = field.name;
        int number = 1;
        while (taken.contains(name + ':' + field.desc) || (replaces && places.isTaken(previous, name, field.desc))) {
            name = field.name + '$' + number++;
        }
        taken.add(name + ':' + field.desc);
        return name;
    }

    private String former(FieldNode field) {
        return piece.facts().renamedFields().getOrDefault(field.name, field.name);
    }

    private static boolean isStatic(FieldNode field) {
        return (field.access & Opcodes.ACC_STATIC) != 0;
    }

    private static Map<String, String> methods(Piece piece, ClassNode latest) {
        Set<String> present = new HashSet<>();
        for (MethodNode method : latest.methods) {
            present.add(method.name + method.desc);
        }
        Map<String, String> forwards = new HashMap<>();
        Map<String, String> renamed = new HashMap<>();
        piece.facts().renamedMethods().forEach((now, before) -> renamed.put(before, now));
        piece.lineage().methods().forEach((old, now) -> forwards.put(old, renamed.getOrDefault(now, now)));
        forwards.putAll(renamed);
        forwards.keySet().removeIf(present::contains);
        forwards.values().removeIf(now -> !present.contains(now));
        return forwards;
    }
}
