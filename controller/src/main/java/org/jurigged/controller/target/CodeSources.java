package org.jurigged.controller.target;

import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;

/** Asks classes where they come from. */
final class CodeSources {
    private CodeSources() {}

    /** Returns the URL of a class's code source; empty if its protection domain has none. */
    static Optional<String> location(Invoker invoker, ReferenceType type) throws JuriggedException {
        Value at = invoker.call(type.classObject(), "getProtectionDomain", "()Ljava/security/ProtectionDomain;");
        at = next(invoker, at, "getCodeSource", "()Ljava/security/CodeSource;");
        at = next(invoker, at, "getLocation", "()Ljava/net/URL;");
        at = next(invoker, at, "toString", "()Ljava/lang/String;");
        return at instanceof StringReference text ? Optional.of(text.value()) : Optional.empty();
    }

    private static Value next(Invoker invoker, Value value, String name, String descriptor) throws JuriggedException {
        return value instanceof ObjectReference object ? invoker.call(object, name, descriptor) : null;
    }
}
