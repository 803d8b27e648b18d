import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jurigged.controller.Event;
import org.jurigged.controller.api.Jurigged;
import org.jurigged.controller.api.Recoder;
import org.jurigged.controller.api.Session;
import org.jurigged.controller.recode.RecodeException;

/** A program that makes itself live, in the directory that has its source: what is saved there runs from then on. */
public class LiveItself {
    static String greeting() {
        return "hello";
    }

    public static void main(String[] args) throws Exception {
        try (Session session = Jurigged.watch()) {
            System.out.println("live: " + session.targets().size());
            save(session);
            hold(session);
            patch(session);
        }
        System.out.println("let go: " + greeting());
    }

    /** An editor would do that: here the program saves its own source. */
    private static void save(Session session) throws Exception {
        CountDownLatch live = new CountDownLatch(1);
        session.listen(event -> {
            if (event instanceof Event.Live) {
                live.countDown();
            } else if (event instanceof Event.CompileFailed || event instanceof Event.Trouble) {
                System.out.println("trouble: " + event);
            }
        });
        Path source = Path.of("LiveItself.java");
        String text = Files.readString(source);
        int end = text.indexOf("    public static void main");
        Files.writeString(
                source,
                text.substring(0, end).replace("return \"hello\"", "return polite(\"hello\")")
                        + """
                            static String polite(String word) {
                                return word + ", please";
                            }

                        """
                        + text.substring(end));
        System.out.println("in time: " + live.await(60, TimeUnit.SECONDS));
        System.out.println("saved: " + greeting());
    }

    /** A hook can say no. */
    private static void hold(Session session) throws Exception {
        try (var held = session.before(edits -> edits.veto("not today"))) {
            session.recoder("LiveItself#greeting").patch("static String greeting() { return \"no\"; }");
        } catch (RecodeException e) {
            System.out.println("held: " + e.getMessage());
        }
        System.out.println("held back: " + greeting());
    }

    private static void patch(Session session) throws Exception {
        Recoder greeting = session.recoder("LiveItself#greeting");
        try {
            greeting.patch("static String parting() { return \"bye\"; }");
        } catch (RecodeException.Rejected e) {
            System.out.println("rejected: " + e.getMessage());
        }
        greeting.patch("static String greeting() { return \"patched\"; }");
        System.out.println(greeting.status() + ": " + greeting());
        greeting.revert();
        System.out.println(greeting.status() + ": " + greeting());
    }
}
