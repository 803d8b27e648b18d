package org.jurigged.controller.guest;

import java.lang.reflect.Array;

/** How values are written: as JShell writes them. */
final class Values {
    private static final String ESCAPED = "\b\t\n\f\r\"'\\";
    private static final String LETTERS = "btnfr\"'\\";
    private static final char DELETE = 127;

    private Values() {}

    /** Returns the text of a value; throws what its {@code toString} throws. */
    static String text(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return '"' + escaped((String) value, '\'') + '"';
        }
        if (value instanceof Character) {
            return "'" + escaped(value.toString(), '"') + "'";
        }
        return value.getClass().isArray() ? array(value) : String.valueOf((Object) value.toString());
    }

    /** Escapes as in a literal; the other kind of quotation mark is plain in it. */
    private static String escaped(String text, char plain) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int at = ESCAPED.indexOf(c);
            if (at >= 0 && c != plain) {
                escaped.append('\\').append(LETTERS.charAt(at));
            } else if (c < ' ' || c == DELETE) {
                String octal = "00" + Integer.toOctalString(c);
                escaped.append('\\').append(octal.substring(octal.length() - 3));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String array(Object array) {
        Class<?> element = array.getClass();
        StringBuilder brackets = new StringBuilder();
        boolean first = true;
        while (element.isArray()) {
            brackets.append(first ? "[" + Array.getLength(array) + "]" : "[]");
            element = element.getComponentType();
            first = false;
        }
        String name = element.getName();
        StringBuilder text = new StringBuilder(name.substring(name.lastIndexOf('.') + 1));
        text.append(brackets).append(" { ");
        for (int i = 0; i < Array.getLength(array); i++) {
            text.append(i == 0 ? "" : ", ").append(text(Array.get(array, i)));
        }
        return text.append(" }").toString();
    }
}
