package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Realm.Shaped;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.form.CarrierForm.Carried;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Forms one class and the companions of its own members. */
final class PieceForm {
    private final Scene scene;
    private final Realm realm;
    private final Piece piece;
    private final TypeInfo type;
    private final ClassNode latest;
    private final TypeInfo before;

    /**
     * Makes what forms a class.
     *
     * @param before the class until this edit; null if it is new, or wasn't edited
     * @param latest the class of today
     */
    PieceForm(Scene scene, Realm realm, Piece piece, TypeInfo before, ClassNode latest) {
        this.before = before;
        this.scene = scene;
        this.realm = realm;
        this.piece = piece;
        this.type = scene.world().type(piece.name());
        this.latest = latest;
    }

    /** The class has no form; says why. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.reason(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    void form(Formed formed, Map<String, byte[]> companions, Map<String, Initial> initialisers) {
        methodCompanions(companions);
        forgottenOverrides(companions);
        new FieldForm(scene, realm, piece, before, latest, initialisers).form(companions);
        List<Carried> carried = constructors(companions);
        if (piece.isNew()) {
            define(formed);
        } else {
            redefine(formed, carried);
        }
    }

    private void methodCompanions(Map<String, byte[]> companions) {
        MethodCompanion maker = new MethodCompanion(scene, type, latest);
        StandIns standIns = new StandIns(scene.world(), scene.places(), type, latest, before);
        for (MethodNode method : latest.methods) {
            Member member = type.method(method.name + method.desc);
            guarded(method, () -> {
                if (scene.places().ofMethod(type, member) instanceof Place.InCompanion place) {
                    companions.put(place.companion(), maker.entry(method, place, standIns.of(method)));
                }
                String special = FormNames.special(type.name, method.name, method.desc);
                if (member.isVirtual() && realm.companions().containsKey(special.replace('/', '.'))) {
                    scene.needs().special(type, member);
                }
            });
        }
    }

    /** Who asks for overriders still finds a method that is gone: it does what its superclass does then. */
    private void forgottenOverrides(Map<String, byte[]> companions) {
        for (Member method : before == null ? List.<Member>of() : before.methods()) {
            String registrar = FormNames.registrar(type.name, method.name(), method.type());
            if (type.method(method.name() + method.type()) == null
                    && realm.companions().containsKey(registrar.replace('/', '.'))) {
                String special = FormNames.special(type.name, method.name(), method.type());
                companions.put(special, new MethodCompanion(scene, type, latest).onSuper(method, special));
            }
        }
    }

    private void guarded(MethodNode method, Runnable work) {
        try {
            work.run();
        } catch (CannotForm e) {
            throw new Refused(
                    new Refusal(e.code(), Display.method(type.name, method.name, method.desc), e.getMessage()));
        }
    }

    /** Rewrites the constructors that the loaded class lacks, and makes what hands their arguments over. */
    private List<Carried> constructors(Map<String, byte[]> companions) {
        List<Carried> carried = new ArrayList<>();
        for (MethodNode method : latest.methods) {
            Member member = type.method(method.name + method.desc);
            if (scene.places().ofMethod(type, member) instanceof Place.InConstructor place) {
                guarded(method, () -> {
                    MethodNode body = new MethodNode(method.access, method.name, method.desc, null, null);
                    Methods.copyCode(method, body);
                    new Rewriter(scene, CodeContext.inClass(type)).apply(body);
                    carried.add(new Carried(place.companion(), body));
                    companions.put(place.companion(), ConstructorCompanion.of(latest, place.companion(), method.desc));
                    companions.put(FormNames.handover(type.name), ConstructorCompanion.handover(type.name));
                });
            }
        }
        return carried;
    }

    private String carrier() {
        return type.methods().stream()
                .map(m -> scene.places().ofMethod(type, m))
                .filter(Place.InConstructor.class::isInstance)
                .map(p -> ((Place.InConstructor) p).carrier())
                .findFirst()
                .orElse(null);
    }

