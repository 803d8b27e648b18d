package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Realm.Shaped;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.Surroundings;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Forms the classes of one transaction in one class loader. Not thread-safe; used once.
 *
 * <p>What is formed beside the edited classes: their companions, and the loaded classes whose methods or companions have
 * to look for an overrider that came or went.
 */
public final class Forms {
    private final Realm realm;
    private final Surroundings surroundings;
    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private final Map<String, TypeInfo> edited = new HashMap<>();
    private final Map<String, TypeInfo> before = new HashMap<>();
    private final Map<String, ClassNode> latestNodes = new HashMap<>();
    private final Scene scene;
    private final List<Refusal> refusals = new ArrayList<>();
    private final FieldPlaces fields;
    private final Asking asking;
    private final Adopting adopting;

    /** Whether some values of a field go over to a type that the field has from now on; both given as descriptors. */
    public static boolean goOver(Surroundings surroundings, String from, String to) {
        return Conversion.of(new World(Map.of(), surroundings), from, to) != null;
    }

    /**
     * Looks at everything that has to be formed.
     *
     * @param isInitialised whether the JVM has initialised a class, by binary name
     */
    public Forms(Realm realm, List<Piece> edits, Surroundings surroundings, Predicate<String> isInitialised) {
        this.realm = realm;
        this.surroundings = surroundings;
        realm.classes()
                .forEach((name, shaped) -> edited.put(
                        internal(name), KnownTypes.of(shaped.identified(), shaped.schema(), shaped.lineage())));
        Places places = new Places(
                name -> realm.companions().containsKey(binary(name)), name -> isInitialised.test(binary(name)));
        MovedFields moved = new MovedFields(surroundings);
        add(edits.stream().map(this::withoutForeignNest).toList(), places, moved);
        World world = new World(edited, surroundings);
        Dispatch dispatch = new Dispatch(world, places);
        asking = new Asking(realm, surroundings);
        scene = new Scene(
                world,
                places,
                dispatch,
                new Adoptions(world, places),
                moved,
                new Needs(),
                name -> isInitialised.test(binary(name)),
                asking::asks);
        fields = new FieldPlaces(realm, scene, before, pieces);
        dispatch.compute();
        Bystanders bystanders = new Bystanders(realm, surroundings, scene, asking, before, pieces, refusals);
        bystanders.add();
        adopting = new Adopting(realm, scene, surroundings, refusals);
        Set<String> users = adopting.users(before);
        bystanders.add(users);
        adopting.requireNoneAsking(users, pieces);
    }

    private void add(List<Piece> edits, Places places, MovedFields moved) {
        readAhead(edits);
        Map<String, ClassNode> loaded = new LinkedHashMap<>();
        for (Piece piece : edits) {
            ClassNode latest = latestNodes.get(piece.name());
            pieces.put(piece.name(), piece);
            if (piece.isNew()) {
                ClassNode toDefine = headers(piece.latest());
                PieceForm.openConstructors(toDefine);
                edited.put(piece.name(), TypeInfo.of(latest, Schema.of(toDefine), Lineage.NONE));
            } else {
                TypeInfo previous = edited.get(piece.name());
                if (previous == null) {
                    previous = KnownTypes.of(piece.bare(), piece.loaded(), Lineage.NONE);
                }
                before.put(piece.name(), previous);
                moved.add(previous, latest, piece.facts().renamedFields());
                loaded.put(piece.name(), latest);
            }
        }
        loaded.forEach((name, latest) -> {
            Piece piece = pieces.get(name);
            Lineage lineage = Lineages.after(piece, before.get(name), latest, places, moved);
            edited.put(name, KnownTypes.of(piece.latest(), () -> latest, piece.loaded(), lineage));
        });
    }

    /** A new class can't join the nest of a loaded one: NestMembers can't change (JVMTI RedefineClasses). */
    private Piece withoutForeignNest(Piece piece) {
        if (!piece.isNew()) {
            return piece;
        }
        ClassNode node = node(piece.latest());
        if (node.nestHostClass == null) {
            return piece;
        }
        node.nestHostClass = null;
        return new Piece(piece.name(), null, CompanionClass.bytes(node), null, piece.facts(), Lineage.NONE);
    }

    /** See {@link org.jurigged.reshape.Hooks#className()}. */
    public static String hookName() {
        return binary(LibraryHooks.HOOK);
    }

    /** See {@link org.jurigged.reshape.Hooks#classFile()}. */
    public static byte[] hookClassFile() {
        return LibraryHooks.classFile();
    }

    /** See {@link org.jurigged.reshape.Hooks#asking}. */
    public static byte[] asking(byte[] classFile, Set<String> keys) {
        return LibraryHooks.hooked(classFile, keys);
    }

    /** Returns what was found to have no form. */
    public List<Refusal> refusals() {
        return refusals;
    }

    /** Returns where the fields of the classes are. */
    public FieldPlaces fields() {
        return fields;
    }

    /** Returns the interface that a companion, by binary name, tells the objects of; empty for any other companion. */
    public static Optional<String> adoptedBy(String companion) {
        return Optional.ofNullable(FormNames.adoptedBy(companion));
    }

    /** Whether a class of this binary name is surely a companion: most of them can be told by their names. */
    public static boolean isCompanion(String name) {
        return FormNames.isSurelyCompanion(name);
    }

