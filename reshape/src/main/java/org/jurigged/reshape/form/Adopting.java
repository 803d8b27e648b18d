package org.jurigged.reshape.form;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Realm.Shaped;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Surroundings;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What a transaction does about interfaces that its classes have adopted or dropped; see {@link Adoptions}. */
final class Adopting {
    private final Realm realm;
    private final Scene scene;
    private final Adoptions adoptions;
    private final Surroundings surroundings;
    private final List<Refusal> refusals;

    Adopting(Realm realm, Scene scene, Surroundings surroundings, List<Refusal> refusals) {
        this.realm = realm;
        this.scene = scene;
        this.adoptions = scene.adoptions();
        this.surroundings = surroundings;
        this.refusals = refusals;
    }

    /**
     * Checks the edited classes, and returns the loaded ones, by binary name, that name an interface which one of them has
     * adopted or dropped by this edit.
     *
     * @param before the classes until this edit, by internal name
     */
    Set<String> users(Map<String, TypeInfo> before) {
        AdoptionRule rule = new AdoptionRule(scene.world(), adoptions, surroundings);
        Set<String> changed = new LinkedHashSet<>();
        before.forEach((name, previous) -> {
            TypeInfo type = scene.world().type(name);
            if (!type.isInterface()) {
                rule.check(type, refusals);
                changed.addAll(rule.changed(previous, type));
            }
        });
        Set<String> users = new TreeSet<>();
        for (String name : refusals.isEmpty() ? changed : Set.<String>of()) {
            users.addAll(surroundings.loadedNaming(binary(name)));
            if (surroundings.isLoaded(binary(name))) {
                users.add(binary(name));
            }
        }
        return users;
    }

    /** Refuses what goes on asking the JVM for an interface: lambdas that may have been kept, calls that are under way. */
    void requireNoneAsking(Set<String> users, Map<String, Piece> pieces) {
        Map<String, Set<String>> asking = new TreeMap<>();
        running(users, pieces).forEach((name, bytes) -> {
            ClassNode running = Forms.node(bytes);
            for (MethodNode method : running.methods) {
                requireNoneKept(running, method);
                if (Asks.in(method, adoptions::isAdopted).isPresent()) {
                    asking.computeIfAbsent(name, n -> new TreeSet<>()).add(method.name + method.desc);
                }
            }
            if (asking.containsKey(name)) {
                Set<String> under = surroundings.running(name);
                running.methods.stream()
                        .filter(m -> asking.get(name).contains(m.name + m.desc))
                        .filter(m -> under.contains(m.name + m.desc) || under.contains(""))
                        .findFirst()
                        .ifPresent(m -> refuse(running, m, "a thread is in it, and asks the JVM for "));
            }
        });
    }

    private void requireNoneKept(ClassNode running, MethodNode method) {
        String lambda = "the program may have kept a lambda of it that asks the JVM for ";
        ClassLiterals literals = new ClassLiterals(method, adoptions::concern);
        if (HeldLambdas.in(method, adoptions::isAdopted)) {
            refuse(running, method, lambda);
        } else if (literals.kept().isPresent()) {
            refuse(running, method, lambda, literals.kept().get());
        }
        literals.handedOn().forEach((name, to) -> refuse(running, method, to + " would have the JVM check for ", name));
    }

    private void refuse(ClassNode running, MethodNode method, String reason) {
        refuse(running, method, reason, Asks.in(method, adoptions::isAdopted).orElseThrow());
    }

    private void refuse(ClassNode running, MethodNode method, String reason, String asked) {
        refusals.add(new Refusal(
                Code.J103,
                Display.method(running.name, method.name, method.desc),
                reason + AdoptionCode.adopted(scene, asked)));
    }

    /** What the users and their companions run until the edit, by binary name. */
    private Map<String, byte[]> running(Set<String> users, Map<String, Piece> pieces) {
        Map<String, byte[]> running = new TreeMap<>();
        if (users.isEmpty()) {
            return running;
        }
        pieces.forEach((name, piece) -> {
            Shaped shaped = realm.classes().get(binary(name));
            if (!piece.isNew()) {
                running.put(binary(name), shaped == null ? piece.bare() : shaped.physical());
            }
        });
        Map<String, byte[]> companions = new HashMap<>(realm.companions());
        companions.keySet().removeIf(name -> !running.containsKey(FormNames.host(name)));
        running.putAll(companions);
        return running;
    }

    /** What answers for interfaces is there as soon as they are adopted, and has to know whoever came or went. */
    void require() {
        Set<String> names = new TreeSet<>(adoptions.interfaces());
        realm.adopted().forEach(name -> names.add(name.replace('.', '/')));
        for (String name : names) {
            TypeInfo type = scene.world().type(name);
            if (type != null) {
                scene.needs().adopted(type);
                requireCalls(type);
            }
        }
    }

    private void requireCalls(TypeInfo type) {
        Set<String> above = new TreeSet<>(scene.world().supertypes(type.name));
        above.add(type.name);
        for (String name : above) {
            for (Member method : scene.world().type(name).methods()) {
                String call = FormNames.adoptedCall(type.name, method.name(), method.type());
                // What is private or static now isn't called by the interface any more, as what is gone isn't.
                if (method.isVirtual() && realm.companions().containsKey(binary(call))) {
                    scene.needs().adoptedCall(type, method.name(), method.type());
                }
            }
        }
    }

    /** Makes the companions that are needed so far; {@code latest} has today's classes by internal name. */
    void provide(Map<String, byte[]> companions, Function<String, ClassNode> latest) {
        Needs needs = scene.needs();
        Function<TypeInfo, AdoptionCompanion> of = type -> new AdoptionCompanion(scene, type, latest.apply(type.name));
        Map.copyOf(needs.adopted())
                .forEach((name, type) ->
                        companions.computeIfAbsent(name, n -> of.apply(type).answers()));
        Map.copyOf(needs.adoptedCalls())
                .forEach((name, call) -> companions.computeIfAbsent(
                        name, n -> of.apply(call.type()).call(call)));
        Map.copyOf(needs.virtualDoors())
                .forEach((name, door) -> companions.computeIfAbsent(
                        name, n -> of.apply(door.type()).door(door.method())));
        Map.copyOf(needs.tests())
                .forEach((name, type) ->
                        companions.computeIfAbsent(name, n -> of.apply(type).test()));
    }

    private static String binary(String name) {
        return name.replace('/', '.');
    }
}
