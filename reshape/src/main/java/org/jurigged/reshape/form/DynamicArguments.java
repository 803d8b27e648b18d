package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jurigged.reshape.form.template.LiveBinder;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Call sites that have dynamic constants among their static arguments (JVMS 4.7.23), as javac gives them to pattern switches
 * with qualified enum constants. HotSpot 25 ends with SIGSEGV when a redefinition brings one that the class didn't have. So
 * they are written down in a text, from which {@link LiveBinder#described} makes the same arguments when a site is linked.
 */
final class DynamicArguments {
    private static final String BOOTSTRAP = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/String;[Ljava/lang/Object;)"
            + "Ljava/lang/Object;";

    /** Of the 251 that a bootstrap method may get (JVMS 4.4.10, 4.3.3), its own and ours are taken. */
    private static final int MOST_CONSTANTS = 240;

    /** A constant's text has at most 65,535 bytes, three for a character at most. */
    private static final int LONGEST_TEXT = 20_000;

    private final StringBuilder text = new StringBuilder();
    private final List<Object> constants = new ArrayList<>();

    private DynamicArguments() {}

    /** Rewrites a site with such arguments; returns whether it did. One with too many of them stays as it is. */
    static boolean apply(Scene scene, CodeContext context, InvokeDynamicInsnNode site) {
        if (Arrays.stream(site.bsmArgs).noneMatch(ConstantDynamic.class::isInstance)) {
            return false;
        }
        DynamicArguments described = new DynamicArguments();
        Arrays.stream(site.bsmArgs).forEach(described::add);
        if (described.constants.size() > MOST_CONSTANTS || described.text.length() > LONGEST_TEXT) {
            return false;
        }
        scene.needs().binder(context.logical().name);
        List<Object> arguments = new ArrayList<>(List.of(site.bsm, described.text.toString()));
        arguments.addAll(described.constants);
        site.bsm = new Handle(
                Opcodes.H_INVOKESTATIC, FormNames.binder(context.logical().name), "described", BOOTSTRAP, false);
        site.bsmArgs = arguments.toArray();
        return true;
    }

    private void add(Object argument) {
        if (argument instanceof ConstantDynamic dynamic) {
            int count = dynamic.getBootstrapMethodArgumentCount();
            text.append(LiveBinder.DYNAMIC);
            add(dynamic.getBootstrapMethod());
            add(dynamic.getName());
            add(dynamic.getDescriptor());
            text.append((char) count);
            for (int i = 0; i < count; i++) {
                add(dynamic.getBootstrapMethodArgument(i));
            }
        } else if (argument instanceof String string) {
            text.append(LiveBinder.TEXT).append((char) string.length()).append(string);
        } else {
            if (!constants.contains(argument)) {
                constants.add(argument);
            }
            text.append(LiveBinder.CONSTANT).append((char) constants.indexOf(argument));
        }
    }
}
