package org.jurigged.controller.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.DefinitionName;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.PatchStatus;
import org.jurigged.controller.recode.RecodeException.Rejected;
import org.jurigged.controller.session.Patch;
import org.jurigged.controller.session.PatchDesk;

/** A recoder of a session in this process. */
final class LocalRecoder implements Recoder {
    private final PatchDesk desk;
    private final Optional<Path> file;
    private final List<Consumer<PatchStatus>> listeners = new CopyOnWriteArrayList<>();
    private final Object ordering = new Object();
    private volatile Optional<DefinitionName> name;
    private volatile Optional<Patch> current = Optional.empty();

    LocalRecoder(PatchDesk desk, Optional<DefinitionName> name, Optional<Path> file) {
        this.desk = desk;
        this.name = name;
        this.file = file;
    }

    @Override
    public void patch(String source) throws JuriggedException {
        make(source, false);
    }

    @Override
    public void patchModule(String source) throws JuriggedException {
        make(source, true);
    }

    private void make(String source, boolean module) throws JuriggedException {
        synchronized (ordering) {
            hold(desk.patch(new Patch.Order(name, file, source, module), current));
        }
    }

    @Override
    public void repatch() throws JuriggedException {
        synchronized (ordering) {
            hold(desk.repatch(current.orElseThrow(() -> new Rejected("There is no patch to make again."))));
        }
    }

    private void hold(Patch patch) {
        current = Optional.of(patch);
        patch.onStatus(status -> {
            if (current.filter(now -> now == patch).isPresent()) {
                tell(status);
            }
        });
        tell(patch.status());
    }

    @Override
    public void revert() throws JuriggedException {
        synchronized (ordering) {
            if (current.isPresent() && current.get().status() != PatchStatus.SAVED) {
                desk.revert(current.get());
                current = Optional.empty();
            }
        }
    }

    @Override
    public void commit() throws JuriggedException {
        synchronized (ordering) {
            Patch patch = current.orElseThrow(() -> new Rejected("There is no patch to commit."));
            desk.commit(patch);
            current = Optional.empty();
            // Its parameters may be others now.
            int parameters = patch.now().indexOf('(');
            name = name.map(old -> parameters < 0
                    ? old
                    : new DefinitionName(
                            old.type(), old.member(), Optional.of(patch.now().substring(parameters))));
        }
    }

    @Override
    public PatchStatus status() {
        return shown(current.map(Patch::status).orElse(PatchStatus.SAVED));
    }

    /** What was taken back is what the file has. */
    private static PatchStatus shown(PatchStatus status) {
        return status == PatchStatus.REVERTED ? PatchStatus.SAVED : status;
    }

    @Override
    public Optional<PatchInfo> patch() {
        return current.map(Patch::info).filter(info -> info.status() != PatchStatus.REVERTED);
    }

    @Override
    public Registration onStatus(Consumer<PatchStatus> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(PatchStatus status) {
        listeners.forEach(listener -> listener.accept(shown(status)));
    }
}
