package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.MethodNode;

/**
 * Parts what was paired although it can't be the same: pairs are found without looking at the numbers in the types they
 * mention, and those types may turn out to be others.
 */
final class Agreement {
    private static final Remapper SAME = new Remapper(Opcodes.ASM9) {};

    private final Nest before;
    private final Nest latest;
    private final Remapper names;

    private Agreement(Nest before, Nest latest, Remapper names) {
        this.before = before;
        this.latest = latest;
        this.names = names;
    }

    /** Parts until all pairs agree in every type they mention. */
    static void reach(Nest before, Nest latest) {
        Agreement agreement = new Agreement(before, latest, new NamesBefore(latest));
        List<Item> items = new ArrayList<>(latest.classes());
        items.addAll(latest.items());
        while (agreement.part(items)) {
            // What was parted may be mentioned by others.
        }
    }

    /** As {@link #reach}, for lambdas alone: classes have the same names in both versions. */
    static void reachInLambdas(Nest before, Nest latest) {
        new Agreement(before, latest, SAME)
                .part(latest.items().stream().filter(Lambda.class::isInstance).toList());
    }

    private boolean part(List<Item> items) {
        boolean parted = false;
        for (Item item : items) {
            if (!item.isOpen() && !holds(item)) {
                item.part();
                parted = true;
            }
        }
        return parted;
    }

    private boolean holds(Item item) {
        return item instanceof Lambda lambda
                ? holds((Lambda) lambda.partner(), lambda)
                : holds((NestClass) item.partner(), (NestClass) item);
    }

    private boolean holds(Lambda old, Lambda lambda) {
        return lambda.owner().partner() == old.owner()
                && names.mapMethodDesc(lambda.method().desc).equals(old.method().desc)
                && lambda.owner().node().methods.stream().noneMatch(m -> hasName(m, old.method()));
    }

    /** Whether a method of the source has the name that a lambda's body would have to keep. */
    private static boolean hasName(MethodNode method, MethodNode body) {
        return method.name.equals(body.name) && !Lambda.isLambda(method);
    }

    private boolean holds(NestClass old, NestClass type) {
        return switch (type.kind()) {
            case TOP_LEVEL, HELPER -> true;
            case MEMBER -> {
                NestClass enclosing = latest.get(type.enclosing());
                yield enclosing == null || enclosing.partner() == before.get(old.enclosing());
            }
            case LOCAL -> hasSameHead(old, type) && Captured.suffice(old, type, names);
            case ANONYMOUS ->
                hasSameHead(old, type)
                        && Captured.suffice(old, type, names)
                        && Captured.constructors(old, SAME).equals(Captured.constructors(type, names));
        };
    }

    private boolean hasSameHead(NestClass old, NestClass type) {
        return old.node().superName.equals(names.map(type.node().superName))
                && old.node()
                        .interfaces
                        .equals(type.node().interfaces.stream().map(names::map).toList());
    }

    /** What the latest version's classes are called before; what has no partner has a name that nothing has. */
    private static final class NamesBefore extends Remapper {
        private final Nest latest;

        NamesBefore(Nest latest) {
            super(Opcodes.ASM9);
            this.latest = latest;
        }

        @Override
        public String map(String internalName) {
            NestClass type = latest.get(internalName);
            if (type == null || (type.isOpen() && !type.isNumbered())) {
                return internalName;
            }
            return type.isOpen() ? "?" + internalName : ((NestClass) type.partner()).name();
        }
    }
}
