package org.jurigged.controller.live;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.controller.project.Jdk;

/** Runs tools of a JDK. */
final class JdkTool {
    private JdkTool() {}

    /** Returns what a tool prints. */
    static String run(Jdk jdk, String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(path(jdk, name)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    }

    static String path(Jdk jdk, String name) {
        return jdk.home().resolve("bin").resolve(name).toString();
    }
}