    /** See {@link org.jurigged.reshape.Reshaper#standIn}. */
    public static List<String> missed(Realm realm, String type, List<String> supertypes, Surroundings surroundings) {
        return new LaterStandIn(realm, surroundings).missed(type, supertypes);
    }

    /** Rewrites code that is to run in a class of the nest that a class was loaded into. */
    public void rewriteForNestMate(String type, String physical, MethodNode code) {
        try {
            new Rewriter(scene, new CodeContext(scene.world().type(type), physical, true)).apply(code);
        } catch (CannotForm e) {
            refusals.add(new Refusal(e.code(), Display.type(type), e.getMessage()));
        }
    }

    /** Forms everything. */
    public Formed form() {
        readAhead(pieces.values());
        Map<String, byte[]> companions = new LinkedHashMap<>();
        Formed formed = new Formed();
        for (FormedPiece part : formPieces()) {
            formed.definitions().putAll(part.formed().definitions());
            formed.redefinitions().putAll(part.formed().redefinitions());
            formed.classes().putAll(part.formed().classes());
            companions.putAll(part.companions());
            scene.needs().addAll(part.needs());
            part.refusal().ifPresent(refusals::add);
        }
        try {
            asking.register(scene, formed, companions, this::latest);
            adopting.require();
            provide(companions);
        } catch (CannotForm e) {
            refusals.add(new Refusal(
                    e.code(), pieces.values().iterator().next().name().replace('/', '.'), e.getMessage()));
        }
        companions.forEach((name, bytes) -> place(formed, binary(name), bytes));
        return formed;
    }

    /** Forms the pieces, each by itself, on all processors: that takes a while for many. */
    private List<FormedPiece> formPieces() {
        return List.copyOf(pieces.values()).parallelStream()
                .map(piece -> formPiece(piece, latestNodes.get(piece.name())))
                .toList();
    }

    private FormedPiece formPiece(Piece piece, ClassNode latest) {
        FormedPiece part = new FormedPiece(new Formed(), new LinkedHashMap<>(), new Needs(), Optional.empty());
        try {
            new PieceForm(scene.with(part.needs()), realm, piece, before.get(piece.name()), latest)
                    .form(part.formed(), part.companions(), fields.initialisers());
            return part;
        } catch (PieceForm.Refused e) {
            return part.refused(e.refusal());
        } catch (CannotForm e) {
            return part.refused(new Refusal(e.code(), Display.type(piece.name()), e.getMessage()));
        }
    }

    /** Reads today's classes that weren't read yet, on all processors: that takes a while for many. */
    private void readAhead(Collection<Piece> some) {
        List<Piece> unread = some.stream()
                .filter(piece -> !latestNodes.containsKey(piece.name()))
                .toList();
        List<ClassNode> nodes =
                unread.parallelStream().map(piece -> node(piece.latest())).toList();
        for (int i = 0; i < nodes.size(); i++) {
            latestNodes.put(unread.get(i).name(), nodes.get(i));
        }
    }

    private void place(Formed formed, String name, byte[] bytes) {
        byte[] known = realm.companions().get(name);
        formed.companions().put(name, bytes);
        if (known == null) {
            formed.definitions().put(name, bytes);
        } else if (!java.util.Arrays.equals(known, bytes)) {
            formed.redefinitions().put(name, bytes);
        }
    }

    /** Makes what the formed code needs, and what that needs in turn. */
    private void provide(Map<String, byte[]> companions) {
        Needs needs = scene.needs();
        int before;
        do {
            before = companions.size();
            Map.copyOf(needs.specials())
                    .forEach((name, special) ->
                            companions.computeIfAbsent(name, n -> special(special.type(), special.method())));
            Map.copyOf(needs.doors())
                    .forEach((name, door) -> companions.computeIfAbsent(
                            name, n -> DoorCompanion.of(scene, door.type(), door.method(), latest(door.type().name))));
            Map.copyOf(needs.clones())
                    .forEach((name, type) ->
                            companions.computeIfAbsent(name, n -> Clones.companion(scene, type, latest(type.name))));
            Map.copyOf(needs.bridges())
                    .forEach((name, bridge) -> companions.computeIfAbsent(
                            name, n -> BridgeCompanion.of(scene, n, bridge, latest(bridge.onBehalf().name))));
            adopting.provide(companions, this::latest);
        } while (companions.size() > before);
        needs.binders().forEach(name -> companions.put(name, Binder.classFile(name)));
    }

    private byte[] special(TypeInfo type, Member method) {
        ClassNode host = latest(type.name);
        return new MethodCompanion(scene, type, host).special(PieceForm.method(host, method));
    }

    /** Returns today's class with its code. */
    private ClassNode latest(String name) {
        return latestNodes.computeIfAbsent(name, n -> {
            Piece piece = pieces.get(n);
            Shaped shaped = realm.classes().get(binary(n));
            byte[] file = piece != null
                    ? piece.latest()
                    : shaped != null
                            ? shaped.identified()
                            : surroundings.classFile(binary(n)).orElseThrow();
            return node(file);
        });
    }

    static ClassNode node(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    static ClassNode headers(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile)
                .accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }

    private static String binary(String name) {
        return name.replace('/', '.');
    }
}
