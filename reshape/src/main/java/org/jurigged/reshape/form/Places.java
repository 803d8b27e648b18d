package org.jurigged.reshape.form;

import java.util.Comparator;
import java.util.function.Predicate;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Decides where each member of the latest classes is in the JVM.
 *
 * <p>The answer for a member depends on the loaded schema, the latest class and the companions that exist, so that it stays
 * the same as long as these do.
 */
final class Places {
    private static final int ACCESS = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;

    private final Predicate<String> exists;
    private final Predicate<String> isInitialised;

    /**
     * Places members.
     *
     * @param exists whether the loader has a companion of that internal name
     * @param isInitialised whether the JVM has initialised a class
     */
    Places(Predicate<String> exists, Predicate<String> isInitialised) {
        this.exists = exists;
        this.isInitialised = isInitialised;
    }

    /** Returns the place of a method or constructor that the latest class declares. */
    Place ofMethod(TypeInfo type, Member method) {
        Member physical = type.physicalMethod(method.name() + method.type());
        if (method.name().equals("<init>")) {
            return physical != null ? new Place.InClass(method.name()) : inConstructor(type, method);
        }
        return method.name().equals("<clinit>") || (physical != null && canStay(type, physical, method))
                ? new Place.InClass(method.name())
                : inCompanion(type, method);
    }

    private static boolean canStay(TypeInfo type, Member physical, Member latest) {
        boolean opened = physical.is(Opcodes.ACC_PRIVATE) && !latest.is(Opcodes.ACC_PRIVATE);
        boolean given = physical.is(Opcodes.ACC_ABSTRACT) && !latest.is(Opcodes.ACC_ABSTRACT);
        boolean closed = physical.isVirtual() && latest.is(Opcodes.ACC_PRIVATE);
        boolean otherCalls = (opened && latest.isVirtual()) || closed;
        return physical.isStatic() == latest.isStatic() && !given && !(otherCalls && !type.isFinal());
    }

    private static Place inCompanion(TypeInfo type, Member method) {
        String descriptor = method.isStatic() ? method.type() : withReceiver(type.name, method.type());
        boolean virtual = method.isVirtual();
        return new Place.InCompanion(
                FormNames.method(type.name, method.name(), method.type(), method.isStatic(), virtual),
                descriptor,
                virtual);
    }

    static String withReceiver(String receiver, String descriptor) {
        return "(L" + receiver + ";" + descriptor.substring(1);
    }

    private static Place inConstructor(TypeInfo type, Member constructor) {
        return type.physicalMethods().stream()
                .filter(m -> m.name().equals("<init>"))
                .min(Comparator.comparingInt((Member m) -> -openness(m.access()))
                        .thenComparingInt(m -> Type.getArgumentTypes(m.type()).length)
                        .thenComparing(Member::type))
                .<Place>map(
                        m -> new Place.InConstructor(FormNames.constructor(type.name, constructor.type()), m.type()))
                .orElse(new Place.InClass("<init>"));
    }

    static int openness(int access) {
        return switch (access & ACCESS) {
            case Opcodes.ACC_PUBLIC -> 3;
            case Opcodes.ACC_PROTECTED -> 2;
            case Opcodes.ACC_PRIVATE -> 0;
            default -> 1;
        };
    }

    /** Returns the place of a field that the latest class declares. */
    Place ofField(TypeInfo type, Member field) {
        Member physical = type.physicalMember(field);
        String name = type.placeName(field);
        boolean isVolatile = field.is(Opcodes.ACC_VOLATILE);
        if (physical != null && physical.isStatic() == field.isStatic()) {
            boolean opened = field.isStatic() && physical.is(Opcodes.ACC_FINAL) && !field.is(Opcodes.ACC_FINAL);
            boolean madeVolatile = isVolatile && !physical.is(Opcodes.ACC_VOLATILE);
            if (!opened && !madeVolatile) {
                return new Place.InClass(name);
            }
        }
        if (!field.isStatic()) {
            return new Place.InStore(FormNames.instanceField(type.name, name, field.type(), isVolatile));
        }
        String open = FormNames.staticField(type.name, name, field.type(), false, isVolatile);
        String closed = FormNames.staticField(type.name, name, field.type(), true, isVolatile);
        // An enum constant is assigned by us, and may be assigned once more when it comes back.
        boolean isFinal = field.is(Opcodes.ACC_FINAL)
                && !field.is(Opcodes.ACC_ENUM)
                && !exists.test(open)
                && (isInitialised.test(type.name) || exists.test(closed));
        return new Place.InStatic(isFinal ? closed : open, name);
    }
}
