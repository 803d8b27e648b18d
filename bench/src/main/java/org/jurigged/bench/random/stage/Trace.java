package org.jurigged.bench.random.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a probe has seen, a line for each call; used by one thread. */
public final class Trace {
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]+$");

    private final List<String> lines = new ArrayList<>();

    /** Notes a value. */
    public void say(String what, Object value) {
        lines.add(what + " = " + value);
    }

    /** Notes what was thrown instead of a value, by its class: messages may name what is made differently. */
    public void failed(String what, Throwable thrown) {
        lines.add(what + " throws " + thrown.getClass().getName());
    }

    /** Notes what every object answers; an identity, which no two JVMs share, only as such. */
    public void object(String what, Object object) {
        try {
            say(what + ".toString()", IDENTITY.matcher(object.toString()).replaceFirst("@"));
            say(what + ".equals()", object.equals(object) + " " + object.equals(what));
            int hash = object.hashCode();
            say(what + ".hashCode()", hash == System.identityHashCode(object) ? "identity" : hash);
        } catch (RuntimeException | Error e) {
            failed(what + " as an object", e);
        }
    }

    List<String> lines() {
        return lines;
    }
}
