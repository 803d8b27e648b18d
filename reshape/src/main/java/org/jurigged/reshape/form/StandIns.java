package org.jurigged.reshape.form;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which objects stand for others of a class, by subclasses that the program made at run time: they lack an added method,
 * and would be taken for the object that they stand for.
 *
 * <p>Of those that tell what they stand for, the added method is called on that. Others can't be served.
 */
final class StandIns {
    /** Has the program's configuration classes keep their beans; an added method is none of its business. */
    static final String CONFIGURATION =
            "org.springframework.context.annotation.ConfigurationClassEnhancer$EnhancedConfiguration";

    private static final List<String> NO_ADVICE = List.of(
            "Lorg/springframework/stereotype/",
            "Lorg/springframework/web/bind/annotation/",
            "Lorg/springframework/context/annotation/",
            "Lorg/springframework/core/annotation/",
            "Lorg/springframework/boot/",
            "Ljava/lang/");

    private final World world;
    private final Places places;
    private final TypeInfo type;
    private final ClassNode latest;
    private final TypeInfo before;

    /** {@code before} is the class until this edit; null if it is new, or wasn't edited. */
    StandIns(World world, Places places, TypeInfo type, ClassNode latest, TypeInfo before) {
        this.world = world;
        this.places = places;
        this.type = type;
        this.latest = latest;
        this.before = before;
    }

    /**
     * Returns how objects that stand for others are told from those for a method that is in a companion.
     *
     * @throws CannotForm if there are some of which it isn't known, and the method goes there with this edit
     */
    Set<StandInCode> of(MethodNode method) {
        Member member = type.method(method.name + method.desc);
        Set<StandInCode> kinds = EnumSet.noneOf(StandInCode.class);
        boolean isAnnotation = (type.access & Opcodes.ACC_ANNOTATION) != 0;
        if (isAnnotation || !member.isVirtual() || member.is(Opcodes.ACC_FINAL) || isInherited(member)) {
            return kinds;
        }
        if (isGiven(type, member)) {
            kinds.add(StandInCode.PROXY);
        }
        Set<String> names = new LinkedHashSet<>(Set.of(type.name));
        names.addAll(world.loadedSubtypes(type.name));
        for (String name : names) {
            world.standIns(name).forEach((standIn, supertypes) -> {
                if (!supertypes.contains(CONFIGURATION)) {
                    add(kinds, standIn, supertypes, method);
                }
            });
        }
        return kinds;
    }

    private void add(Set<StandInCode> kinds, String standIn, List<String> supertypes, MethodNode method) {
        StandInCode kind = StandInCode.of(supertypes);
        // What a proxy of an interface stands for need not implement it: a repository's queries are made of its
        // methods.
        boolean known = !type.isInterface()
                && (kind == StandInCode.HIBERNATE || (kind == StandInCode.SPRING && !mayHaveAdvice(method)));
        if (known) {
            kinds.add(kind);
        } else if (moves(method) && !(kind == StandInCode.PROXY && kinds.contains(kind))) {
            throw new CannotForm(
                    Code.J140,
                    before.method(method.name + method.desc) == null
                            ? "added, and " + standIn + ", which the program made at run time, has no such method"
                            : "calls of it would no longer reach " + standIn + ", which the program made at run time");
        }
    }

    /** Whether this edit has calls of a method go to a companion that went to what a class has. */
    private boolean moves(MethodNode method) {
        Member earlier = before == null ? null : before.method(method.name + method.desc);
        return before != null && (earlier == null || !(places.ofMethod(before, earlier) instanceof Place.InCompanion));
    }

    /** Whether an interface's method that has no code in the JVM got some: proxies have it, and ask their handlers. */
    static boolean isGiven(TypeInfo type, Member method) {
        Member physical = type.physicalMethod(method.name() + method.type());
        return type.isInterface()
                && physical != null
                && physical.is(Opcodes.ACC_ABSTRACT)
                && !method.is(Opcodes.ACC_ABSTRACT);
    }

    /** Advice that goes by an annotation: a transaction, a cache. */
    private boolean mayHaveAdvice(MethodNode method) {
        return mayHaveAdvice(latest.visibleAnnotations) || mayHaveAdvice(method.visibleAnnotations);
    }

    private static boolean mayHaveAdvice(List<AnnotationNode> annotations) {
        return Objects.requireNonNullElse(annotations, List.<AnnotationNode>of()).stream()
                .anyMatch(a -> NO_ADVICE.stream().noneMatch(a.desc::startsWith));
    }

    /** What the JVM's classes above have can be overridden by what was made then. */
    private boolean isInherited(Member method) {
        return world.supertypes(type.name).stream()
                .map(world::type)
                .anyMatch(above -> above != null && above.physicalMethod(method.name() + method.type()) != null);
    }
}
