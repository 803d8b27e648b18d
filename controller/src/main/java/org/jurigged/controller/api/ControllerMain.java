package org.jurigged.controller.api;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.RecodeException;
import org.jurigged.controller.remote.Peer;

/** The process that has a program live which called {@link Jurigged#watch}: it ends when the program closes its input. */
final class ControllerMain implements Controller {
    private final AtomicReference<Session> opened = new AtomicReference<>();

    private ControllerMain() {}

    /** Serves the process at the other end of the standard streams. */
    public static void main(String[] args) throws Exception {
        InputStream in = new FileInputStream(FileDescriptor.in);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        // What anything prints is not for the other process.
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
        ControllerMain controller = new ControllerMain();
        try (Peer peer = new Peer("The program", in, out, controller, SHARED)) {
            peer.ended().join();
        }
        controller.close();
        System.exit(0);
    }

    @Override
    public void attach(long pid, Settings settings) throws JuriggedException {
        opened.set(Jurigged.attach(Long.toString(pid), settings));
    }

    private Session session() {
        Session session = opened.get();
        if (session == null) {
            throw new IllegalStateException("nothing is live yet");
        }
        return session;
    }

    @Override
    public Registration listen(Consumer<Event> listener) {
        // The program itself listens, with its own locks: nothing waits for it, for one of its threads may be held just
        // then.
        ExecutorService inOrder = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "jurigged-telling");
            thread.setDaemon(true);
            return thread;
        });
        Registration registration =
                session().listen(event -> inOrder.execute(() -> LocalSession.Listeners.tell(listener, event)));
        return () -> {
            registration.close();
            inOrder.shutdown();
        };
    }

    @Override
    public Registration before(Hook hook) {
        return session().before(edits -> hook.edits(edits.files(), edits.all()).ifPresent(edits::veto));
    }

    @Override
    public Registration after(Hook hook) {
        return session().after(edits -> hook.edits(edits.files(), edits.all()));
    }

    @Override
    public void pause() {
        session().pause();
    }

    @Override
    public void resume() {
        session().resume();
    }

    @Override
    public void refresh() {
        session().refresh();
    }

    @Override
    public void apply() throws JuriggedException {
        session().apply();
    }

    @Override
    public List<LiveTarget> targets() {
        return session().targets();
    }

    @Override
    public Recoder recoder(String definition) throws RecodeException.Rejected {
        return session().recoder(definition);
    }

    @Override
    public Recoder recoder(Path file) {
        return session().recoder(file);
    }

    @Override
    public List<PatchInfo> patches() throws JuriggedException {
        return session().patches();
    }

    @Override
    public void close() {
        Optional.ofNullable(opened.get()).ifPresent(Session::close);
    }
}
