package org.jurigged.controller.repl;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The private members that snippets may use: of the class in whose frame they are, and of those nested with it. */
final class PrivateMembers {
    /** The first release whose class files can have what {@link PrivateAccess} writes (ConstantBootstraps.invoke). */
    private static final int FEATURE = 12;

    private final boolean isPossible;
    private final Set<String> outermost = ConcurrentHashMap.newKeySet();
    private final Set<String> members = ConcurrentHashMap.newKeySet();

    /** @param feature Java feature version of the program's JVM */
    PrivateMembers(int feature) {
        this.isPossible = feature >= FEATURE;
    }

    /** Lets snippets use those of a class, by its binary name. */
    void open(String className) {
        if (isPossible) {
            outermost.add(outermost(className.replace('.', '/')));
        }
    }

    private static String outermost(String internalName) {
        int nested = internalName.indexOf('$', internalName.lastIndexOf('/') + 2);
        return nested < 0 ? internalName : internalName.substring(0, nested);
    }

    /** Whether a class is one of those, by its internal name. */
    boolean isOpen(String internalName) {
        return !outermost.isEmpty() && outermost.contains(outermost(internalName));
    }

    /** Notes a private member of such a class. */
    void add(String owner, String name, String descriptor) {
        members.add(owner + " " + name + " " + descriptor);
    }

    /** Whether a member that code names is private. */
    boolean has(String owner, String name, String descriptor) {
        return !members.isEmpty() && members.contains(owner + " " + name + " " + descriptor);
    }
}
