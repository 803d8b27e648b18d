package org.jurigged.bench.random.text;

import java.util.Objects;

/**
 * Something that probes keep: an object, or a function that a method made.
 *
 * @param key its name
 * @param type number of the class of the object, or of the class whose method made the function
 * @param maker number of the method that made the function; -1 for an object
 * @param receiver key of the object whose method made the function, empty where the method is static; of an object, key of
 *     the one around it, whose fields it reads, empty where there is none or where that isn't kept
 */
public record Kept(String key, int type, int maker, String receiver) {
    public Kept {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(receiver, "receiver");
    }

    public static Kept object(String key, int type, String around) {
        return new Kept(key, type, -1, around);
    }

    public boolean isFunction() {
        return maker >= 0;
    }
}
