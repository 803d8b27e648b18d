package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.conform.BuiltIn;
import org.jurigged.controller.conform.EndpointBridge;
import org.jurigged.controller.conform.Hook;
import org.jurigged.controller.conform.Shape;
import org.jurigged.controller.target.ConformOrder;
import org.jurigged.controller.target.ConformResult;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.TargetException;

/**
 * Tells a target's code what a save changed, once it is live: those who keep something derived from it. Nothing waits for
 * their answers. Used by the session's worker only.
 */
final class Conform {
    private static final Set<String> BUNDLES =
            Set.of("java.util.ResourceBundle", "java.util.ListResourceBundle", "java.util.PropertyResourceBundle");

    private final Workspace workspace;
    private final ConformChoice choice;
    private final Consumer<Event> listener;

    Conform(Workspace workspace, ConformChoice choice, Consumer<Event> listener) {
        this.workspace = workspace;
        this.choice = choice;
        this.listener = listener;
    }

    /**
     * What a save changed.
     *
     * @param classes names of the classes that do something else, or that have no source any more
     * @param shapes those of them of which reflection shows something else
     * @param resources whether other files were saved
     */
    record News(Set<String> classes, Set<String> shapes, boolean resources) {
        static News ofResources() {
            return new News(Set.of(), Set.of(), true);
        }

        /** {@code before} has the class files that were current before the save. */
        static News of(Compilation.Compiled compiled, Map<String, byte[]> before, boolean resources) {
            Set<String> classes = new LinkedHashSet<>(compiled.removedClasses());
            Set<String> shapes = new HashSet<>(compiled.removedClasses());
            for (CompiledClass c : compiled.classes()) {
                if (c.change() != Change.SAME && c.change() != Change.LINES_ONLY) {
                    classes.add(c.name());
                    byte[] old = before.get(c.name());
                    if (old == null || !Shape.isSame(old, c.bytes())) {
                        shapes.add(c.name());
                    }
                }
            }
            return new News(classes, shapes, resources);
        }

        boolean isNone() {
            return classes.isEmpty() && !resources;
        }
    }

    /** Begins to tell a target; completes when all has been told of, and never fails. */
    CompletableFuture<Void> begin(TargetClasses target, News news) throws JuriggedException {
        if (!choice.isOn() || news.isNone()) {
            return CompletableFuture.completedFuture(null);
        }
        Telling telling = new Telling(target, news);
        Optional<ConformOrder> order = telling.order();
        if (order.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return target.target().conform(order.get()).thenAccept(results -> results.forEach(this::tell));
        } catch (TargetException.NoThread e) {
            listener.accept(new Event.ConformFailed("The program", "was not told what changed: " + e.getMessage(), ""));
            return CompletableFuture.completedFuture(null);
        }
    }

    private void tell(ConformResult result) {
        listener.accept(
                result.isDone()
                        ? new Event.Conformed(result.who(), result.what())
                        : new Event.ConformFailed(result.who(), result.what(), result.stack()));
    }

    /** One target's part of a save. */
    private final class Telling {
        private final TargetClasses target;
        private final News news;
        private final NestMate nestMate;
        private final List<LoadedClass> changed = new ArrayList<>();
        private final Set<LoadedClass> shapes = new LinkedHashSet<>();

        Telling(TargetClasses target, News news) throws JuriggedException {
            this.target = target;
            this.news = news;
            this.nestMate = new NestMate(target, workspace.compiler());
            for (List<LoadedClass> copies : target.copies(news.classes()).values()) {
                for (LoadedClass copy : copies) {
                    changed.add(copy);
                    if (news.shapes().contains(copy.name())) {
                        shapes.add(copy);
                    }
                }
            }
        }

        /** Returns whom to tell what; empty if there is nobody. */
        Optional<ConformOrder> order() throws JuriggedException {
            if (changed.isEmpty() && !news.resources()) {
                return Optional.empty();
            }
            List<ConformOrder.Library> builtIns = builtIns();
            List<ConformOrder.Caller> callers = callers();
            if (builtIns.isEmpty() && callers.isEmpty() && !hasServices()) {
                return Optional.empty();
            }
            boolean isMvc = builtIns.stream().anyMatch(b -> b.name().equals(BuiltIn.SPRING_MVC.label()));
            return Optional.of(new ConformOrder(
                    changed, shapes, news.resources(), builtIns, callers, isMvc ? endpoints() : List.of()));
        }

        /** The class path is known; of other loaders only the program knows. */
        private boolean hasServices() throws JuriggedException {
            if (workspace.hasConformServices()) {
                return true;
            }
            for (LoadedClass c : changed) {
                if (!target.target().isOfClassPath(c)) {
                    return true;
                }
            }
            return false;
        }

