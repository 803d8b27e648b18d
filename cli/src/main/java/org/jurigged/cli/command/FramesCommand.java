package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.session.FrameLine;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged frames}: where the threads stand, and which of them run old code. */
@Command(
        name = "frames",
        description = "Show the frames of a live JVM that are in classes of the project, and which run old code.")
final class FramesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id, HOST:PORT or a part of the name.")
    private String target;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CLASS-OR-METHOD",
            description = "Only frames whose class or method has this in its name.")
    private String filter = "";

    @Override
    public Integer call() throws JuriggedException {
        PrintWriter out = spec.commandLine().getOut();
        List<FrameLine> frames = frames();
        if (frames.isEmpty()) {
            spec.commandLine().getErr().println("No thread is in such a class of the project.");
        }
        String thread = "";
        for (FrameLine frame : frames) {
            if (!frame.thread().equals(thread)) {
                thread = frame.thread();
                out.println("Thread \"" + thread + "\"");
            }
            String line = frame.line() > 0 ? " line " + frame.line() : "";
            out.println("    " + frame.method() + line + age(frame));
        }
        out.flush();
        return 0;
    }

    private static String age(FrameLine frame) {
        FrameLine.Age age = frame.age();
        if (!frame.old()) {
            return age.edit() > 0 ? "  (edit " + age.edit() + ", " + time(age) + ")" : "";
        }
        String code = switch (age.edit()) {
            case FrameLine.UNKNOWN -> "code from before this session";
            case FrameLine.EARLIER -> "earlier code";
            case 0 -> "the code it was started with";
            default -> "code of edit " + age.edit() + ", " + time(age);
        };
        String latest = age.latest() > 0 ? "; edit " + age.latest() + " is live" : "";
        return "  old: " + code + latest + "; " + frame.fate();
    }

    private static String time(FrameLine.Age age) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                .format(Instant.ofEpochMilli(age.sinceMillis()).atZone(ZoneId.systemDefault()));
    }

    private List<FrameLine> frames() throws JuriggedException {
        Optional<Long> pid = Attacher.pid(target);
        Optional<List<String>> answer =
                pid.isPresent() ? ControlClient.ask(pid.get(), "frames", filter) : Optional.empty();
        return answer.isPresent() ? answer.get().stream().map(FrameLine::decode).toList() : attached();
    }

    /** Nobody has it live: looks by itself, for the moment. */
    private List<FrameLine> attached() throws JuriggedException {
        Target jvm = Attacher.attach(Optional.of(target));
        jvm.start();
        try (LiveSession session =
                LiveSession.open(SessionOptions.in(Path.of("").toAbsolutePath()), List.of(), event -> {})) {
            session.add(jvm);
            return session.frames(jvm.info().pid(), filter).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof JuriggedException known
                    ? known
                    : new JuriggedException("The frames could not be read: " + e.getCause() + ".", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Reading the frames was interrupted.", e);
        }
    }
}
