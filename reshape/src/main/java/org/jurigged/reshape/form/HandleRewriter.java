package org.jurigged.reshape.form;

import java.util.Arrays;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.form.World.Found;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/**
 * Rewrites the method handles in constants: what lambdas, method references, switches and records are made of.
 *
 * <p>A handle becomes one of a static method: the companion's, or that of a bridge which does what the handle did.
 */
final class HandleRewriter {
    private final Scene scene;
    private final CodeContext context;

    HandleRewriter(Scene scene, CodeContext context) {
        this.scene = scene;
        this.context = context;
    }

    boolean apply(InvokeDynamicInsnNode indy) {
        boolean changed = new AdoptionLambdas(scene, context).apply(indy);
        Object[] arguments = new Object[indy.bsmArgs.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = map(indy.bsmArgs[i]);
            changed |= arguments[i] != indy.bsmArgs[i];
        }
        if (AdoptionLambdas.isLambda(indy) && arguments[1] != indy.bsmArgs[1]) {
            arguments[1] = capturing(Type.getArgumentTypes(indy.desc), (Handle) indy.bsmArgs[1], (Handle) arguments[1]);
        }
        indy.bsmArgs = arguments;
        return lambda(indy) || DynamicArguments.apply(scene, context, indy) || changed;
    }

    /** A static method has to take what is captured as the very type it is captured as; a receiver needn't be. */
    private Handle capturing(Type[] captured, Handle before, Handle mapped) {
        Type[] taken = Type.getArgumentTypes(mapped.getDesc());
        if (Arrays.equals(captured, 0, captured.length, taken, 0, captured.length)) {
            return mapped;
        }
        System.arraycopy(captured, 0, taken, 0, captured.length);
        String descriptor = Type.getMethodDescriptor(Type.getReturnType(bridgeType(before)), taken);
        String name = scene.needs().bridge(context.logical(), before, descriptor);
        return new Handle(Opcodes.H_INVOKESTATIC, name, bridgeMethod(before), descriptor, false);
    }

    /** The object of a lambda implements what the loaded interface has. */
    private boolean lambda(InvokeDynamicInsnNode indy) {
        if (!indy.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
            return false;
        }
        String functional = Type.getReturnType(indy.desc).getInternalName();
        String key = indy.name + indy.bsmArgs[0];
        Found found = scene.world().method(functional, key);
        if (found == null || scene.placeOfMethod(found) instanceof Place.InClass) {
            return false;
        }
        indy.name = FunctionalInterfaces.formerName(found.type(), key)
                .orElseThrow(() -> new CannotForm(
                        Code.J146,
                        "the method of the functional interface " + Display.type(functional) + " is another one"));
        return true;
    }

    boolean apply(LdcInsnNode constant) {
        Object before = constant.cst;
        constant.cst = map(before);
        return constant.cst != before;
    }

    private Object map(Object constant) {
        if (constant instanceof Handle handle) {
            return handle.getTag() <= Opcodes.H_PUTSTATIC ? field(handle) : method(handle);
        }
        if (constant instanceof ConstantDynamic dynamic) {
            return map(dynamic);
        }
        return constant;
    }

    private ConstantDynamic map(ConstantDynamic dynamic) {
        Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
        boolean changed = false;
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = map(dynamic.getBootstrapMethodArgument(i));
            changed |= arguments[i] != dynamic.getBootstrapMethodArgument(i);
        }
        return changed
                ? new ConstantDynamic(
                        dynamic.getName(), dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments)
                : dynamic;
    }

    private Handle field(Handle handle) {
        Found found = scene.world().field(handle.getOwner(), handle.getName() + ':' + handle.getDesc());
        boolean isStatic = handle.getTag() == Opcodes.H_GETSTATIC || handle.getTag() == Opcodes.H_PUTSTATIC;
        if (found == null || found.member().isStatic() != isStatic) {
            return handle;
        }
        Place place = scene.placeOfField(found);
        boolean stays = place instanceof Place.InClass in && in.name().equals(handle.getName()) && !isClosed(found);
        return stays ? handle : bridge(handle);
    }

    private Handle method(Handle handle) {
        if (handle.getOwner().startsWith("[")) {
            return handle;
        }
        Found found = scene.world().method(handle.getOwner(), handle.getName() + handle.getDesc());
        // Code of a type that is deleted may know a method as static that no longer is, and the other way round.
        if (found == null || found.member().isStatic() != (handle.getTag() == Opcodes.H_INVOKESTATIC)) {
            return handle;
        }
        if (isAdopted(handle, found)) {
            return bridge(handle);
        }
        Place place = scene.placeOfMethod(found);
        boolean special = handle.getTag() == Opcodes.H_INVOKESPECIAL;
        if (place instanceof Place.InCompanion companion) {
            boolean onSuper = special && companion.isVirtual();
            boolean uninitialised =
                    handle.getTag() == Opcodes.H_INVOKESTATIC && scene.mustInitialise(context, found.type());
            return onSuper || uninitialised
                    ? bridge(handle)
                    : new Handle(
                            Opcodes.H_INVOKESTATIC,
                            companion.companion(),
                            handle.getName(),
                            companion.descriptor(),
                            false);
        }
        boolean moved = place instanceof Place.InConstructor || (special && !context.inOwnClass());
        return moved || isClosed(found) ? bridge(handle) : handle;
    }

    /** Whether the JVM wouldn't take every receiver, or would select another method for it. */
    private boolean isAdopted(Handle handle, Found found) {
        if (handle.getTag() == Opcodes.H_INVOKESTATIC || handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            return false;
        }
        return (found.type().isInterface() && scene.adoptions().isAdopted(handle.getOwner()))
                || scene.adoptions().inherited(handle.getOwner(), handle.getName() + handle.getDesc()) != null;
    }

    private boolean isClosed(Found found) {
        Member physical = found.type().physicalMember(found.member());
        return physical != null && scene.isClosed(context, found.type(), physical);
    }

    private Handle bridge(Handle handle) {
        String name = scene.needs().bridge(context.logical(), handle);
        return new Handle(Opcodes.H_INVOKESTATIC, name, bridgeMethod(handle), bridgeType(handle), false);
    }

    /** How a bridge's method is called: as what it leads to, so that a stack trace reads well. */
    static String bridgeMethod(Handle handle) {
        return handle.getName().equals("<init>") ? "new_" : handle.getName();
    }

    /** The type of a static method that does what a handle does (JVMS 5.4.3.5). */
    static String bridgeType(Handle handle) {
        String receiver = "L" + handle.getOwner() + ";";
        String type = handle.getDesc();
        return switch (handle.getTag()) {
            case Opcodes.H_GETFIELD -> "(" + receiver + ")" + type;
            case Opcodes.H_GETSTATIC -> "()" + type;
            case Opcodes.H_PUTFIELD -> "(" + receiver + type + ")V";
            case Opcodes.H_PUTSTATIC -> "(" + type + ")V";
            case Opcodes.H_INVOKESTATIC -> type;
            case Opcodes.H_NEWINVOKESPECIAL ->
                Type.getMethodDescriptor(Type.getObjectType(handle.getOwner()), Type.getArgumentTypes(type));
            default -> Places.withReceiver(handle.getOwner(), type);
        };
    }
}
