package org.jurigged.reshape;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jurigged.reshape.Schema.Component;
import org.objectweb.asm.Type;

/** Record components; their fields, accessors and canonical constructor follow from them (JLS 8.10). */
final class RecordRule implements Comparison.Rule {
    @Override
    public void apply(Comparison comparison) {
        if (comparison.loaded().attributes() == null || comparison.latest().attributes() == null) {
            return;
        }
        List<Component> before = comparison.loaded().attributes().components();
        List<Component> after = comparison.latest().attributes().components();
        if (before == null || after == null || before.equals(after)) {
            return;
        }
        String was = header(comparison.names(), before);
        String is = header(comparison.names(), after);
        comparison.refuseType(
                Code.J106,
                was.equals(is)
                        ? "type arguments of the components changed"
                        : "components changed from " + was + " to " + is);
        takeConsequences(comparison.open(), names(before), names(after), descriptor(before), descriptor(after));
    }

    private static void takeConsequences(
            Differences open, Set<String> before, Set<String> after, String canonicalBefore, String canonicalAfter) {
        open.takeFieldsRemoved(f -> before.contains(f.name()));
        open.takeFieldsAdded(f -> after.contains(f.name()));
        open.takeFieldsChanged(f -> after.contains(f.after().name()));
        open.takeMethodsRemoved(
                m -> m.key().equals("<init>" + canonicalBefore) || isAccessor(m.name(), m.descriptor(), before));
        open.takeMethodsAdded(
                m -> m.key().equals("<init>" + canonicalAfter) || isAccessor(m.name(), m.descriptor(), after));
    }

    private static boolean isAccessor(String name, String descriptor, Set<String> components) {
        return descriptor.startsWith("()") && components.contains(name);
    }

    private static Set<String> names(List<Component> components) {
        return components.stream().map(Component::name).collect(Collectors.toSet());
    }

    private static String descriptor(List<Component> components) {
        return components.stream().map(Component::descriptor).collect(Collectors.joining("", "(", ")V"));
    }

    private static String header(Names names, List<Component> components) {
        Function<Component, String> shown = c -> names.of(Type.getType(c.descriptor())) + " " + c.name();
        StringJoiner joined = new StringJoiner(", ", "(", ")");
        components.forEach(c -> joined.add(shown.apply(c)));
        return joined.toString();
    }
}
