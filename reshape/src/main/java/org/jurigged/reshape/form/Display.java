package org.jurigged.reshape.form;

import java.util.StringJoiner;
import org.objectweb.asm.Type;

/** Names as people read them: {@code com.acme.Outer.Inner.m(int)}. */
final class Display {
    private Display() {}

    static String type(String internalName) {
        return internalName.replace('/', '.').replaceAll("\\$(?=[A-Za-z])", ".");
    }

    static String method(String type, String name, String descriptor) {
        String shown = type(type);
        if (name.equals("<clinit>")) {
            return shown + ".<static>";
        }
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        for (Type parameter : Type.getArgumentTypes(descriptor)) {
            parameters.add(simple(parameter.getClassName()));
        }
        return shown + "." + (name.equals("<init>") ? simple(shown) : name) + parameters;
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
