package org.jurigged.controller.live;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.tools.ToolProvider;

/** Compiles with the javac of its JDK what {@link OtherJavac} asks for. Uses nothing but the JDK. */
final class JavacServer {
    /** As much as {@link DataOutputStream#writeUTF} takes of any text. */
    private static final int MOST_CHARS = 20_000;

    private JavacServer() {}

    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        System.setOut(System.err); // annotation processors may print
        try {
            while (true) {
                String[] arguments = new String[in.readInt()];
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = in.readUTF();
                }
                out.writeUTF(complaint(arguments));
                out.flush();
            }
        } catch (EOFException end) {
            // nobody asks any more
        }
    }

    /** Returns nothing when it has compiled, else what is wrong. */
    private static String complaint(String[] arguments) {
        var log = new ByteArrayOutputStream();
        int exitCode = ToolProvider.getSystemJavaCompiler().run(null, log, log, arguments);
        String text = "exit code " + exitCode + "\n" + log.toString(StandardCharsets.UTF_8);
        return exitCode == 0 ? "" : text.substring(0, Math.min(text.length(), MOST_CHARS));
    }
}
