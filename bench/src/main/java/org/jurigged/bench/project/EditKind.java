package org.jurigged.bench.project;

import java.util.regex.Pattern;

/** What an edit does to a source with a method body that says {@code int revision = 1000;}. */
public enum EditKind {
    /** Another number there. */
    BODY,

    /** The number comes from a private method of the edit's own; that of the edit before is gone. */
    METHODS,

    /** Another number, and a parameter {@code int depth} is a {@code long} where the number is odd. */
    SIGNATURE,

    /** In turns another number, or one that comes from a method, field, lambda or class of the edit's own. */
    MIXED;

    private static final Pattern REVISION = Pattern.compile("(?<=int revision = )\\d+(?=;)");
    private static final Pattern PARAMETER = Pattern.compile("\\bint(?= depth\\))");

    /** Returns whether a source has what is edited. */
    boolean fits(String original) {
        boolean signature = this != SIGNATURE || PARAMETER.matcher(original).find();
        return signature && REVISION.matcher(original).find();
    }

    /** Returns the edited source: always an edit of the original one. */
    String text(String original, int revision) {
        return switch (this) {
            case BODY -> withRevision(original, Integer.toString(revision));
            case METHODS -> withMethod(withRevision(original, "revised" + revision + "()"), revision);
            case SIGNATURE -> withParameter(withRevision(original, Integer.toString(revision)), revision);
            case MIXED -> mixed(original, revision);
        };
    }

    private static String mixed(String original, int revision) {
        return switch (revision % 6) {
            case 0 -> withRevision(original, Integer.toString(revision));
            case 1 -> METHODS.text(original, revision);
            case 2 -> withMember(original, "number" + revision, "private int number%1$d = %1$d;", revision);
            case 3 ->
                withMember(original, "count" + revision, "private static long count%1$d = %1$d;", revision)
                        .replace("= count", "= (int) count");
            case 4 ->
                withRevision(
                        original,
                        "((java.util.function.IntSupplier) () -> this == null ? 0 : " + revision + ").getAsInt()");
            default ->
                withMember(
                        original,
                        "new Own" + revision + "().value",
                        "private static final class Own%1$d { int value = %1$d; }",
                        revision);
        };
    }

    private static String withRevision(String text, String value) {
        return REVISION.matcher(text).replaceFirst(value);
    }

    private static String withMethod(String text, int revision) {
        return withAtEnd(text, """
                    private int revised%1$d() {
                        return %1$d;
                    }
                """.formatted(revision));
    }

    private static String withMember(String text, String value, String member, int revision) {
        return withAtEnd(withRevision(text, value), "    " + member.formatted(revision) + "\n");
    }

    private static String withAtEnd(String text, String member) {
        return text.substring(0, text.lastIndexOf('}')) + "\n" + member + "}\n";
    }

    private static String withParameter(String text, int revision) {
        return PARAMETER.matcher(text).replaceFirst(revision % 2 == 0 ? "int" : "long");
    }
}
