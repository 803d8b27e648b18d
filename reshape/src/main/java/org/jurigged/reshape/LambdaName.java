package org.jurigged.reshape;

import java.util.regex.Pattern;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * The name that javac gives to the method with a lambda's body: {@code lambda$method$3}, and for a serializable lambda
 * {@code lambda$method$1a2b3c4d$1}; a constructor's are called {@code new}, a static initialiser's {@code static}.
 */
final class LambdaName {
    private static final Pattern FORM = Pattern.compile("lambda\\$(.+?)(?:\\$([0-9a-f]{1,8}))?\\$(\\d{1,9})");

    private LambdaName() {}

    static boolean isLambda(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0
                && FORM.matcher(method.name).matches();
    }
}
