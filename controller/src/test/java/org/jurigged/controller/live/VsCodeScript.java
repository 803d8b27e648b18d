package org.jurigged.controller.live;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.jdi.VirtualMachineManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a person does with VS Code, one thing after the other; and what it shows. */
final class VsCodeScript {
    /** A thread that always is there, and runs when nobody holds it. */
    private static final String OTHER = "Thread [Finalizer]";

    private final VirtualMachineManager manager;
    private final Debugged subject;
    private final List<String> shown = new ArrayList<>();
    private List<Map<String, ?>> breakpoints = List.of();
    private VsCodeProviders providers;
    private VsCode code;
    private long thread;

    VsCodeScript(VirtualMachineManager manager, Debugged subject) {
        this.manager = manager;
        this.subject = subject;
    }

    /** Runs it; returns what was shown, without ids. */
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
        attach(at("int next", Map.of()));
        CompletableFuture<String> call = calling("9");
        stopped();
        inspect();
        edit();
        inspect();
        step();
        evaluate();
        suspendAll();
        restartFrame();
        edit();
        conditions();
        edit();
        watch();
        catchException();
        show("result " + finish(call));
        detach();
        show("result alone " + subject.call(Debugged.TYPE + ".serve", "3"));
        subject.edit();
        again();
    }

    private void show(String what) {
        shown.add(what.replaceAll("@[0-9a-f]+", "@"));
    }

    private void attach(Map<String, ?> breakpoint) throws Exception {
        providers = new VsCodeProviders(manager);
        code = new VsCode(providers.context());
        show("can "
                + code.ask("initialize", Map.of("clientID", "vscode", "linesStartAt1", true, "columnsStartAt1", true)));
        code.ask("attach", Map.of("hostName", "localhost", "port", subject.port()));
        code.event("initialized");
        set(false, List.of(breakpoint));
        code.ask("setExceptionBreakpoints", Map.of("filters", List.of()));
        code.ask("configurationDone", Map.of());
        List<String> names = new ArrayList<>(code.threads().keySet());
        // The JVM's own, since jurigged asked for something by the Attach API.
        names.remove("Thread [Attach Listener]");
        show("threads " + names.stream().sorted().toList());
    }

    private CompletableFuture<String> calling(String count) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return subject.call(Debugged.TYPE + ".serve", count);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String finish(CompletableFuture<String> call) throws Exception {
        ask("continue");
        return call.get(60, TimeUnit.SECONDS);
    }

    private static Map<String, ?> at(String text, Map<String, ?> more) {
        long line = Debugged.SOURCE
                .substring(0, Debugged.SOURCE.indexOf(text))
                .lines()
                .count();
        Map<String, Object> breakpoint = new HashMap<>(more);
        breakpoint.put("line", line);
        return breakpoint;
    }

    /** Says which breakpoints the file has, of which those that are there already stay as they are. */
    private void set(boolean isModified, List<Map<String, ?>> all) throws Exception {
        breakpoints = all;
        JsonObject body = code.ask(
                "setBreakpoints",
                Map.of(
                        "source",
                        Map.of("path", "/project/Desk.java"),
                        "breakpoints",
                        breakpoints,
                        "sourceModified",
                        isModified));
        show("breakpoints at "
                + lines(body.getAsJsonArray("breakpoints")).stream().sorted().toList());
    }

    private static List<Integer> lines(JsonArray breakpoints) {
        List<Integer> lines = new ArrayList<>();
        breakpoints.forEach(each -> lines.add(each.getAsJsonObject().get("line").getAsInt()));
        return lines;
    }

    /** A save, which the editor tells the debugger of as well: it sets all breakpoints of the file anew. */
    private void edit() throws Exception {
        subject.edit();
        set(true, breakpoints);
    }

    private JsonObject ask(String command) throws Exception {
        return code.ask(command, Map.of("threadId", thread));
    }

    private void stopped() throws Exception {
        JsonObject event = code.event("stopped");
        thread = event.get("threadId").getAsLong();
        String name = code.threads().entrySet().stream()
                .filter(entry -> entry.getValue() == thread)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining());
        show("stopped for " + event.get("reason").getAsString() + " in " + name + " " + VsCode.place(code.top(thread)));
    }

    private void inspect() throws Exception {
        for (JsonElement each : code.frames(thread)) {
            JsonObject frame = each.getAsJsonObject();
            if (!frame.get("name").getAsString().startsWith("Desk.")) {
                // How the JDK calls by reflection changes with the number of calls.
                break;
            }
            show("frame " + VsCode.place(frame));
            inspect(code.locals(frame), "  ");
        }
    }

    private void inspect(int reference, String indent) throws Exception {
        for (JsonElement each : code.variables(reference)) {
            JsonObject variable = each.getAsJsonObject();
            String name = variable.get("name").getAsString();
            show(indent + variable.get("type").getAsString() + " " + name + " = "
                    + variable.get("value").getAsString());
            if (name.equals("this")) {
                inspect(variable.get("variablesReference").getAsInt(), indent + "  ");
            }
        }
    }

    private void step() throws Exception {
        for (String command : List.of("next", "next", "stepOut", "next", "next", "stepIn")) {
            ask(command);
            stopped();
        }
        inspect();
    }

    private void evaluate() throws Exception {
        for (String expression : List.of("twice(21)", "by", "total", "name")) {
            JsonObject body = code.ask(
                    "evaluate",
                    Map.of(
                            "expression",
                            expression,
                            "frameId",
                            code.top(thread).get("id").getAsInt()));
            show(expression + " is " + body.get("type").getAsString() + " "
                    + body.get("result").getAsString());
        }
    }

    private void suspendAll() throws Exception {
        long other = code.threads().get(OTHER);
        show("another runs: " + code.frames(other).isEmpty());
        ask("pauseAll");
        stopped();
        show("it is held with frames: " + !code.frames(other).isEmpty());
        ask("pauseAll");
        stopped();
        // As often as it is held.
        ask("continue");
        stopped();
        show("another is held still: " + !code.frames(other).isEmpty());
        ask("continueAll");
        stopped();
        show("and runs now: " + code.frames(other).isEmpty());
        code.ask("pause", Map.of("threadId", other));
        show("paused for " + code.event("stopped").get("reason").getAsString() + ": "
                + !code.frames(other).isEmpty());
        ask("continueOthers");
        show("and runs now: " + code.frames(other).isEmpty());
    }

    private void restartFrame() throws Exception {
        ask("next");
        stopped();
        code.ask("restartFrame", Map.of("frameId", code.top(thread).get("id").getAsInt()));
        stopped();
        JsonObject set = code.ask(
                "setVariable",
                Map.of("variablesReference", code.locals(code.top(thread)), "name", "by", "value", "10"));
        show("by is now " + set.get("value").getAsString());
    }

    private void conditions() throws Exception {
        set(false, List.of(at("served++", Map.of("hitCondition", "2"))));
        ask("continue");
        stopped();
        set(
                false,
                List.of(
                        at("int next", Map.of("logMessage", "it is by {by}, {served} served")),
                        at("return next", Map.of("condition", "by == 6"))));
        ask("continue");
        stopped();
        show("logged " + providers.logged);
        inspect();
    }

    private void watch() throws Exception {
        set(false, List.of());
        for (JsonElement each : code.variables(code.locals(code.top(thread)))) {
            JsonObject variable = each.getAsJsonObject();
            if (variable.get("name").getAsString().equals("this")) {
                watch(variable.get("variablesReference").getAsInt());
            }
        }
        ask("continue");
        stopped();
        inspect();
        edit();
        ask("continue");
        stopped();
        code.ask("setDataBreakpoints", Map.of("breakpoints", List.of()));
    }

    private void watch(int self) throws Exception {
        JsonObject info = code.ask("dataBreakpointInfo", Map.of("variablesReference", self, "name", "served"));
        show("to watch: " + info.get("description").getAsString());
        String id = info.get("dataId").getAsString();
        JsonObject set = code.ask(
                "setDataBreakpoints", Map.of("breakpoints", List.of(Map.of("dataId", id, "accessType", "write"))));
        show("watched " + set.getAsJsonArray("breakpoints").size());
    }

    private void catchException() throws Exception {
        code.ask("setExceptionBreakpoints", Map.of("filters", List.of("caught", "uncaught")));
        ask("continue");
        stopped();
        JsonObject info = ask("exceptionInfo");
        show("threw " + info.get("exceptionId").getAsString() + ", "
                + info.get("description").getAsString() + ", " + info.get("breakMode"));
        code.ask("setExceptionBreakpoints", Map.of("filters", List.of()));
    }

    private void detach() throws Exception {
        code.ask("disconnect", Map.of("terminateDebuggee", false));
        code.close();
        subject.detached();
    }

    private void again() throws Exception {
        attach(at("int next", Map.of()));
        CompletableFuture<String> call = calling("1");
        stopped();
        inspect();
        // It leaves the program stopped: all goes on.
        detach();
        show("result " + call.get(60, TimeUnit.SECONDS));
    }
}
