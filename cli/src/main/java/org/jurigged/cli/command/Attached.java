package org.jurigged.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/** A JVM of some other command's, for as long as this one takes: that of its session, or one that we attach to. */
final class Attached implements AutoCloseable {
    private final PromptTarget target;
    private final Optional<LiveSession> session;

    private Attached(PromptTarget target, Optional<LiveSession> session) {
        this.target = target;
        this.session = session;
    }

    /** Finds it; one that nobody has live is live from now on until this is closed. */
    static Attached to(String name, Consumer<Event> listener) throws JuriggedException {
        Optional<PromptTarget> other = PromptTarget.ofOther(name);
        if (other.isPresent()) {
            return new Attached(other.get(), Optional.empty());
        }
        Target attached = Attacher.attach(Optional.of(name));
        attached.start();
        LiveSession session = LiveSession.open(SessionOptions.in(Path.of("").toAbsolutePath()), List.of(), listener);
        session.add(attached);
        return new Attached(new PromptTarget.OfSession(session, attached.info().pid()), Optional.of(session));
    }

    PromptTarget target() {
        return target;
    }

    @Override
    public void close() {
        session.ifPresent(LiveSession::close);
    }
}
