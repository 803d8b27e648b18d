package org.jurigged.controller.recode;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jurigged.controller.recode.RecodeException.Rejected;
import org.jurigged.diff.Definition;
import org.jurigged.diff.Outline;

/**
 * A definition as a person names it: {@code com.acme.Foo}, {@code Foo.Inner}, {@code com.acme.Foo#bar}, {@code
 * Foo#bar(int,String)}, {@code Foo#LIMIT}, {@code Foo#<init>(int)}.
 *
 * @param type with dots, also in front of nested types; with or without its package
 * @param member name of a method, field or constructor; empty for the type itself
 * @param parameters types by simple name without spaces, in parentheses; empty when any will do
 */
public record DefinitionName(String type, Optional<String> member, Optional<String> parameters) {
    private static final Pattern FORM = Pattern.compile(
            "([\\p{javaJavaIdentifierPart}.]+)(?:#(<init>|[\\p{javaJavaIdentifierPart}]+)(\\(.*\\))?)?");

    public DefinitionName {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(parameters, "parameters");
    }

    /** Reads a name. */
    public static DefinitionName parse(String name) throws Rejected {
        Matcher form = FORM.matcher(name.strip());
        if (!form.matches()) {
            throw new Rejected(
                    "'" + name + "' names no definition; it should look like com.acme.Foo, Foo#bar or Foo#bar(int).");
        }
        String type = form.group(1).replace('$', '.');
        Optional<String> member = Optional.ofNullable(form.group(2))
                .map(given -> given.equals("<init>") ? type.substring(type.lastIndexOf('.') + 1) : given);
        Optional<String> parameters = Optional.ofNullable(form.group(3))
                .map(given -> given.replaceAll("\\s+", "").replace("...", "[]"));
        return new DefinitionName(type, member, parameters.map(DefinitionName::simple));
    }

    /** Packages and type arguments say nothing more than the simple names that reports show. */
    private static String simple(String parameters) {
        return parameters.replaceAll("<[^()]*?>+(?=[,\\[)])", "").replaceAll("[\\p{javaJavaIdentifierPart}]+\\.", "");
    }

    /** Finds the definition in its source file. */
    public Outline.Place find(Outline outline) throws Rejected {
        List<Outline.Place> types = outline.places().stream()
                .filter(place -> place.definition().kind() == Definition.Kind.TYPE)
                .filter(place -> isNamed(place.definition().name()))
                .toList();
        if (types.isEmpty()) {
            throw new Rejected("There is no type " + type + " in its source file.");
        }
        Outline.Place found = types.get(0);
        return member.isEmpty() ? found : member(outline, found);
    }

    private boolean isNamed(String name) {
        return name.equals(type) || name.endsWith("." + type);
    }

    private Outline.Place member(Outline outline, Outline.Place owner) throws Rejected {
        String prefix = owner.definition().name() + "." + member.get();
        List<Outline.Place> found = outline.places().stream()
                .filter(place -> place.definition().kind() != Definition.Kind.TYPE
                        && place.definition().type().equals(owner.definition().type()))
                .filter(place -> {
                    String name = place.definition().name();
                    return parameters.isPresent()
                            ? name.equals(prefix + parameters.get())
                            : name.equals(prefix) || name.startsWith(prefix + "(");
                })
                .toList();
        if (found.isEmpty()) {
            throw new Rejected("There is no " + this + " in its source file.");
        }
        if (found.size() > 1) {
            throw new Rejected(this + " may be "
                    + String.join(
                            " or ",
                            found.stream().map(p -> p.definition().name()).toList())
                    + ". Give its parameter types.");
        }
        return found.get(0);
    }

    @Override
    public String toString() {
        return type + member.map(name -> "#" + name).orElse("") + parameters.orElse("");
    }
}
