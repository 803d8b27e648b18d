package org.jurigged.reshape.form;

import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.form.World.Found;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Turns what code says about the classes of the source into what a JVM with the loaded classes can carry out. */
final class Rewriter {
    private final Scene scene;
    private final CodeContext context;
    private final HandleRewriter handles;
    private boolean changed;

    Rewriter(Scene scene, CodeContext context) {
        this.scene = scene;
        this.context = context;
        this.handles = new HandleRewriter(scene, context);
    }

    /**
     * Rewrites a method's code in place; frames have to be expanded.
     *
     * @return whether anything changed
     */
    boolean apply(MethodNode code) {
        if (code.name.equals("<init>")) {
            new EarlyStores(scene, code).apply();
        }
        ShutTypes.check(scene, context, code);
        changed = new AdoptionCode(scene, context.logical(), code).apply();
        changed |= Clones.apply(scene, context, code);
        changed |= new ConstructorCalls(scene, context, code).apply();
        ByName.check(scene, code);
        for (AbstractInsnNode insn : code.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call && !call.name.equals("<init>")) {
                rewrite(code, call);
            } else if (insn instanceof FieldInsnNode field) {
                rewrite(code, field);
            } else if (insn instanceof InvokeDynamicInsnNode indy && !isOurs(indy)) {
                changed |= handles.apply(indy);
            } else if (insn instanceof LdcInsnNode constant) {
                changed |= handles.apply(constant);
            }
        }
        return changed;
    }

    private static boolean isOurs(InvokeDynamicInsnNode indy) {
        return indy.bsm.getOwner().endsWith(FormNames.binder(""));
    }

    private void rewrite(MethodNode code, MethodInsnNode call) {
        if (call.owner.startsWith("[")) {
            return;
        }
        if (!context.inOwnClass() && Lookups.asks(call)) {
            code.instructions.insert(call, Lookups.in(context.logical().name));
            changed = true;
            return;
        }
        if (!context.inOwnClass() && Reflective.looks(call)) {
            bind(code, call, Reflective.site(context, call));
            return;
        }
        if (staysAsItIs(call)) {
            return;
        }
        Found found = scene.world().method(call.owner, call.name + call.desc);
        if (found == null) {
            if (call.getOpcode() == Opcodes.INVOKESPECIAL && !context.inOwnClass()) {
                bindSpecial(code, call);
            }
            return;
        }
        if (found.member().isStatic() != (call.getOpcode() == Opcodes.INVOKESTATIC)) {
            // As with fields: code of a type that is deleted.
            return;
        }
        Place place = scene.placeOfMethod(found);
        if (place instanceof Place.InCompanion companion) {
            toCompanion(code, call, companion, found);
        } else {
            inClass(code, call, found);
        }
    }

    /** Nobody edits the JDK's classes, which are most of what code calls: as javac made it, the call is open to its class. */
    private boolean staysAsItIs(MethodInsnNode call) {
        return context.inOwnClass() && call.getOpcode() != Opcodes.INVOKESPECIAL && call.owner.startsWith("java/");
    }

    private void toCompanion(MethodNode code, MethodInsnNode call, Place.InCompanion place, Found found) {
        if (call.getOpcode() == Opcodes.INVOKESTATIC && scene.mustInitialise(context, found.type())) {
            initialise(code, call, found.type());
        }
        String companion = call.getOpcode() == Opcodes.INVOKESPECIAL && place.isVirtual()
                ? scene.needs().special(found.type(), found.member())
                : place.companion();
        replace(code, call, new MethodInsnNode(Opcodes.INVOKESTATIC, companion, call.name, place.descriptor(), false));
    }

    private void inClass(MethodNode code, MethodInsnNode call, Found found) {
        String key = call.name + call.desc;
        Member physical = found.type().physicalMethod(key);
        boolean closed = physical != null && scene.isClosed(context, found.type(), physical);
        switch (call.getOpcode()) {
            case Opcodes.INVOKESPECIAL -> special(code, call, found, closed);
            case Opcodes.INVOKESTATIC -> {
                Found inJvm = scene.world().physicalMethod(call.owner, key);
                if (inJvm != null && !inJvm.type().equals(found.type())) {
                    call.owner = found.type().name;
                    call.itf = found.type().isInterface();
                    changed = true;
                }
                if (closed) {
                    bind(code, call, "statics", found);
                }
            }
            default -> {
                if (closed) {
                    bind(code, call, "virtual", found);
                }
            }
        }
    }

    private void special(MethodNode code, MethodInsnNode call, Found found, boolean closed) {
        boolean onSuper = !found.type().equals(context.logical());
        String key = call.name + call.desc;
        if (onSuper && !call.itf) {
            onSuper(code, call, found, key, closed);
        } else if (onSuper && scene.asks().test(found.type().name, key)) {
            code.instructions.insertBefore(call, LibraryHooks.bypass(found.type().name, key));
            changed = true;
            if (!context.inOwnClass()) {
                bindSpecial(code, call);
            }
        } else if (onSuper && scene.dispatch().hasPrologue(found.type(), key)) {
            toSpecial(code, call, found);
        } else if (!context.inOwnClass() || closed) {
            bindSpecial(code, call);
        }
    }

    /**
     * A call with {@code super} must not come to a method that looks for overriders: this object's class may be one. The
     * loaded classes in between may still have methods which the source has no longer.
     */
    private void onSuper(MethodNode code, MethodInsnNode call, Found found, String key, boolean closed) {
        TypeInfo caller = context.logical();
        Found selected = scene.world().physicalMethod(caller.superName, key);
        while (selected != null
                && !selected.type().equals(found.type())
                && scene.dispatch().hasPrologue(selected.type(), key)
                && selected.type().superName != null) {
            caller = selected.type();
            selected = scene.world().physicalMethod(caller.superName, key);
        }
        boolean looks = selected != null && scene.dispatch().hasPrologue(selected.type(), key);
        if (selected != null && scene.asks().test(selected.type().name, key)) {
            code.instructions.insertBefore(call, LibraryHooks.bypass(selected.type().name, key));
            changed = true;
            looks = false;
        }
        if (looks) {
            toSpecial(code, call, found);
        } else if (!caller.equals(context.logical())) {
            String descriptor = Places.withReceiver(caller.name, call.desc);
            bind(code, call, Binder.site(context, "special", caller.name, caller.superName, call.name, descriptor));
        } else if (closed && opensItself(found)) {
            String owner = found.type().name;
            String descriptor = Places.withReceiver(owner, call.desc);
            bind(code, call, Binder.site(context, "special", owner, owner, call.name, descriptor));
        } else if (!context.inOwnClass()) {
            bindSpecial(code, call);
        }
    }

    private void toSpecial(MethodNode code, MethodInsnNode call, Found found) {
        String special = scene.needs().special(found.type(), found.member());
        String descriptor = Places.withReceiver(found.type().name, call.desc);
        replace(code, call, new MethodInsnNode(Opcodes.INVOKESTATIC, special, call.name, descriptor, false));
    }

    private void bindSpecial(MethodNode code, MethodInsnNode call) {
        String host = context.logical().name;
        String descriptor = Places.withReceiver(host, call.desc);
        bind(code, call, Binder.site(context, "special", host, call.owner, call.name, descriptor));
    }

    private void rewrite(MethodNode code, FieldInsnNode field) {
        Found found = scene.world().field(field.owner, field.name + ':' + field.desc);
        // Code of a type that is deleted may know a field as static that no longer is: it goes on with the old one.
        if (found == null || found.member().isStatic() != isStatic(field)) {
            return;
        }
        Place place = scene.placeOfField(found);
        if (place instanceof Place.InStatic companion) {
            if (scene.mustInitialise(context, found.type())) {
                initialise(code, field, found.type());
            }
            field.owner = companion.companion();
            field.name = companion.name();
            changed = true;
        } else if (place instanceof Place.InStore store) {
            replace(code, field, inStore(field, store.companion(), found.type().name));
        } else {
            inClass(code, field, found, ((Place.InClass) place).name());
        }
    }

    private static MethodInsnNode inStore(FieldInsnNode field, String store, String host) {
        return field.getOpcode() == Opcodes.GETFIELD
                ? new MethodInsnNode(Opcodes.INVOKESTATIC, store, "get", "(L" + host + ";)" + field.desc, false)
                : new MethodInsnNode(Opcodes.INVOKESTATIC, store, "put", "(L" + host + ";" + field.desc + ")V", false);
    }

    private void inClass(MethodNode code, FieldInsnNode field, Found found, String name) {
        String key = name + ':' + field.desc;
        Member physical = found.type().physicalField(key);
        changed |= !field.name.equals(name);
        field.name = name;
        Found inJvm = scene.world().physicalField(field.owner, key);
        if (inJvm == null || !inJvm.type().equals(found.type())) {
            field.owner = found.type().name;
            changed = true;
        }
        if (field.getOpcode() == Opcodes.PUTFIELD
                && physical.is(Opcodes.ACC_FINAL)
                && !found.member().is(Opcodes.ACC_FINAL)
                && !isOwnConstructor(code, found)) {
            String host = found.type().name;
            String descriptor = "(L" + host + ";" + field.desc + ")V";
            bind(code, field, Binder.site(context, "finalSetter", host, host, field.name, descriptor));
        } else if (scene.isClosed(context, found.type(), physical)) {
            bind(code, field, found);
        }
    }

    private boolean isOwnConstructor(MethodNode code, Found found) {
        return context.inOwnClass() && found.type().equals(context.logical()) && code.name.equals("<init>");
    }

    private void initialise(MethodNode code, AbstractInsnNode before, TypeInfo type) {
        scene.needs().binder(context.logical().name);
        code.instructions.insertBefore(
                before, Binder.site(context, "initialised", context.logical().name, type.name, "initialised", "()V"));
        changed = true;
    }

    private void bind(MethodNode code, MethodInsnNode call, String how, Found found) {
        String owner = opensItself(found) ? found.type().name : call.owner;
        String receiver = call.getOpcode() == Opcodes.INVOKESPECIAL ? context.logical().name : owner;
        String descriptor =
                call.getOpcode() == Opcodes.INVOKESTATIC ? call.desc : Places.withReceiver(receiver, call.desc);
        bind(code, call, Binder.site(context, how, onBehalf(found, how), owner, call.name, descriptor));
    }

    private void bind(MethodNode code, FieldInsnNode field, Found found) {
        String owner = opensItself(found) ? found.type().name : field.owner;
        String how = switch (field.getOpcode()) {
            case Opcodes.GETSTATIC -> "staticGetter";
            case Opcodes.PUTSTATIC -> "staticSetter";
            case Opcodes.GETFIELD -> "getter";
            default -> "setter";
        };
        String parameters = how.startsWith("static") ? "(" : "(L" + owner + ";";
        String descriptor = isRead(field) ? parameters + ")" + field.desc : parameters + field.desc + ")V";
        bind(code, field, Binder.site(context, how, onBehalf(found, how), owner, field.name, descriptor));
    }

    private static boolean isStatic(FieldInsnNode field) {
        return field.getOpcode() == Opcodes.GETSTATIC || field.getOpcode() == Opcodes.PUTSTATIC;
    }

    private static boolean isRead(FieldInsnNode field) {
        return field.getOpcode() == Opcodes.GETSTATIC || field.getOpcode() == Opcodes.GETFIELD;
    }

    private void bind(MethodNode code, AbstractInsnNode insn, InvokeDynamicInsnNode site) {
        scene.needs().binder(context.logical().name);
        replace(code, insn, site);
    }

    /** Whether the JVM lets only the declaring class, its nest or its package use a member. */
    private static boolean opensItself(Found found) {
        Member physical = found.type().physicalMember(found.member());
        return physical != null && !physical.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
    }

    private String onBehalf(Found found, String how) {
        return opensItself(found) && !how.equals("special") ? found.type().name : context.logical().name;
    }

    private void replace(MethodNode code, AbstractInsnNode before, AbstractInsnNode after) {
        code.instructions.set(before, after);
        changed = true;
    }
}
