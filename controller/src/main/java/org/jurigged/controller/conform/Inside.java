package org.jurigged.controller.conform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.controller.inside.Conforming;

/** The class files of {@link org.jurigged.controller.inside}, which run in the program. */
public final class Inside {
    /** Binary name of the class that the others are told by. */
    public static final String MAIN = Conforming.class.getName();

    private static final List<String> CLASSES = List.of(
            "Conforming",
            "Reflect",
            "News",
            "Report",
            "Services",
            "Conformer",
            "BuiltIns",
            "BeansConformer",
            "BundlesConformer",
            "JacksonConformer",
            "SpringContexts",
            "SpringConformer",
            "SpringMessagesConformer",
            "SpringMvcConformer",
            "SpringMvcConformer$Controller",
            "SpringMvcConformer$Registering",
            "TemplatesConformer",
            "ValidatorConformer");

    private Inside() {}

    /** Returns the class file that comes first in the loader of the others, and needs none of them. */
    public static byte[] anchor() {
        return bytes("Anchor");
    }

    /** Returns the other class files, by binary name. */
    public static Map<String, byte[]> classFiles() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        CLASSES.forEach(name -> files.put(Conforming.class.getPackageName() + "." + name, bytes(name)));
        return files;
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Conforming.class.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
