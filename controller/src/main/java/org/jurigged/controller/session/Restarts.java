package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.RestartOrder;
import org.jurigged.controller.target.RestartResult;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.ThreadStack;
import org.jurigged.reshape.move.Arguments;
import org.jurigged.reshape.move.MethodCode;

/**
 * Takes calls under way off, so that their methods begin again with their arguments. Used by the session's worker only; what
 * becomes of a call is told on a thread of the target's.
 */
final class Restarts {
    private static final int THREADS_TOLD = 10;

    private final TargetClasses classes;
    private final Workspace workspace;
    private final Consumer<Event> listener;

    Restarts(TargetClasses classes, Workspace workspace, Consumer<Event> listener) {
        this.classes = classes;
        this.workspace = workspace;
        this.listener = listener;
    }

    /**
     * Restarts the outermost call of a method in one thread.
     *
     * @param method its display name, or a part of that
     * @param thread the thread's name; may be empty if only one thread runs the method
     * @return what became of it, as a sentence; fails with why it can't begin again, and nothing has changed then
     */
    CompletableFuture<String> restart(String method, String thread) throws JuriggedException {
        OldFrames.Listed one = chosen(method, thread);
        String place = one.line().method() + " in thread \"" + one.line().thread() + "\"";
        CompletableFuture<String> told = new CompletableFuture<>();
        begin(one).whenComplete((result, failure) -> {
            if (result instanceof RestartResult.Restarted) {
                told.complete(place + " begins again with its arguments; what it had done is done again.");
            } else if (result instanceof RestartResult.Stayed stayed) {
                told.completeExceptionally(
                        new JuriggedException(place + " can't begin again: " + stayed.reason() + "."));
            } else {
                told.completeExceptionally(new JuriggedException(place + " has ended meanwhile."));
            }
        });
        return told;
    }

    private OldFrames.Listed chosen(String method, String thread) throws JuriggedException {
        List<OldFrames.Listed> found = new FrameList(workspace).listed(classes, method);
        List<OldFrames.Listed> whole =
                found.stream().filter(f -> isWhole(f.line().method(), method)).toList();
        List<OldFrames.Listed> meant = (whole.isEmpty() ? found : whole)
                .stream()
                        .filter(f -> thread.isEmpty() || f.line().thread().equals(thread))
                        .toList();
        if (meant.isEmpty()) {
            String where = thread.isEmpty() ? "No thread runs a" : "Thread \"" + thread + "\" isn't there, or runs no";
            throw new JuriggedException(where + " method of the project with '" + method
                    + "' in its name. 'jurigged frames' shows those that run.");
        }
        Set<String> methods = meant.stream().map(f -> f.line().method()).collect(Collectors.toCollection(TreeSet::new));
        if (methods.size() > 1) {
            throw new JuriggedException("'" + method + "' is in the names of several methods that run: "
                    + String.join(", ", methods) + ". Say more of the name.");
        }
        Map<Long, OldFrames.Listed> outermost = new LinkedHashMap<>();
        meant.forEach(f -> outermost.put(f.stack().id(), f));
        if (outermost.size() > 1) {
            throw new JuriggedException(
                    thread.isEmpty()
                            ? methods.iterator().next() + " runs in " + outermost.size() + " threads: "
                                    + names(outermost) + ". Say which is meant with --thread NAME."
                            : outermost.size() + " threads that run it are named \"" + thread
                                    + "\"; they can't be told apart.");
        }
        return outermost.values().iterator().next();
    }

    /** Whether a name is that of the whole method, or of what stands before its parameters. */
    private static boolean isWhole(String display, String name) {
        return display.equals(name)
                || display.endsWith("." + name)
                || !name.contains("(") && display.contains(name + "(") && isBegin(display, name);
    }

    private static boolean isBegin(String display, String name) {
        int at = display.indexOf(name + "(");
        return at == 0 || display.charAt(at - 1) == '.';
    }

    private static String names(Map<Long, OldFrames.Listed> threads) {
        String some = threads.values().stream()
                .limit(THREADS_TOLD)
                .map(f -> "\"" + f.line().thread() + "\"")
                .sorted()
                .collect(Collectors.joining(", "));
        return threads.size() > THREADS_TOLD ? some + " …" : some;
    }

