package org.jurigged.reshape.form;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jurigged.reshape.Realm.Lineage;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Carries on what the members of a class were called, over one more edit. */
final class Lineages {
    private Lineages() {}

    /**
     * Returns the lineage after an edit.
     *
     * @param piece what is known from before
     * @param previous the class before the edit
     * @param latest the class after it
     */
    static Lineage after(Piece piece, TypeInfo previous, ClassNode latest) {
        return new Lineage(fields(piece, previous, latest), methods(piece, latest));
    }

    private static Map<String, String> fields(Piece piece, TypeInfo previous, ClassNode latest) {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (FieldNode field : latest.fields) {
            String key = field.name + ':' + field.desc;
            String former = piece.facts().renamedFields().get(field.name);
            TypeInfo.Member before = previous.field(former == null ? key : former + ':' + field.desc);
            if (before != null) {
                String place = previous.placeName(before);
                taken.add(place + ':' + field.desc);
                if (!place.equals(field.name)) {
                    names.put(key, place);
                }
            }
        }
        for (FieldNode field : latest.fields) {
            String key = field.name + ':' + field.desc;
            boolean isKnown = names.containsKey(key) || !taken.contains(key);
            boolean keepsName = previous.field(key) != null
                    && !piece.facts().renamedFields().containsValue(field.name);
            if (!isKnown && !keepsName) {
                // Another field has its place under this name.
                int number = 1;
                while (!taken.add(field.name + '$' + number + ':' + field.desc)) {
                    number++;
                }
                names.put(key, field.name + '$' + number);
            }
        }
        return names;
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
