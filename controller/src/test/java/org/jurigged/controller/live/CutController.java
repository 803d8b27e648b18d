package org.jurigged.controller.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.CutLink;
import org.jurigged.controller.target.Target;

/**
 * As {@link KilledController}, and goes by an agent: says when the frame is reached at which it is to be killed, and says and
 * hears nothing else of the agent from then on.
 */
public final class CutController {
    static final String ARMED = "armed";
    static final String CUT = "cut";

    private CutController() {}

    /**
     * Runs until it is killed; a line of its input says how many frames from then on, of those that do something, are the
     * last ones, and what becomes of the one after them.
     *
     * @param args the project's directory, the program's process id, and, to be cut while it attaches, such a line about all frames
     */
    public static void main(String[] args) throws Exception {
        CutLink link = new CutLink(() -> System.out.println(CUT));
        if (args.length == 3) {
            arm(link, true, args[2]);
        }
        Thread reader = new Thread(() -> read(link), "orders");
        reader.setDaemon(true);
        reader.start();
        Target target = link.attach(Long.parseLong(args[1]));
        target.start();
        try (LiveSession session =
                LiveSession.open(SessionOptions.in(Path.of(args[0])), List.of(), KilledController::tell)) {
            session.add(target);
            target.end().join();
        }
    }

    private static void read(CutLink link) {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                arm(link, false, line);
                System.out.println(ARMED);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void arm(CutLink link, boolean isAny, String order) {
        String[] words = order.split(" ");
        link.after(Integer.parseInt(words[0]), isAny, CutLink.At.valueOf(words[1]));
    }
}
