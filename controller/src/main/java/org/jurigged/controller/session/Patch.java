package org.jurigged.controller.session;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jurigged.controller.recode.DefinitionName;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.PatchStatus;
import org.jurigged.controller.recode.PatchText;

/** A patch of a session. Changed by the session's worker only; its status may be asked from any thread. */
public final class Patch {
    private final Order order;
    private final int number;
    private final Path file;
    private final PatchText text;
    private final Instant made = Instant.now();
    private final List<Consumer<PatchStatus>> listeners = new CopyOnWriteArrayList<>();
    private volatile PatchStatus status = PatchStatus.LIVE;
    private volatile String document = "";

    Patch(Order order, int number, Path file, PatchText text) {
        this.order = order;
        this.number = number;
        this.file = file;
        this.text = text;
    }

    /**
     * What is to be patched, and with what.
     *
     * @param name the definition; empty for all of a file
     * @param file the source file; empty to look for the definition's
     * @param module whether the source may bring imports and other members along
     */
    public record Order(Optional<DefinitionName> name, Optional<Path> file, String source, boolean module) {}

    /** Returns what it was made from. */
    public Order order() {
        return order;
    }

    /** Counts the session's patches from 1. */
    public int number() {
        return number;
    }

    /** Returns how it stands to its source file now. */
    public PatchStatus status() {
        return status;
    }

    /** Returns the definition's name with the patch. */
    public String now() {
        return text.now();
    }

    /** Returns what a list shows of it. */
    public PatchInfo info() {
        return new PatchInfo(number, text.definition(), file, made, status, order.source());
    }

    /** Calls a listener at each change of the status, on the session's thread. */
    public void onStatus(Consumer<PatchStatus> listener) {
        listeners.add(listener);
    }

    Path file() {
        return file;
    }

    PatchText text() {
        return text;
    }

    PatchLayer.Entry entry() {
        return new PatchLayer.Entry(number, text);
    }

    /** Returns the file's text with this patch and those before it, which is what stack traces have the lines of. */
    String document() {
        return document;
    }

    void document(String composed) {
        document = composed;
    }

    List<Consumer<PatchStatus>> become(PatchStatus next) {
        status = next;
        return listeners;
    }
}
