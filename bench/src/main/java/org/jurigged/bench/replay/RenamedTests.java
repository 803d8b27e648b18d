package org.jurigged.bench.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives test classes other names, so that the same classes under their own names can be loaded later by the same class
 * loader: in another one, they would be in another run-time package (JVMS 5.3) and not see what is package-private.
 *
 * <p>Names change wherever a class file's constant pool (JVMS 4.4) has them, in texts too. Classes in the unnamed
 * package keep theirs, as such a name could be anything.
 */
final class RenamedTests {
    /** What is put after the name of an outermost class. */
    static final String SUFFIX = "_before";

    private static final int MAGIC_AND_VERSION = 8;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final Pattern SIMPLE_NAME = Pattern.compile("(?<=[/.])\\w+");

    /** By simple name, the packages that have such a class, with a slash at the end. */
    private final Map<String, Set<String>> packages = new HashMap<>();

    /**
     * Copies the class files of a folder to another one, under other names.
     */
    static void copy(Path from, Path to) throws IOException {
        Map<String, Path> files = Side.classFiles(from);
        RenamedTests renaming = of(files.keySet());
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path target = to.resolve(renaming.rename(file.getKey().replace('.', '/')) + ".class");
            Files.createDirectories(target.getParent());
            Files.write(target, renaming.rename(Files.readAllBytes(file.getValue())));
        }
    }

    /** Returns the renaming of some classes. */
    static RenamedTests of(Collection<String> classNames) {
        RenamedTests renaming = new RenamedTests();
        classNames.forEach(renaming::add);
        return renaming;
    }

    private void add(String className) {
        int dot = className.lastIndexOf('.');
        if (dot > 0) {
            String simple = className.substring(dot + 1).replaceFirst("\\$.*", "");
            packages.computeIfAbsent(simple, name -> new HashSet<>())
                    .add(className.substring(0, dot + 1).replace('.', '/'));
        }
    }

    private byte[] rename(byte[] classFile) throws IOException {
        ByteArrayOutputStream renamed = new ByteArrayOutputStream(classFile.length + 1024);
        DataOutputStream out = new DataOutputStream(renamed);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        out.write(in.readNBytes(MAGIC_AND_VERSION));
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) {
                out.writeUTF(rename(in.readUTF()));
            } else {
                out.write(in.readNBytes(length(tag)));
            }
            if (tag == LONG || tag == DOUBLE) {
                i++;
            }
        }
        in.transferTo(out);
        return renamed.toByteArray();
    }

    /** Returns the length of a constant after its tag. */
    private static int length(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case LONG, DOUBLE -> 8;
            default -> 4;
        };
    }

    /** Renames every class that a text names, by binary or by internal name. */
    String rename(String text) {
        Matcher name = SIMPLE_NAME.matcher(text);
        StringBuilder renamed = new StringBuilder();
        int end = 0;
        while (name.find()) {
            if (isOurs(text, name.start(), name.group())) {
                renamed.append(text, end, name.end()).append(SUFFIX);
                end = name.end();
            }
        }
        return renamed.append(text, end, text.length()).toString();
    }

    private boolean isOurs(String text, int start, String simple) {
        for (String before : packages.getOrDefault(simple, Set.of())) {
            int from = start - before.length();
            String written = text.charAt(start - 1) == '.' ? before.replace('/', '.') : before;
            if (from >= 0 && text.startsWith(written, from) && (from == 0 || begins(text, from))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a package name can begin here; a descriptor has an L before it, and before that maybe other letters. */
    private static boolean begins(String text, int from) {
        char before = text.charAt(from - 1);
        return before == 'L' || !(Character.isJavaIdentifierPart(before) || before == '/' || before == '.');
    }
}
