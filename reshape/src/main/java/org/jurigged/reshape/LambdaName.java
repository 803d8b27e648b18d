package org.jurigged.reshape;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * The name that javac gives to the method with a lambda's body: {@code lambda$method$3}, and for a serializable lambda
 * {@code lambda$method$1a2b3c4d$1}; a constructor's are called {@code new}, a static initialiser's {@code static}.
 *
 * @param method the part that names the enclosing method
 * @param number the number, which goes up through the class; of the serializable ones, of those with one hash
 */
record LambdaName(String method, int number) {
    /** The method that rebuilds serialized lambdas ({@code java.lang.invoke.SerializedLambda}). */
    static final String DESERIALIZE = "$deserializeLambda$";

    private static final Pattern FORM = Pattern.compile("lambda\\$(.+?)(?:\\$([0-9a-f]{1,8}))?\\$(\\d{1,9})");

    /** Takes a name apart; {@code null} if it is not of that form. */
    static LambdaName of(String name) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches() ? new LambdaName(matcher.group(1), Integer.parseInt(matcher.group(3))) : null;
    }

    static boolean isLambda(Member method) {
        return method.is(Opcodes.ACC_SYNTHETIC) && of(method.name()) != null;
    }

    static boolean isLambda(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0 && of(method.name) != null;
    }

    /** The enclosing method as a person would name it, when nothing more is known about it. */
    String shownMethod(Names names) {
        return switch (method) {
            case "static" -> names.method("<clinit>", "()V");
            case "new" -> names.field("<init>");
            default -> names.field(method);
        };
    }
}
