package org.jurigged.controller.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.Redefinition;
import org.jurigged.reshape.Reshaped;
import org.jurigged.reshape.Reshaper;

/** Brings classes that are loaded after they were edited up to date, before they run. */
final class LateClasses implements Target.PrepareFixer {
    private final Map<String, byte[]> edited;
    private final Consumer<Event> listener;

    /** {@code edited} has the latest class files by binary name; it may change at any time. */
    LateClasses(Map<String, byte[]> edited, Consumer<Event> listener) {
        this.edited = edited;
        this.listener = listener;
    }

    @Override
    public Optional<byte[]> fix(LoadedClass prepared) {
        byte[] latest = edited.get(prepared.name());
        if (latest == null || prepared.sameConstants(latest) && prepared.sameCode(latest)) {
            return Optional.empty();
        }
        Reshaped reshaped =
                new Reshaper().reshape(List.of(new Change(prepared.name(), prepared.schema(), latest, latest)));
        return Optional.of(reshaped.redefinitions().stream()
                .findFirst()
                .map(Redefinition::bytes)
                .orElse(latest));
    }

    @Override
    public void failed(LoadedClass prepared, JuriggedException reason) {
        listener.accept(new Event.Trouble(
                prepared.name() + " was loaded just now and runs its old code: " + reason.getMessage()
                        + " Restart the program to have the edit in it.",
                reason));
    }
}
