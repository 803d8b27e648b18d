package org.jurigged.controller.inside;

import java.lang.reflect.InvocationTargetException;
import java.util.Base64;

/** The class loader of this package in the program; sees nothing but what the boot loader has. */
public final class Nest extends ClassLoader {
    private Nest() {
        super("jurigged", null);
    }

    /**
     * Makes one, with a prompt in it that waits for requests.
     *
     * <p>Its parameters are objects to the debugger, which would look other types up.
     *
     * @param classes the name and the class file, in Base64, of each class of this package, one a line
     * @param neighbour a class of the loader whose classes snippets see; null for the program's own
     * @return what keeps the prompt waiting for as long as something refers to it
     */
    public static Object open(Object classes, Object neighbour) throws Throwable {
        Nest nest = new Nest();
        String[] lines = ((String) classes).split("\n");
        for (int i = 0; i < lines.length; i += 2) {
            byte[] classFile = Base64.getDecoder().decode(lines[i + 1]);
            nest.defineClass(lines[i], classFile, 0, classFile.length);
        }
        try {
            return nest.loadClass(Nest.class.getPackageName() + ".Prompt")
                    .getMethod("open", Class.class)
                    .invoke(null, neighbour);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
