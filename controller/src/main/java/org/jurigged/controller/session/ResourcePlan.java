package org.jurigged.controller.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.ResourceRoot;

/** Finds out where saved resources are to be copied; says so where they can't be. Used by the session's worker only. */
final class ResourcePlan {
    private final ResourceTree tree;
    private final Consumer<Event> listener;
    private final Set<Path> unread = new HashSet<>();

    ResourcePlan(ResourceTree tree, Consumer<Event> listener) {
        this.tree = tree;
        this.listener = listener;
    }

    /** Returns what becomes of saved and deleted resources, each place once. */
    List<ResourceCopy> of(Collection<Path> files, Placement placement) throws JuriggedException {
        Map<Path, ResourceCopy> copies = new LinkedHashMap<>();
        for (Path file : files) {
            for (ResourceRoot root : tree.rootsOf(file)) {
                if (placement.hasEntry(root.directory())) {
                    copies.put(file, new ResourceCopy(file, file, read(file)));
                } else if (placement.reads(root.output())) {
                    plan(file, root).ifPresent(copy -> copies.put(copy.copy(), copy));
                } else if (!tree.isOfTests(root) && unread.add(root.output())) {
                    listener.accept(
                            new Event.Note(
                                    file + " is not copied: " + root.output()
                                            + " is not on the program's class path. Build and restart the program to have the file in it."));
                }
            }
        }
        return List.copyOf(copies.values());
    }

    private Optional<ResourceCopy> plan(Path file, ResourceRoot root) throws JuriggedException {
        Path copy = root.copyOf(file);
        // The last of several that are copied to one place is what stays there.
        Optional<Path> winner = tree.copiedTo(copy).reduce((first, second) -> second);
        if (winner.isEmpty()) {
            return Files.exists(copy) ? Optional.of(new ResourceCopy(file, copy, Optional.empty())) : Optional.empty();
        }
        if (Files.exists(file) && !winner.get().equals(file)) {
            return Optional.empty();
        }
        List<ResourceRoot> from = new ArrayList<>(tree.rootsOf(winner.get()));
        Optional<byte[]> content = read(winner.get());
        for (ResourceRoot other : from) {
            if (content.isPresent() && isFilled(winner.get(), content.get(), other)) {
                return Optional.empty();
            }
        }
        return content.map(bytes -> new ResourceCopy(file, copy, Optional.of(bytes)));
    }

    private boolean isFilled(Path file, byte[] content, ResourceRoot root) {
        boolean isFilled = root.filling().changes(file, new String(content, StandardCharsets.ISO_8859_1));
        if (isFilled) {
            listener.accept(
                    new Event.Note(file + " is not copied: " + root.filling().tool()
                            + " fills in what stands for something else in it. Run "
                            + root.filling().command()
                            + " to have the program see the change."));
        }
        return isFilled;
    }

    private static Optional<byte[]> read(Path file) throws JuriggedException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | OutOfMemoryError e) {
            throw new JuriggedException(
                    "The resource " + file + " can't be read: " + e.getMessage() + ". Save it again.", e);
        }
    }
}
