package org.jurigged.controller.target;

import com.sun.jdi.ReferenceType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.PlatformClasses;
import org.jurigged.reshape.Hooks;

/**
 * Keeps calls of {@code Object.hashCode} what they are, so that a class can gain a {@code hashCode}: all calls have to run it.
 *
 * <p>HotSpot's optimising compiler (C2) puts code of its own in the place of such a call: it reads the identity hash out of
 * the object. That code doesn't depend on the method, so it stays when {@code Object} is redefined; up to JDK 20 it even
 * takes the place of calls of the redefined method. And from JDK 18 on, at the latest from 25 on, code that calls the native
 * method goes on calling it. So the compiler is told to leave the calls alone, and in a newer JVM the method is redefined to
 * be one in Java before a class of the program is loaded: what is compiled then is thrown away as the code of any other method.
 */
public final class HashCodeCalls {
    private static final String DISABLE = "-XX:DisableIntrinsic=";
    private static final String NAME = "_hashCode";
    /** Up to this release, the code of a native method goes away as that of others does. */
    private static final int NATIVE_CODE_GOES = 17;

    /** JVM options that keep them, in this order. */
    public static final List<String> OPTIONS = List.of("-XX:+UnlockDiagnosticVMOptions", DISABLE + NAME);

    private HashCodeCalls() {}

    /**
     * Sees to a JVM with these options that has no class of the program yet. A JVM that doesn't take it goes on as it is:
     * no class can gain a {@code hashCode} then, which is said when one is to.
     */
    public static void keep(JdiTarget target) {
        if (target.info().feature() <= NATIVE_CODE_GOES || target.info().unrestricted()) {
            return;
        }
        try {
            giveCode(target);
        } catch (JuriggedException e) {
            // Its thread waits for us, and has to go on.
            return;
        }
    }

    private static void giveCode(JdiTarget target) throws JuriggedException {
        Optional<byte[]> object = PlatformClasses.of(target.info().javaHome()).find("java.lang.Object");
        if (object.isPresent()) {
            LoadedClass loaded = target.classes("java.lang.Object").get(0);
            target.redefine(Map.of(loaded, Hooks.asking(object.get(), Set.of())));
        }
    }

    /** Whether a JVM keeps them. */
    static boolean areKept(int feature, List<String> options, ReferenceType object) {
        return areKept(
                feature, options, object.methodsByName("hashCode", "()I").get(0).isNative());
    }

    /** Whether a JVM keeps them, whose {@code Object.hashCode} is native or not. */
    static boolean areKept(int feature, List<String> options, boolean isNative) {
        return isDisabled(options) && (feature <= NATIVE_CODE_GOES || !isNative);
    }

    /** Whether the compiler of a JVM with these options leaves the calls alone. */
    static boolean isDisabled(List<String> options) {
        return options.stream()
                .filter(option -> option.startsWith(DISABLE))
                .flatMap(option ->
                        Arrays.stream(option.substring(DISABLE.length()).split(",")))
                .anyMatch(NAME::equals);
    }
}
