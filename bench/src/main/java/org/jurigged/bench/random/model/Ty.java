package org.jurigged.bench.random.model;

/** The types that values of generated programs have. */
public enum Ty {
    INT("int", "Integer"),
    LONG("long", "Long"),
    TEXT("String", "String"),
    BOXED("Integer", "Integer"),
    /** The type parameter of a generic type, which is {@code String} for everyone else; of parameters only. */
    VAR("T", "T");

    private final String text;
    private final String reference;

    Ty(String text, String reference) {
        this.text = text;
        this.reference = reference;
    }

    /** Returns how the type is written. */
    public String text() {
        return text;
    }

    /** Returns how the type is written as a type argument. */
    public String reference() {
        return reference;
    }

    /** Returns the type that this one is for code outside of the generic type. */
    public Ty outside() {
        return this == VAR ? TEXT : this;
    }

    /** Whether every value of a field is kept, converted, when it takes the other type (JLS 5.1.2). */
    public boolean widensTo(Ty other) {
        return this == other || this == INT && (other == LONG || other == BOXED);
    }

    /** Whether a value of a field is kept, converted, when it takes the other type; {@code null} is one too. */
    public boolean keeps(String value, Ty other) {
        if (other == INT && this == LONG) {
            return Long.parseLong(value) == (int) Long.parseLong(value);
        }
        return widensTo(other) || (other == INT && this == BOXED && value != null);
    }

    /** Returns an expression of another type, made of one of this type; null is a text like others. */
    public String convert(String expression, Ty to) {
        if (this == to) {
            return expression;
        }
        boolean text = this == TEXT || this == VAR;
        return switch (to) {
            case INT ->
                text ? "(\"\" + " + expression + ").length()" : this == LONG ? "(int) " + expression : expression;
            case LONG -> text ? "(\"\" + " + expression + ").length()" : "(long) " + expression;
            case TEXT, VAR -> "(\"\" + " + expression + ")";
            case BOXED -> "Integer.valueOf(" + convert(expression, INT) + ")";
        };
    }
}
