package org.jurigged.controller.loop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jurigged.controller.JuriggedException;
import org.objectweb.asm.Type;

/**
 * A method as a person names it: {@code com.acme.Tool.solve}, {@code com.acme.Tool::solve(int, String)}.
 *
 * @param text what was written
 * @param type the type's name, nested ones behind dots or dollar signs
 * @param method the method's name
 * @param parameters the types of its parameters, with or without their packages; empty for all methods of the name
 */
public record LoopSpec(String text, String type, String method, Optional<List<String>> parameters) {
    private static final String NAME = "[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*";
    private static final Pattern SYNTAX = Pattern.compile(
            "(" + NAME + "(?:\\." + NAME + ")*)(?:\\.|::)(" + NAME + "|<init>|<clinit>)\\s*(?:\\(([^()]*)\\))?");
    private static final String COMPANION = "$Live$";

    public LoopSpec {
        parameters = parameters.map(List::copyOf);
    }

    /** Reads what a person wrote; throws a sentence where it is no method. */
    public static LoopSpec parse(String text) throws JuriggedException {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            throw new JuriggedException(
                    "'" + text + "' names no method: write package.Class.method, or Class::method(int, String).");
        }
        if (matcher.group(2).startsWith("<")) {
            throw new JuriggedException(text
                    + " can't be run again: the object, or the class, is there already. Loop a method that it calls.");
        }
        Optional<List<String>> parameters =
                Optional.ofNullable(matcher.group(3)).map(LoopSpec::types);
        return new LoopSpec(text.strip(), matcher.group(1), matcher.group(2), parameters);
    }

    /** Splits at the commas that are in no type argument, and drops type arguments. */
    private static List<String> types(String list) {
        String erased = list;
        for (String before = ""; !before.equals(erased); ) {
            before = erased;
            erased = erased.replaceAll("<[^<>]*>", "");
        }
        List<String> types = new ArrayList<>();
        for (String type : erased.split(",")) {
            if (!type.isBlank()) {
                types.add(type.strip().replaceAll("\\s*\\[\\s*]", "[]").replaceAll("\\s*\\.\\.\\.", "[]"));
            }
        }
        return types;
    }

    /** Returns the binary names that the type may have (JVMS 4.2.1): which of its dots are of packages isn't said. */
    public Set<String> binaryNames() {
        Set<String> names = new LinkedHashSet<>();
        String name = type;
        names.add(name);
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.')) {
            name = name.substring(0, dot) + '$' + name.substring(dot + 1);
            names.add(name);
        }
        return names;
    }

    /** Whether this means a method of a class, or of a companion that has a method which was added to it. */
    public boolean matches(String binaryName, String name, String descriptor) {
        if (!method.equals(name)) {
            return false;
        }
        List<Type> types = List.of(Type.getArgumentTypes(descriptor));
        if (!isCompanion(binaryName)) {
            return binaryNames().contains(binaryName) && takes(types);
        }
        boolean hasReceiver = !types.isEmpty() && types.get(0).getClassName().equals(host(binaryName));
        return binaryNames().contains(host(binaryName))
                && (takes(types) || (hasReceiver && takes(types.subList(1, types.size()))));
    }

    private boolean takes(List<Type> types) {
        if (parameters.isEmpty()) {
            return true;
        }
        List<String> wanted = parameters.get();
        boolean fits = wanted.size() == types.size();
        for (int i = 0; fits && i < wanted.size(); i++) {
            String name = types.get(i).getClassName();
            fits = isCalled(name, wanted.get(i)) || isCalled(name.replace('$', '.'), wanted.get(i));
        }
        return fits;
    }

    private static boolean isCalled(String name, String wanted) {
        return name.equals(wanted) || name.endsWith('.' + wanted) || name.endsWith('$' + wanted);
    }

    /** Whether a class is one in which we put what was added to another one. */
    public static boolean isCompanion(String binaryName) {
        return binaryName.contains(COMPANION);
    }

    /** Returns the class that a companion belongs to; any other class itself. */
    public static String host(String binaryName) {
        int mark = binaryName.indexOf(COMPANION);
        return mark < 0 ? binaryName : binaryName.substring(0, mark);
    }

    @Override
    public String toString() {
        return text;
    }
}