    /**
     * Restarts the calls that run old code and don't move: in each thread the outermost that can be, and that no moving loop
     * has been called by.
     */
    void restartOld() throws JuriggedException {
        Map<Long, List<OldFrames.Listed>> threads = new LinkedHashMap<>();
        for (OldFrames.Listed found : new FrameList(workspace).listed(classes, "")) {
            threads.computeIfAbsent(found.stack().id(), id -> new ArrayList<>()).add(found);
        }
        for (List<OldFrames.Listed> frames : threads.values()) {
            List<OldFrames.Listed> old = new ArrayList<>();
            for (OldFrames.Listed frame : frames) {
                if (frame.line().fate().equals(Fates.NEXT_TURN)) {
                    break;
                } else if (frame.line().old()) {
                    old.add(0, frame);
                }
            }
            tryEach(old, 0);
        }
    }

    private void tryEach(List<OldFrames.Listed> outermostFirst, int at) throws JuriggedException {
        if (at >= outermostFirst.size()) {
            return;
        }
        OldFrames.Listed one = outermostFirst.get(at);
        begin(one).thenAccept(result -> {
            if (result instanceof RestartResult.Stayed stayed) {
                listener.accept(new Event.StillOld(
                        one.line().method(),
                        one.line().line(),
                        List.of(one.line().thread()),
                        one.line().fate() + "; it can't begin again: " + stayed.reason()));
                try {
                    tryEach(outermostFirst, at + 1);
                } catch (JuriggedException e) {
                    listener.accept(new Event.Trouble(e.getMessage(), e));
                }
            }
        });
    }

    private CompletableFuture<RestartResult> begin(OldFrames.Listed one) throws JuriggedException {
        Activation activation = Activation.of(one.stack(), one.index()).unnamed();
        Optional<String> lack = classes.target().lacks(Target.Ability.FRAMES);
        Optional<String> obstacle = lack.isPresent() ? lack : obstacle(one, activation);
        if (obstacle.isPresent()) {
            return CompletableFuture.completedFuture(new RestartResult.Stayed(obstacle.get()));
        }
        ThreadStack.Frame frame = one.stack().frames().get(one.index());
        boolean isChecked =
                one.line().old() || classes.states().running(frame.type()).isPresent();
        RestartOrder order = new RestartOrder(one.stack().id(), activation.height(), frame.type(), isChecked);
        return classes.target().restart(order).thenApply(result -> {
            if (result instanceof RestartResult.Restarted) {
                classes.calls().endOld(activation);
                listener.accept(new Event.Restarted(
                        one.line().method(), one.line().line(), one.line().thread()));
            }
            return result;
        });
    }

    /** Why a call can't begin again, as far as its code tells. */
    private Optional<String> obstacle(OldFrames.Listed one, Activation activation) {
        ThreadStack.Frame frame = one.stack().frames().get(one.index());
        Optional<MethodCode> code = code(one, activation, frame);
        if (code.isEmpty()) {
            return one.line().old() || classes.states().running(frame.type()).isPresent()
                    ? Optional.of("what it runs isn't known, and so whether it assigns its parameters")
                    : Optional.empty();
        }
        MethodCode known = code.get();
        if (known.name().equals("<init>")) {
            return Optional.of("it is a constructor, and the object is there already");
        } else if (known.name().equals("<clinit>")) {
            return Optional.of("it is a static initialiser, which runs once");
        }
        Optional<String> assigned = Arguments.assigned(known)
                .or(() -> classes.calls().lostArgument(activation, known.name(), known.descriptor()));
        return assigned.map(
                p -> "it assigns its parameter " + p + ", and what it was called with isn't known any more");
    }

    private Optional<MethodCode> code(OldFrames.Listed one, Activation activation, ThreadStack.Frame frame) {
        Optional<OldCall> old = classes.calls().oldCall(activation);
        if (one.line().old() && old.isPresent()) {
            OldCall call = old.get();
            return Optional.of(new MethodCode(call.code().bytes(), call.method(), call.descriptor()));
        } else if (one.line().old() || !classes.states().runs(frame.type(), frame.method(), frame.descriptor())) {
            return Optional.empty();
        }
        return classes.states()
                .running(frame.type())
                .map(code -> new MethodCode(code.bytes(), frame.method(), frame.descriptor()));
    }
}
