package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.RestartOrder;
import org.jurigged.controller.target.RestartResult;
import org.jurigged.controller.target.ThreadStack;

/** Takes calls under way back, so that their methods begin again with their arguments. */
final class Restarts {
    private final TargetClasses classes;
    private final Workspace workspace;
    private final Consumer<Event> listener;

    Restarts(TargetClasses classes, Workspace workspace, Consumer<Event> listener) {
        this.classes = classes;
        this.workspace = workspace;
        this.listener = listener;
    }

    /**
     * Restarts the outermost frame of each thread whose display name has a part in it.
     *
     * @param thread the name of the only thread that is meant; empty for all
     * @return what became of each, as sentences, when all is done
     */
    CompletableFuture<List<String>> restart(String method, String thread) throws JuriggedException {
        Map<Long, OldFrames.Listed> outermost = new LinkedHashMap<>();
        for (OldFrames.Listed found : new FrameList(workspace).listed(classes, method)) {
            if (thread.isEmpty() || found.stack().thread().equals(thread)) {
                outermost.put(found.stack().id(), found);
            }
        }
        if (outermost.isEmpty()) {
            String where = thread.isEmpty() ? "No thread runs a" : "Thread \"" + thread + "\" is not there or runs no";
            throw new JuriggedException(where + " method of the project with '" + method
                    + "' in its name. 'jurigged frames' shows those that run.");
        }
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (OldFrames.Listed one : outermost.values()) {
            all.add(restart(one));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<String> restart(OldFrames.Listed one) throws JuriggedException {
        ThreadStack stack = one.stack();
        ThreadStack.Frame frame = stack.frames().get(one.index());
        Optional<String> written = written(one, frame);
        if (written.isPresent()) {
            return CompletableFuture.completedFuture(told(
                    one.line(),
                    new RestartResult.Stayed("it has another value in its parameter " + written.get()
                            + " than it was called with, or may have")));
        }
        RestartOrder order = new RestartOrder(stack.id(), stack.frames().size() - 1 - one.index(), frame.type());
        return classes.target().restart(order).thenApply(result -> told(one.line(), result));
    }

    private Optional<String> written(OldFrames.Listed one, ThreadStack.Frame frame) {
        Optional<OldCall> old =
                classes.oldCall(Activation.of(one.stack(), one.index()).unnamed());
        if (old.isPresent()) {
            OldCall call = old.get();
            return ArgumentStores.find(call.code().bytes(), call.method(), call.descriptor());
        }
        return classes.running(frame.type())
                .map(CodeVersion::bytes)
                .or(() -> workspace.compiler().current(frame.className()))
                .flatMap(bytes -> ArgumentStores.find(bytes, frame.method(), frame.descriptor()));
    }

    private String told(FrameLine line, RestartResult result) {
        String place = line.method() + " in thread \"" + line.thread() + "\"";
        if (result instanceof RestartResult.Stayed stayed) {
            return "- " + place + " can't begin again: " + stayed.reason() + ".";
        } else if (result instanceof RestartResult.Ended) {
            return "- " + place + " has ended meanwhile.";
        }
        listener.accept(new Event.Restarted(line.method(), line.line(), line.thread()));
        return "+ " + place + " begins again with its arguments; what it had done is done again.";
    }
}
