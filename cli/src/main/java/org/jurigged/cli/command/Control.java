package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.util.List;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.target.Attacher;

/** Asks the session that has a program live, and prints what it says. */
final class Control {
    private Control() {}

    /** Returns the answer; fails when no session has the program. */
    static List<String> ask(String target, String command, String... arguments) throws JuriggedException {
        long pid = Attacher.pid(target)
                .orElseThrow(() -> new JuriggedException("'" + target
                        + "' is the address of a debug port; a session is asked by process id or by name."));
        return ControlClient.ask(pid, command, arguments)
                .orElseThrow(() -> new JuriggedException("No jurigged has the JVM " + pid
                        + " live. Make it live with 'jurigged attach " + pid + "', in another terminal."));
    }

    static int print(PrintWriter out, List<String> lines) {
        lines.forEach(out::println);
        out.flush();
        return 0;
    }
}
