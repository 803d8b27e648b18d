package org.jurigged.controller.live;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.controller.project.Jdk;

/**
 * The javac of another JDK than ours, in a JVM that stays for all tests that run in this one: a hundred of them, each started
 * for one compilation, took two minutes of processor time.
 */
final class OtherJavac {
    private static final Map<Jdk, OtherJavac> STARTED = new HashMap<>();

    private final DataOutputStream requests;
    private final DataInputStream answers;

    private OtherJavac(Process process) {
        requests = new DataOutputStream(process.getOutputStream());
        answers = new DataInputStream(process.getInputStream());
    }

    /** Compiles; returns what is wrong, or nothing. */
    static String compile(Jdk jdk, List<String> arguments) throws IOException {
        synchronized (STARTED) {
            OtherJavac javac = STARTED.get(jdk);
            if (javac == null) {
                javac = start(jdk);
                STARTED.put(jdk, javac);
            }
            return javac.compile(arguments);
        }
    }

    /** It ends with its input, thus with our JVM at the latest. */
    private static OtherJavac start(Jdk jdk) throws IOException {
        Path classes = Path.of(URI.create(JavacServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return new OtherJavac(new ProcessBuilder(
                        jdk.java().toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes.toString(),
                        JavacServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private String compile(List<String> arguments) throws IOException {
        requests.writeInt(arguments.size());
        for (String argument : arguments) {
            requests.writeUTF(argument);
        }
        requests.flush();
        return answers.readUTF();
    }
}
