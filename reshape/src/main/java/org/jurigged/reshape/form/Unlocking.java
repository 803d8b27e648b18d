package org.jurigged.reshape.form;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Methods that are synchronized no more: the loaded ones go on locking (JVMS 2.11.10), so all calls have to come to a
 * companion instead.
 */
final class Unlocking {
    private final Scene scene;
    private final TypeInfo before;
    private final TypeInfo after;

    Unlocking(Scene scene, TypeInfo before, TypeInfo after) {
        this.scene = scene;
        this.before = before;
        this.after = after;
    }

    /** Whether a method has to leave its class for this. */
    static boolean isUnlocked(Member physical, Member latest) {
        return physical.is(Opcodes.ACC_SYNCHRONIZED)
                && !latest.is(Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE);
    }

    /** Returns the methods that leave their class for this, with this edit. */
    List<Member> methods() {
        return after.methods().stream().filter(this::leaves).toList();
    }

    private boolean leaves(Member method) {
        String key = method.name() + method.type();
        Member physical = after.physicalMethod(key);
        Member old = before.method(key);
        return physical != null
                && old != null
                && isUnlocked(physical, method)
                && scene.places().ofMethod(before, old) instanceof Place.InClass;
    }

    /** Finds a type by way of which the loaded method is called, since it has a method that this one overrides. */
    Optional<TypeInfo> calledBy(Member method) {
        String key = method.name() + method.type();
        return scene.world().supertypes(after.name).stream()
                .map(scene.world()::type)
                .filter(type -> type != null && isCalledBy(type, type.method(key), method))
                .findFirst();
    }

    private boolean isCalledBy(TypeInfo type, Member overridden, Member method) {
        return overridden != null
                && method.isVirtual()
                && overridden.isVirtual()
                && (overridden.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
                        || type.packageName().equals(after.packageName()))
                && scene.places().ofMethod(type, overridden) instanceof Place.InClass;
    }

    /** Whether a class makes objects that call the loaded method: method references. */
    boolean isReferredTo(byte[] classFile, Member method) {
        boolean[] found = {false};
        ClassVisitor finder = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitInvokeDynamicInsn(
                            String site, String type, Handle bootstrap, Object... arguments) {
                        found[0] |= Arrays.stream(arguments).anyMatch(argument -> isHandle(argument, method));
                    }

                    @Override
                    public void visitLdcInsn(Object constant) {
                        found[0] |= isHandle(constant, method);
                    }
                };
            }
        };
        new ClassReader(classFile).accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }

    private boolean isHandle(Object constant, Member method) {
        if (constant instanceof ConstantDynamic dynamic) {
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                if (isHandle(dynamic.getBootstrapMethodArgument(i), method)) {
                    return true;
                }
            }
        }
        return constant instanceof Handle handle
                && handle.getName().equals(method.name())
                && handle.getDesc().equals(method.type())
                && (scene.world().isSubtype(handle.getOwner(), after.name)
                        || scene.world().isSubtype(after.name, handle.getOwner()));
    }
}
