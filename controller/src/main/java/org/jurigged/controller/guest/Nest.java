package org.jurigged.controller.guest;

import java.lang.reflect.InvocationTargetException;

/** The class loader of this package in the program; sees nothing but what the boot loader has. */
public final class Nest extends ClassLoader {
    /** By the debugger: the class files of this package, one behind the other, eight bytes in each number. */
    private static long[] classes;

    private Nest() {
        super("jurigged", null);
    }

    /** Makes the array for the debugger. */
    public static void begin() {
        classes = new long[1 << 13];
    }

    /** As {@link #open(Object)} for the program's own loader. */
    public static Object open() throws Throwable {
        return open(null);
    }

    /**
     * Makes one, with a prompt in it that waits for requests. Each class file has its length in front.
     *
     * @param neighbour a class of the loader whose classes snippets see; null for the program's own
     * @return what keeps the prompt waiting for as long as something refers to it
     */
    public static Object open(Object neighbour) throws Throwable {
        Nest nest = new Nest();
        long[] numbers = classes;
        classes = null;
        int at = 0;
        while (numbers[at] > 0) {
            byte[] classFile = new byte[(int) numbers[at++]];
            for (int i = 0; i < classFile.length; i++) {
                classFile[i] = (byte) (numbers[at + i / Long.BYTES] >>> (8 * (Long.BYTES - 1 - i % Long.BYTES)));
            }
            at += (classFile.length + Long.BYTES - 1) / Long.BYTES;
            nest.defineClass(null, classFile, 0, classFile.length);
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
