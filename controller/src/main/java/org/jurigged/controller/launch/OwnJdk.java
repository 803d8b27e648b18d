package org.jurigged.controller.launch;

import java.util.List;
import org.jurigged.controller.JuriggedException;

/** The Java that runs us, which has to be a whole JDK. */
public final class OwnJdk {
    private static final List<String> NEEDED = List.of("jdk.attach", "jdk.compiler", "jdk.jdi");

    private OwnJdk() {}

    /** Throws where this Java is a JRE: it lacks what every command needs. */
    public static void check() throws JuriggedException {
        List<String> missing = NEEDED.stream()
                .filter(module -> ModuleLayer.boot().findModule(module).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new JuriggedException("The Java at " + System.getProperty("java.home") + " is no JDK (it lacks "
                    + String.join(", ", missing) + "): set JAVA_HOME to a JDK, 17 or later, and run jurigged again.");
        }
    }
}
