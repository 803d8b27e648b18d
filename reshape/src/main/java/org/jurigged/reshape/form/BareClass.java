package org.jurigged.reshape.form;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class as it was formed last, or loaded, without prologues. Of most classes that change, nothing is asked but what
 * fields they have: their code, which is most of what it takes to read a class, is read when it is asked for. Not
 * thread-safe.
 */
final class BareClass {
    private final byte[] classFile;
    private ClassNode headers;
    private Map<String, MethodNode> methods;

    BareClass(byte[] classFile) {
        this.classFile = classFile;
    }

    /** The class without the code of its methods. */
    ClassNode headers() {
        if (headers == null) {
            headers = Forms.headers(classFile);
        }
        return headers;
    }

    /** Finds a method with its code, by name and descriptor; {@code null} if there is none. */
    MethodNode method(String key) {
        if (methods == null) {
            methods = new HashMap<>();
            Forms.node(classFile).methods.forEach(m -> methods.put(m.name + m.desc, m));
        }
        return methods.get(key);
    }
}
