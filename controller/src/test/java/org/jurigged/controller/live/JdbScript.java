package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jurigged.controller.project.Jdk;

/** What a person types into {@code jdb}, one thing after the other; and what it prints. */
final class JdbScript {
    /** Where it waits for the next command. */
    private static final String PROMPT = "(?:talk\\[\\d+] |> )";

    /** Comes while an event is being told, or before or after it. */
    private static final Pattern BETWEEN = Pattern.compile("All threads resumed\\.\n|" + PROMPT);

    /** What is told of an event last. */
    private static final String PLACE = ".*bci=\\d+\n";

    private static final Pattern ID = Pattern.compile("(?<=@|id=|\\))(0x)?[0-9a-f]+ *");
    private static final Pattern THREAD = Pattern.compile("\\)((?:0x)?[0-9a-f]+) +(\\S+) ");
    /** How the JDK calls by reflection changes with the number of calls; what isn't waited for, with the moment. */
    private static final Pattern VARYING = Pattern.compile(" +\\[\\d+] (?!desk).*|.*Attach Listener.*");

    private final Jdk jdk;
    private final Debugged subject;
    private final List<String> shown = new ArrayList<>();
    private Jdb jdb;

    JdbScript(Jdk jdk, Debugged subject) {
        this.jdk = jdk;
        this.subject = subject;
    }

    /** Runs it; returns what was printed, without ids. */
    List<String> run() {
        try {
            play();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("after\n" + String.join("\n", shown), e);
        }
        return shown;
    }

    private void play() throws Exception {
        // Loads the class.
        subject.call(Debugged.TYPE + ".spare");
        attach();
        tell("stop at desk.Desk:" + line("int next"), "Set breakpoint");
        CompletableFuture<String> call = calling("9");
        heard("Breakpoint hit: " + PLACE);
        inspect();
        subject.edit();
        inspect();
        step();
        evaluate();
        suspend();
        pop();
        subject.edit();
        breakpoints();
        subject.edit();
        watch();
        catchException();
        jdb.say("cont");
        shown.add("result " + call.get(60, TimeUnit.SECONDS));
        detach();
        shown.add("result alone " + subject.call(Debugged.TYPE + ".serve", "3"));
        subject.edit();
        again();
    }

    private void attach() throws Exception {
        jdb = new Jdb(jdk, subject.port());
        heard("Initializing jdb");
    }

    private static long line(String text) {
        return Debugged.SOURCE
                .substring(0, Debugged.SOURCE.indexOf(text))
                .lines()
                .count();
    }

    private CompletableFuture<String> calling(String count) {
        jdb.forget();
        return CompletableFuture.supplyAsync(() -> {
            try {
                return subject.call(Debugged.TYPE + ".serve", count);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Types a command and waits for something in its answer, or in what is told when it has done it. */
    private String tell(String command, String regex) {
        shown.add("> " + command);
        jdb.say(command);
        return heard(regex);
    }

    /** Types a command after which the program stops. */
    private void stop(String command, String regex) {
        tell(command, regex + PLACE);
    }

    private String heard(String regex) {
        String said = jdb.await("(?s)" + regex + ".*" + PROMPT + "$");
        BETWEEN.matcher(said)
                .replaceAll("")
                .lines()
                .filter(line -> !line.isBlank() && !VARYING.matcher(line).matches())
                .map(line -> ID.matcher(line).replaceAll(""))
                .forEach(shown::add);
        return said;
    }

    private void inspect() {
        tell("where", "\\[1] desk");
        tell("where all", "Finalizer:");
        tell("locals", "Local variables:");
        tell("dump this", "this = ");
        tell("print desk.Desk.total", "total = ");
        tell("threads", "Finalizer");
        tell("threadgroups", "main");
    }

    private void step() {
        stop("next", "Step completed: ");
        stop("next", "Step completed: ");
        stop("step up", "Step completed: ");
        stop("next", "Step completed: ");
        stop("step", "Step completed: ");
        stop("step", "Breakpoint hit: ");
        stop("stepi", "Step completed: ");
        tell("up", "(?=talk\\[2])");
        tell("locals", "Local variables:");
        tell("down", "(?=talk\\[1])");
    }

    private void evaluate() {
        tell("print twice(by + 20)", "= ");
        tell("print name", "= ");
        tell("print fail(1)", "Exception");
        tell("eval twice(21)", "= ");
        tell("class desk.Desk", "Class: ");
        tell("fields desk.Desk", "served");
    }

    /** Suspends one thread and all, in turns. */
    private void suspend() {
        thread("suspend", "Finalizer", "");
        tell("suspend", "All threads suspended");
        tell("cont", "");
        tell("threads", "Finalizer");
        stop("resume", "(?=.*All threads resumed).*Breakpoint hit: ");
        thread("resume", "Finalizer", "");
    }

    /** Does something with a thread, which is called by its id. */
    private void thread(String command, String name, String regex) {
        Matcher thread = THREAD.matcher(tell("threads", name));
        do {
            assertThat(thread.find()).as(name).isTrue();
        } while (!thread.group(2).equals(name));
        shown.add("> " + command + " " + name);
        jdb.say(command + " " + thread.group(1));
        heard(regex);
    }

    private void pop() {
        stop("next", "Step completed: ");
        tell("set by = 10", "= 10");
        tell("pop", "");
        tell("where", "\\[1] desk");
        stop("step", "Breakpoint hit: ");
        tell("locals", "Local variables:");
        tell("set by = 10", "= 10");
        stop("next", "Step completed: ");
        stop("reenter", "Breakpoint hit: ");
    }

    private void breakpoints() {
        tell("clear desk.Desk:" + line("int next"), "Removed: ");
        tell("stop thread in desk.Desk.add", "Set breakpoint");
        tell("stop at desk.Desk:" + line("return next"), "Set breakpoint");
        tell("clear", "Breakpoints set:");
        stop("cont", "Breakpoint hit: .*line=" + line("return next"));
        stop("cont", "Breakpoint hit: ");
        // It is the only one that waits.
        thread("resume", "talk", "Breakpoint hit: .*line=" + line("return next") + PLACE);
        tell("threads", "Finalizer");
    }

    private void watch() {
        tell("clear desk.Desk.add", "Removed: ");
        tell("clear desk.Desk:" + line("return next"), "Removed: ");
        tell("watch all desk.Desk.served", "Set watch");
        stop("cont", "Field ");
        stop("cont", "Field ");
        subject.edit();
        stop("cont", "Field ");
        tell("unwatch all desk.Desk.served", "Removed: ");
    }

    private void catchException() {
        tell("catch caught java.lang.IllegalStateException", "Set ");
        stop("cont", "Exception occurred: ");
        tell("where", "\\[1] desk");
        tell("ignore caught java.lang.IllegalStateException", "Removed: ");
    }

    private void detach() throws Exception {
        jdb.say("exit").ended();
        subject.detached();
    }

    private void again() throws Exception {
        attach();
        tell("stop in desk.Desk.add", "Set breakpoint");
        CompletableFuture<String> call = calling("1");
        heard("Breakpoint hit: " + PLACE);
        inspect();
        // It leaves the program stopped: all goes on.
        detach();
        shown.add("result " + call.get(60, TimeUnit.SECONDS));
    }
}
