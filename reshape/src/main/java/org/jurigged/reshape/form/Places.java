package org.jurigged.reshape.form;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
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
        // Another package's subclasses override a method from then on, or no more (JVMS 5.4.5).
        boolean otherPackages = isForPackage(physical) != isForPackage(latest) && latest.isVirtual();
        boolean given = physical.is(Opcodes.ACC_ABSTRACT) && !latest.is(Opcodes.ACC_ABSTRACT);
        boolean closed = physical.isVirtual() && latest.is(Opcodes.ACC_PRIVATE);
        boolean otherCalls = (opened && latest.isVirtual()) || closed || otherPackages;
        return physical.isStatic() == latest.isStatic()
                && !given
                && !(otherCalls && !type.isFinal())
                && !Unlocking.isUnlocked(physical, latest);
    }

    private static boolean isForPackage(Member method) {
        return !method.is(ACCESS);
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

    /**
     * Returns the place of a field that the latest class declares.
     *
     * <p>A field that has left its class, or a companion, for one that can do more stays there, also when it needs that no
     * longer: what it left has an old value.
     */
    Place ofField(TypeInfo type, Member field) {
        return field.isStatic() ? ofStatic(type, field) : ofInstance(type, field);
    }

    private Place ofInstance(TypeInfo type, Member field) {
        String name = type.placeName(field);
        String plain = FormNames.instanceField(type.name, name, field.type(), false);
        String open = FormNames.instanceField(type.name, name, field.type(), true);
        if (exists.test(open)) {
            return new Place.InStore(open);
        }
        Member physical = physical(type, field);
        boolean isVolatile = field.is(Opcodes.ACC_VOLATILE);
        if (physical != null && !exists.test(plain) && (!isVolatile || physical.is(Opcodes.ACC_VOLATILE))) {
            return new Place.InClass(name);
        }
        return new Place.InStore(isVolatile ? open : plain);
    }

    private Place ofStatic(TypeInfo type, Member field) {
        String name = type.placeName(field);
        String closed = FormNames.staticField(type.name, name, field.type(), true, false);
        String plain = FormNames.staticField(type.name, name, field.type(), false, false);
        String open = FormNames.staticField(type.name, name, field.type(), false, true);
        boolean isVolatile = field.is(Opcodes.ACC_VOLATILE);
        boolean isFinal = field.is(Opcodes.ACC_FINAL);
        if (exists.test(open)) {
            return new Place.InStatic(open, name);
        }
        if (!exists.test(plain) && !exists.test(closed)) {
            Member physical = physical(type, field);
            if (physical != null
                    && (!isVolatile || physical.is(Opcodes.ACC_VOLATILE))
                    && (isFinal || !physical.is(Opcodes.ACC_FINAL))) {
                return new Place.InClass(name);
            }
        }
        // An enum constant is assigned by us, and may be assigned once more when it comes back.
        boolean canClose = !field.is(Opcodes.ACC_ENUM)
                && !exists.test(plain)
                && (isInitialised.test(type.name) || exists.test(closed));
        return new Place.InStatic(isVolatile ? open : isFinal && canClose ? closed : plain, name);
    }

    /** Returns the field of the loaded class that can be the place of a field; {@code null} if there is none. */
    private static Member physical(TypeInfo type, Member field) {
        Member physical = type.physicalMember(field);
        return physical != null && physical.isStatic() == field.isStatic() ? physical : null;
    }

    /** Returns the stores of a class's instance fields by internal name, with the descriptors of the fields. */
    Map<String, String> stores(TypeInfo type) {
        Map<String, String> stores = new LinkedHashMap<>();
        for (Member field : type.fields()) {
            if (ofField(type, field) instanceof Place.InStore store) {
                stores.put(store.companion(), field.type());
            }
        }
        return stores;
    }

    /** Whether a field of a name and descriptor has, or had, a place. */
    boolean isTaken(TypeInfo type, String name, String descriptor) {
        return type.physicalField(name + ':' + descriptor) != null
                || exists.test(FormNames.instanceField(type.name, name, descriptor, false))
                || exists.test(FormNames.instanceField(type.name, name, descriptor, true))
                || exists.test(FormNames.staticField(type.name, name, descriptor, true, false))
                || exists.test(FormNames.staticField(type.name, name, descriptor, false, false))
                || exists.test(FormNames.staticField(type.name, name, descriptor, false, true));
    }
}
