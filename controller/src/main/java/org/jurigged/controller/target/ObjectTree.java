package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of an object and of those that it refers to, as lines; read by the debugger, so that no code of theirs runs. */
final class ObjectTree {
    private static final int MOST_LINES = 200;
    private static final int MOST_ELEMENTS = 20;
    private static final int LONGEST_TEXT = 60;
    private static final String INDENT = "  ";
    private static final Set<String> BOXES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");

    private final int depth;
    private final Function<String, Optional<Set<String>>> declared;
    private final List<String> lines = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();

    /**
     * Begins one.
     *
     * @param depth how far references are followed
     * @param declared gives the fields that a class has by its latest source; empty where that isn't known
     */
    ObjectTree(int depth, Function<String, Optional<Set<String>>> declared) {
        this.depth = depth;
        this.declared = declared;
    }

    /** Returns the lines about a value that goes by a name. */
    List<String> of(String name, Value value) {
        add(0, name, value);
        if (lines.size() > MOST_LINES) {
            lines.subList(MOST_LINES, lines.size()).clear();
            lines.add("… and more");
        }
        return lines;
    }

    private void add(int level, String name, Value value) {
        if (lines.size() > MOST_LINES) {
            return;
        }
        String lead = INDENT.repeat(level) + name + " = ";
        Optional<String> plain = plain(value);
        if (plain.isPresent()) {
            lines.add(lead + plain.get());
            return;
        }
        ObjectReference object = (ObjectReference) value;
        boolean isNew = !seen.contains(object.uniqueID());
        boolean isShown = isNew && level < depth;
        if (isShown) {
            seen.add(object.uniqueID());
        }
        lines.add(lead + title(object) + (isNew ? isShown ? "" : " …" : " (shown already)"));
        if (isShown && object instanceof ArrayReference array) {
            addElements(level + 1, array);
        } else if (isShown) {
            addFields(level + 1, object);
        }
    }

    /** Returns the text of what has no fields to show. */
    private static Optional<String> plain(Value value) {
        if (value == null) {
            return Optional.of("null");
        }
        if (value instanceof StringReference text) {
            return Optional.of(quoted(text.value()));
        }
        if (value instanceof PrimitiveValue) {
            return Optional.of(value.toString());
        }
        ObjectReference object = (ObjectReference) value;
        if (BOXES.contains(object.referenceType().name())) {
            return Optional.of(
                    String.valueOf(object.getValue(object.referenceType().fieldByName("value"))));
        }
        return enumConstant(object);
    }

    private static Optional<String> enumConstant(ObjectReference object) {
        boolean isEnum = false;
        ReferenceType type = object.referenceType();
        for (ClassType at = type instanceof ClassType c ? c : null; at != null; at = at.superclass()) {
            isEnum |= at.isEnum();
        }
        return isEnum && object.getValue(type.fieldByName("name")) instanceof StringReference name
                ? Optional.of(name.value())
                : Optional.empty();
    }

    private static String quoted(String text) {
        String line = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
        return '"' + line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") + '"';
    }

    private static String title(ObjectReference object) {
        String name = object.referenceType().name();
        return object instanceof ArrayReference array ? name.replaceFirst("\\[\\]", "[" + array.length() + "]") : name;
    }

    private void addElements(int level, ArrayReference array) {
        int count = Math.min(array.length(), MOST_ELEMENTS);
        List<Value> values = count == 0 ? List.of() : array.getValues(0, count);
        for (int i = 0; i < count; i++) {
            add(level, "[" + i + "]", values.get(i));
        }
        if (array.length() > count) {
            lines.add(INDENT.repeat(level) + "… " + (array.length() - count) + " more");
        }
    }

    private void addFields(int level, ObjectReference object) {
        List<Field> fields = object.referenceType().allFields().stream()
                .filter(field -> !field.isStatic())
                .toList();
        var values = object.getValues(fields);
        fields.forEach(field -> add(level, field.name() + gone(field), values.get(field)));
        for (ReferenceType type = object.referenceType(); type != null; type = superclass(type)) {
            for (String added : added(type)) {
                lines.add(INDENT.repeat(level) + added + ": an edit has added it; an expression reads it");
            }
        }
    }

    private static ReferenceType superclass(ReferenceType type) {
        return type instanceof ClassType c ? c.superclass() : null;
    }

    /** Says of a field that the source no longer has it. */
    private String gone(Field field) {
        Optional<Set<String>> known = declared.apply(field.declaringType().name());
        boolean isThere = field.isSynthetic() || known.isEmpty() || known.get().contains(field.name());
        return isThere ? "" : " (gone from the source)";
    }

    private Set<String> added(ReferenceType type) {
        Set<String> loaded = type.fields().stream().map(Field::name).collect(Collectors.toSet());
        return declared.apply(type.name()).orElse(Set.of()).stream()
                .filter(name -> !loaded.contains(name))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
