package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.reshape.form.Forms;
import org.jurigged.reshape.form.Helpers;

/**
 * What a program keeps for the next session: what became of its classes. A class in the boot loader has it, an entry of key
 * and text for each class and companion of each loader; see {@link org.jurigged.reshape.form.template.LiveLedger}.
 */
public final class Ledger {
    /** Binary name of the class, the same in all versions. */
    public static final String NAME = Helpers.ledgerName();

    /** Its static field: an array of three for each entry, a weak reference to its loader (or null), its key and its text. */
    public static final String ENTRIES = "entries";

    /** Its method that takes a class of a loader, and keys and texts; an empty text takes an entry away. */
    public static final String KEEP = "keep";

    private static final String CLASS = "class ";
    private static final String COMPANION = "companion ";
    private static final String STAYS = "stays ";

    private Ledger() {}

    /** Returns the class file of the class in the boot loader. */
    public static byte[] classFile() {
        return Helpers.ledger();
    }

    /** Returns the entries of classes and companions of one loader. */
    public static Map<String, String> entries(Map<String, Realm.Shaped> classes, Map<String, byte[]> companions) {
        Map<String, String> entries = new LinkedHashMap<>();
        classes.forEach((name, shaped) -> entries.put(CLASS + name, ShapedText.of(shaped)));
        companions.forEach((name, bytes) -> entries.put(COMPANION + name, ShapedText.of(bytes)));
        return entries;
    }

    /**
     * Returns what entries of one loader say of its classes; others are passed over.
     *
     * @throws IllegalArgumentException if one of them says nothing that this version wrote
     */
    public static Realm realm(Map<String, String> entries) {
        Map<String, Realm.Shaped> classes = new LinkedHashMap<>();
        Map<String, byte[]> companions = new LinkedHashMap<>();
        entries.forEach((key, text) -> {
            if (key.startsWith(CLASS)) {
                classes.put(key.substring(CLASS.length()), ShapedText.shaped(text));
            } else if (key.startsWith(COMPANION)) {
                companions.put(key.substring(COMPANION.length()), ShapedText.classFile(text));
            }
        });
        return new Realm(classes, companions);
    }

    /** Returns the entries of loaded classes that stayed what they were as their class files became something else. */
    public static Map<String, String> staying(Map<String, Realm.Shaped> classes) {
        Map<String, String> entries = new LinkedHashMap<>();
        classes.forEach((name, shaped) -> entries.put(STAYS + name, ShapedText.of(shaped)));
        return entries;
    }

    /** Returns the classes of which entries say that they stayed what they were; fails as {@link #realm}. */
    public static Map<String, Realm.Shaped> stayed(Map<String, String> entries) {
        Map<String, Realm.Shaped> classes = new LinkedHashMap<>();
        entries.forEach((key, text) -> {
            if (key.startsWith(STAYS)) {
                classes.put(key.substring(STAYS.length()), ShapedText.shaped(text));
            }
        });
        return classes;
    }

    /** Returns the class's argument: keys and texts, each on a line of its own. */
    public static List<String> words(Map<String, String> entries) {
        List<String> words = new ArrayList<>();
        entries.forEach((key, text) -> words.addAll(List.of(key, text)));
        return words;
    }

    /** Whether a class of this binary name is a companion, be it of a session that kept nothing. */
    public static boolean isCompanion(String name) {
        return Forms.isCompanion(name);
    }
}
