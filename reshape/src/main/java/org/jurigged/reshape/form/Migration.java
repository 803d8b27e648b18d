package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.store.Former;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Takes the value of a field over from where it was before its type, its modifiers or its class changed. */
final class Migration {
    private static final int ACCESS = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private final Scene scene;
    private final TypeInfo after;
    private final Member field;
    private final List<Origin> origins;

    private Migration(Scene scene, TypeInfo after, Member field, List<Origin> origins) {
        this.scene = scene;
        this.after = after;
        this.field = field;
        this.origins = origins;
    }

    /**
     * A place where the value may be.
     *
     * @param type the class as it was until this edit
     * @param isOfSubclass whether not all objects of the field's class are of this one
     */
    private record Origin(TypeInfo type, Member field, boolean isOfSubclass, Conversion conversion) {}

    /**
     * Finds out where a field's value comes from.
     *
     * @param before the class as it was until this edit
     * @param field the field as it is now
     * @param former the name that it had
     * @return empty if there was no such field, or its type has nothing to do with the one it has now
     */
    static Optional<Migration> of(Scene scene, TypeInfo before, TypeInfo after, Member field, String former) {
        return before.fields().stream()
                .filter(f -> f.name().equals(former) && f.isStatic() == field.isStatic())
                .findFirst()
                .flatMap(old -> Optional.ofNullable(Conversion.of(scene.world(), old.type(), field.type()))
                        .map(conversion -> new Origin(before, old, false, conversion)))
                .map(origin -> new Migration(scene, after, field, List.of(origin)));
    }

    /** Finds out where the value of a field of objects comes from that other classes had until this edit. */
    static Optional<Migration> of(Scene scene, TypeInfo after, Member field) {
        if (field.isStatic()) {
            return Optional.empty();
        }
        List<Origin> origins = new ArrayList<>();
        for (MovedFields.Source source : scene.moved().sources(after.name, field.name(), field.type())) {
            Conversion conversion = Conversion.of(scene.world(), source.field().type(), field.type());
            if (conversion != null) {
                origins.add(new Origin(source.type(), source.field(), source.isOfSubclass(), conversion));
            }
        }
        return origins.isEmpty() ? Optional.empty() : Optional.of(new Migration(scene, after, field, origins));
    }

    /** Whether the field has another type now. */
    boolean retypes() {
        return origins.stream().anyMatch(origin -> !origin.field().type().equals(field.type()));
    }

    /** Whether it has a value that can be converted in any case. */
    boolean takesAll() {
        Origin first = origins.get(0);
        return first.conversion().takesAll() && !first.isOfSubclass() && !(place(first) instanceof Place.InStore);
    }

    /** Makes the methods; {@code companion} is the internal name of the class that they will be in. */
    Former in(String companion) {
        CodeContext context = new CodeContext(after, companion);
        return new Former(has(context), get(context));
    }

    private MethodNode has(CodeContext context) {
        MethodNode method = new MethodNode(ACCESS, Former.HAS, parameters(after) + "Z", null, null);
        InsnList code = method.instructions;
        Object[] locals = Frames.locals(null, method.desc);
        LabelNode none = new LabelNode();
        for (Origin origin : origins) {
            LabelNode next = isLast(origin) ? none : new LabelNode();
            jumpUnlessOf(origin, code, next);
            if (place(origin) instanceof Place.InStore in) {
                loadHost(origin, code);
                code.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC, in.companion(), "has", parameters(origin.type()) + "Z", false));
                code.add(new JumpInsnNode(Opcodes.IFEQ, none));
            }
            if (!origin.conversion().takesAll()) {
                load(origin, code, context);
                origin.conversion().jumpUnlessFits(code, locals.length, locals, none);
            }
            code.add(new InsnNode(Opcodes.ICONST_1));
            code.add(new InsnNode(Opcodes.IRETURN));
            if (next != none) {
                code.add(next);
                code.add(Frames.withEmptyStack(locals));
            }
        }
        if (!takesAll()) {
            code.add(none);
            code.add(Frames.withEmptyStack(locals));
            code.add(new InsnNode(Opcodes.ICONST_0));
            code.add(new InsnNode(Opcodes.IRETURN));
        }
        return method;
    }

    /** Is called for objects only of which {@link #has} says that there is a value. */
    private MethodNode get(CodeContext context) {
        MethodNode method = new MethodNode(ACCESS, Former.GET, parameters(after) + field.type(), null, null);
        InsnList code = method.instructions;
        for (Origin origin : origins) {
            LabelNode next = new LabelNode();
            if (!isLast(origin)) {
                jumpUnlessOf(origin, code, next);
            }
            load(origin, code, context);
            origin.conversion().convert(code);
            code.add(Insns.returnOf(method.desc));
            if (!isLast(origin)) {
                code.add(next);
                code.add(Frames.withEmptyStack(Frames.locals(null, method.desc)));
            }
        }
        return method;
    }

    private boolean isLast(Origin origin) {
        return origin == origins.get(origins.size() - 1);
    }

    private static void jumpUnlessOf(Origin origin, InsnList code, LabelNode otherwise) {
        if (origin.isOfSubclass()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
            code.add(new TypeInsnNode(Opcodes.INSTANCEOF, origin.type().name));
            code.add(new JumpInsnNode(Opcodes.IFEQ, otherwise));
        }
    }

    private String parameters(TypeInfo host) {
        return field.isStatic() ? "()" : "(L" + host.name + ";)";
    }

    private Place place(Origin origin) {
        return scene.places().ofField(origin.type(), origin.field());
    }

    private void loadHost(Origin origin, InsnList code) {
        if (!field.isStatic()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        if (origin.isOfSubclass()) {
            code.add(new TypeInsnNode(Opcodes.CHECKCAST, origin.type().name));
        }
    }

    private void load(Origin origin, InsnList code, CodeContext context) {
        String type = origin.field().type();
        loadHost(origin, code);
        Place place = place(origin);
        if (place instanceof Place.InStatic in) {
            code.add(new FieldInsnNode(Opcodes.GETSTATIC, in.companion(), in.name(), type));
        } else if (place instanceof Place.InStore in) {
            String descriptor = parameters(origin.type()) + type;
            code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, in.companion(), "get", descriptor, false));
        } else {
            loadFromClass(origin, code, ((Place.InClass) place).name(), context);
        }
    }

    private void loadFromClass(Origin origin, InsnList code, String name, CodeContext context) {
        TypeInfo type = origin.type();
        Member old = origin.field();
        if (scene.isClosed(context, type, type.physicalMember(old))) {
            scene.needs().binder(after.name);
            String how = old.isStatic() ? "staticGetter" : "getter";
            code.add(Binder.site(context, how, type.name, type.name, name, parameters(type) + old.type()));
        } else {
            int opcode = old.isStatic() ? Opcodes.GETSTATIC : Opcodes.GETFIELD;
            code.add(new FieldInsnNode(opcode, type.name, name, old.type()));
        }
    }
}
