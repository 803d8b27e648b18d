package org.jurigged.reshape.form;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The internal names of companions.
 *
 * <p>A name says all that a companion's schema depends on, so that whatever is asked of an existing one later, its schema
 * fits. In a stack trace it reads {@code com.acme.Ballon$Live$inflate$1a2b3c4d.inflate(Ballon.java:12)}.
 */
final class FormNames {
    static final String MARK = "$Live$";
    private static final String ADOPTED = MARK + "adopted";
    /** The end of the one class in a package that binds members for the others. */
    private static final String BINDER = "Jurigged$Live$Binder";

    /** The names that {@link #of} makes. */
    private static final Pattern CHECKED = Pattern.compile("\\$Live\\$.+\\$[0-9a-f]{8}$");

    private FormNames() {}

    static String method(String host, String name, String descriptor, boolean isStatic, boolean isVirtual) {
        return of(host, word(name), "method", name, descriptor, isStatic, isVirtual);
    }

    static String staticField(String host, String name, String type, boolean isFinal, boolean isVolatile) {
        return of(host, word(name), "static", name, type, isFinal, isVolatile);
    }

    static String instanceField(String host, String name, String type, boolean isVolatile) {
        return of(host, word(name), "field", name, type, isVolatile);
    }

    static String constructor(String host, String descriptor) {
        return of(host, "new", "constructor", descriptor);
    }

    /** The class that hands arguments over to the constructors of a class. */
    static String handover(String host) {
        return host + MARK + "new";
    }

    /** Returns the interface of which a companion, by any kind of name, tells which objects are of it; null if it's another. */
    static String adoptedBy(String companion) {
        return companion.endsWith(ADOPTED) ? companion.substring(0, companion.length() - ADOPTED.length()) : null;
    }

    /** The method as it stands in its class, without looking whether a subclass overrides it. */
    static String special(String host, String name, String descriptor) {
        return of(host, word(name), "special", name, descriptor);
    }

    /** Access to one member on behalf of a class, for a method handle. */
    static String bridge(String host, int tag, String owner, String name, String descriptor) {
        return of(host, word(name), "bridge", tag, owner, name, descriptor);
    }

    /** The class that copies the values of a class's added fields from one object to another one. */
    static String clones(String host) {
        return of(host, "clone", "clones");
    }

    /** A door for another package to an override that a class of this package was given. */
    static String door(String host, String name, String descriptor) {
        return of(host, word(name), "door", name, descriptor);
    }

    /** The class that tells the platform of an override. */
    static String registrar(String host, String name, String descriptor) {
        return of(host, word(name), "registrar", name, descriptor);
    }

    /** What tells which objects are of an interface, where the JVM is wrong about it. */
    static String adopted(String name) {
        return name + ADOPTED;
    }

    /** Calls of an interface's method, where the JVM doesn't know all that implement it. */
    static String adoptedCall(String name, String method, String descriptor) {
        return of(name, word(method), "adopted", method, descriptor);
    }

    /** What tells other packages which objects are of a class. */
    static String test(String name) {
        return name + MARK + "is";
    }

    /** A door for another package to a method of a class that isn't open to it, overridden or not. */
    static String virtualDoor(String host, String name, String descriptor) {
        return of(host, word(name), "virtual door", name, descriptor);
    }

    static String binder(String host) {
        return TypeInfo.packageOf(host) + BINDER;
    }

    /** Returns the class that a companion is beside, by the same kind of name. */
    static String host(String companion) {
        return companion.substring(0, companion.indexOf(MARK));
    }

    static boolean isCompanion(String name) {
        return name.contains(MARK);
    }

    /** Whether a name, internal or binary, is surely no class's of the program, which may have a class {@code Live}. */
    static boolean isSurelyCompanion(String name) {
        return CHECKED.matcher(name).find() || name.endsWith(BINDER);
    }

    private static String word(String name) {
        return name.equals("<init>") ? "new" : name.equals("<clinit>") ? "static" : name;
    }

    private static String of(String host, String word, Object... facts) {
        CRC32 sum = new CRC32();
        for (Object fact : facts) {
            sum.update(fact.toString().getBytes(StandardCharsets.UTF_8));
            sum.update(0);
        }
        return host + MARK + word + '$' + HexFormat.of().toHexDigits(sum.getValue(), 8);
    }
}