    /**
     * A class that isn't loaded has its own schema, but for private constructors: without its nest they would be closed to
     * its subclasses, as which the bodies of an enum's constants are compiled (JVMS 5.4.4), and no other way leads there.
     */
    static void openConstructors(ClassNode toDefine) {
        for (MethodNode method : toDefine.methods) {
            if (method.name.equals("<init>")) {
                method.access &= ~Opcodes.ACC_PRIVATE;
            }
        }
    }

    private void define(Formed formed) {
        ClassNode copy = Forms.node(piece.latest());
        openConstructors(copy);
        for (MethodNode method : copy.methods) {
            guarded(method, () -> new Rewriter(scene, CodeContext.inClass(type)).apply(method));
        }
        byte[] bytes = CompanionClass.bytes(copy);
        String name = piece.name().replace('/', '.');
        formed.definitions().put(name, bytes);
        formed.classes().put(name, new Shaped(Schema.of(bytes), piece.latest(), bytes, bytes, type.lineage));
    }

    private void redefine(Formed formed, List<Carried> carried) {
        HostForm host = new HostForm(scene, type, piece.loaded(), latest, new BareClass(piece.bare()));
        ClassNode node;
        try {
            node = host.form();
        } catch (CannotForm e) {
            throw new Refused(new Refusal(e.code(), e.definition(Display.type(type.name)), e.getMessage()));
        }
        Map<String, List<Carried>> constructors = formerConstructors();
        if (!carried.isEmpty()) {
            List<Carried> all = new ArrayList<>(carried);
            all.addAll(constructors.getOrDefault(carrier(), List.of()));
            constructors.put(carrier(), all);
        }
        boolean prologues = !constructors.isEmpty() || hasDispatch(node);
        boolean verbatim = !host.changed();
        byte[] bareBytes = verbatim ? piece.latest() : CompanionClass.bytes(node);
        byte[] bytes = bareBytes;
        if (prologues) {
            addPrologues(node, constructors);
            bytes = CompanionClass.bytes(node);
        }
        String name = piece.name().replace('/', '.');
        Shaped known = realm.classes().get(name);
        formed.classes().put(name, new Shaped(piece.loaded(), piece.latest(), bytes, bareBytes, type.lineage));
        if (!Arrays.equals(known == null ? piece.bare() : known.physical(), bytes)) {
            formed.redefinitions().put(name, bytes);
        }
    }

    private boolean hasDispatch(ClassNode node) {
        return node.methods.stream().anyMatch(m -> scene.dispatch().hasPrologue(type, m.name + m.desc));
    }

    /** Returns what is carried of those that are gone, by the descriptor of what carries them. */
    private Map<String, List<Carried>> formerConstructors() {
        Shaped known = realm.classes().get(piece.name().replace('/', '.'));
        Map<String, String> gone = new HashMap<>();
        if (known != null && realm.companions().containsKey(binary(FormNames.handover(type.name)))) {
            realm.companions().forEach((name, file) -> gone.putAll(ConstructorCompanion.gone(type, name, file)));
        }
        return gone.isEmpty() ? new HashMap<>() : FormerConstructors.find(Forms.node(known.physical()), gone);
    }

    private static String binary(String name) {
        return name.replace('/', '.');
    }

    private void addPrologues(ClassNode node, Map<String, List<Carried>> constructors) {
        for (MethodNode method : node.methods) {
            String key = method.name + method.desc;
            if (scene.dispatch().hasPrologue(type, key)) {
                method.instructions.insert(new DispatchCode(scene, type.name, type.name, type.physicalMethod(key))
                        .of(scene.dispatch().prologue(type, key)));
            }
            if (method.name.equals("<init>") && constructors.containsKey(method.desc)) {
                CarrierForm.apply(type.name, method, constructors.get(method.desc));
            }
        }
    }

    static MethodNode method(ClassNode host, Member member) {
        return host.methods.stream()
                .filter(m -> m.name.equals(member.name()) && m.desc.equals(member.type()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(host.name + " has no " + member.name()));
    }

    static boolean isAbstract(MethodNode method) {
        return (method.access & Opcodes.ACC_ABSTRACT) != 0;
    }
}
