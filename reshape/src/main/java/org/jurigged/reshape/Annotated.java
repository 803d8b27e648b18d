package org.jurigged.reshape;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;

/** Annotations that reflection shows, but for those that only compilers look at. */
final class Annotated {
    private static final Set<String> FOR_COMPILERS =
            Set.of("Ljava/lang/Deprecated;", "Ljava/lang/FunctionalInterface;", "Ljava/lang/SafeVarargs;");

    private Annotated() {}

    /** The names as they stand in a source, without packages: {@code @GetMapping}. */
    static Set<String> names(List<AnnotationNode> annotations) {
        if (isNone(annotations)) {
            return Set.of();
        }
        return Objects.requireNonNullElse(annotations, List.<AnnotationNode>of()).stream()
                .filter(a -> !FOR_COMPILERS.contains(a.desc))
                .map(a -> Type.getType(a.desc).getClassName())
                .map(name -> "@" + name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of those that came, went, or have other values. */
    static Set<String> changed(List<AnnotationNode> before, List<AnnotationNode> after) {
        if (isNone(before) && isNone(after)) {
            return Set.of(); // as of most
        }
        Set<String> names = new TreeSet<>(names(without(before, texts(after))));
        names.addAll(names(without(after, texts(before))));
        return names;
    }

    private static boolean isNone(List<AnnotationNode> annotations) {
        return annotations == null || annotations.isEmpty();
    }

    private static List<AnnotationNode> without(List<AnnotationNode> annotations, Set<String> texts) {
        return Objects.requireNonNullElse(annotations, List.<AnnotationNode>of()).stream()
                .filter(a -> !texts.contains(text(a)))
                .toList();
    }

    private static Set<String> texts(List<AnnotationNode> annotations) {
        return Objects.requireNonNullElse(annotations, List.<AnnotationNode>of()).stream()
                .map(Annotated::text)
                .collect(Collectors.toSet());
    }

    private static String text(Object value) {
        if (value instanceof AnnotationNode annotation) {
            return annotation.desc + text(annotation.values);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Annotated::text).collect(Collectors.joining(",", "[", "]"));
        }
        // ASM gives an enum constant as the array of its type and its name, and primitive arrays as such.
        return value instanceof Object[] parts
                ? String.join(".", List.of(parts).stream().map(Annotated::text).toList())
                : value != null && value.getClass().isArray() ? arrayText(value) : String.valueOf(value);
    }

    private static String arrayText(Object array) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < java.lang.reflect.Array.getLength(array); i++) {
            text.append(java.lang.reflect.Array.get(array, i)).append(',');
        }
        return text.append(']').toString();
    }
}
