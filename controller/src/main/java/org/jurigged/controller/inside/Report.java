package org.jurigged.controller.inside;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What came of it, as a text: records of four fields, with the separators that ASCII has for it. */
final class Report {
    static final char FIELD = '\u001f';
    static final char RECORD = '\u001e';

    private final StringBuilder text = new StringBuilder();

    void done(String who, String what) {
        add("done", who, what, "");
    }

    void failed(String who, Throwable thrown) {
        StringWriter stack = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(stack, true));
        } catch (Throwable e) {
            stack.append(thrown.getClass().getName());
        }
        add("failed", who, line(thrown), stack.toString());
    }

    void failed(String who, String problem) {
        add("failed", who, problem, "");
    }

    private static String line(Throwable thrown) {
        try {
            String text = thrown.toString();
            return text == null ? thrown.getClass().getName() : text;
        } catch (Throwable e) {
            return thrown.getClass().getName();
        }
    }

    private void add(String... fields) {
        for (String field : fields) {
            text.append(field.replace(FIELD, ' ').replace(RECORD, ' ')).append(FIELD);
        }
        text.append(RECORD);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