        private List<ConformOrder.Library> builtIns() throws JuriggedException {
            List<BuiltIn> concerned = new ArrayList<>();
            Set<String> names = new TreeSet<>();
            boolean isBundle =
                    changed.stream().anyMatch(c -> c.supertypes().stream().anyMatch(BUNDLES::contains));
            for (BuiltIn builtIn : BuiltIn.values()) {
                if (!choice.off().contains(builtIn)
                        && builtIn.isConcerned(isBundle, !shapes.isEmpty(), news.resources())) {
                    concerned.add(builtIn);
                    names.addAll(builtIn.names());
                }
            }
            if (names.isEmpty()) {
                return List.of();
            }
            Map<String, List<LoadedClass>> loaded = target.target().classes(names);
            List<ConformOrder.Library> libraries = new ArrayList<>();
            for (BuiltIn builtIn : concerned) {
                List<LoadedClass> types = among(loaded, builtIn.types());
                List<LoadedClass> objects = among(loaded, builtIn.objects());
                if (!types.isEmpty() || !objects.isEmpty()) {
                    libraries.add(new ConformOrder.Library(builtIn.label(), types, objects));
                }
            }
            return libraries;
        }

        private static List<LoadedClass> among(Map<String, List<LoadedClass>> loaded, List<String> names) {
            return names.stream()
                    .flatMap(name -> loaded.getOrDefault(name, List.of()).stream())
                    .toList();
        }

        private List<ConformOrder.Caller> callers() throws JuriggedException {
            Map<String, Hook> hooks = new LinkedHashMap<>();
            for (String name : workspace.compiler().conforming()) {
                workspace.compiler().current(name).flatMap(Hook::of).ifPresent(hook -> hooks.put(name, hook));
            }
            if (hooks.isEmpty()) {
                return List.of();
            }
            Map<String, Set<String>> below = new HashMap<>();
            for (String name : hooks.keySet()) {
                below.put(name, workspace.compiler().subtypes(name));
            }
            List<ConformOrder.Caller> callers = new ArrayList<>();
            for (Map.Entry<String, Hook> hook : hooks.entrySet()) {
                boolean isOverride = hooks.entrySet().stream()
                        .anyMatch(above -> !above.getValue().isStatic()
                                && below.get(above.getKey()).contains(hook.getKey()));
                if (hook.getValue().isStatic() || !isOverride) {
                    add(hook.getKey(), hook.getValue(), below.get(hook.getKey()), callers);
                }
            }
            return callers;
        }

        private void add(String name, Hook hook, Set<String> below, List<ConformOrder.Caller> callers)
                throws JuriggedException {
            for (LoadedClass host : target.copies(name)) {
                if (hook.isStatic() && !host.initialized()) {
                    // It has derived nothing yet.
                    continue;
                }
                List<LoadedClass> receivers = new ArrayList<>(List.of(host));
                if (!hook.isStatic()) {
                    target.copies(below).values().forEach(receivers::addAll);
                    receivers.removeIf(receiver -> receiver.loader() != host.loader());
                }
                try {
                    byte[] caller = nestMate.fitted(host, hook.callerName(), hook.caller());
                    callers.add(new ConformOrder.Caller(name, host, caller, hook.isStatic(), receivers));
                } catch (TargetException.Gone e) {
                    throw e;
                } catch (JuriggedException e) {
                    listener.accept(new Event.ConformFailed(name, "was not told: " + e.getMessage(), ""));
                }
            }
        }

        private List<ConformOrder.Endpoints> endpoints() throws JuriggedException {
            List<ConformOrder.Endpoints> all = new ArrayList<>();
            for (LoadedClass host : shapes) {
                Optional<byte[]> latest = workspace.compiler().current(host.name());
                // Of a class that isn't linked yet there is no object that serves anything.
                if (latest.isPresent() && host.isPrepared()) {
                    all.add(endpoints(host, latest.get()));
                }
            }
            return all;
        }

        private ConformOrder.Endpoints endpoints(LoadedClass host, byte[] latest) throws JuriggedException {
            Optional<EndpointBridge> bridge = EndpointBridge.of(latest, host.schema());
            if (bridge.isEmpty()) {
                return new ConformOrder.Endpoints(host, EndpointBridge.methodsOf(latest), Set.of(), null);
            }
            byte[] fitted =
                    nestMate.fitted(host, bridge.get().name(), bridge.get().classFile());
            return new ConformOrder.Endpoints(
                    host, bridge.get().methods(), bridge.get().added(), fitted);
        }
    }
}
