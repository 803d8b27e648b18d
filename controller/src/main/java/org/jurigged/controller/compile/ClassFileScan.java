package org.jurigged.controller.compile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jurigged.controller.conform.Hook;
import org.objectweb.asm.Opcodes;

/**
 * Reads the facts of a class file from its constant pool (JVMS 4.4), where every class and member that the code
 * mentions stands, and steps over the rest. Short of that, each class file would cost a parse of its code.
 */
final class ClassFileScan {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;
    private static final int HANDLE = 15;
    private static final String OBJECT = "java/lang/Object";
    private static final byte[] HOOK = Hook.NAME.getBytes(StandardCharsets.US_ASCII);
    /** What finds a class by a name. */
    private static final Set<String> ASKING =
            Set.of("java/lang/Class.forName", "java/util/ServiceLoader.load", "java/util/ServiceLoader.loadInstalled");
    /** Of any class loader. */
    private static final String LOAD = "loadClass";

    private static final String PLATFORM = "java/";
    private static final int MAGIC = 0xCAFEBABE;

    private final byte[] bytes;
    private final ByteBuffer in;
    private final ClassNames names;
    private final int[] entries;
    private final Ids references = new Ids();
    private final Ids generic = new Ids();
    private long[] uses = new long[32];
    private int useCount;
    private boolean hasBounds;
    private boolean conforms;
    private boolean asksByName;

    private ClassFileScan(byte[] bytes, ClassNames names) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes);
        this.names = names;
        if (in.getInt() != MAGIC) {
            throw new IllegalArgumentException("no class file");
        }
        in.getInt();
        this.entries = new int[u2()];
    }

    /** Read a class file; one that is cut off or none at all is a {@link RuntimeException}. */
    static ClassFacts read(byte[] bytes, ClassNames names) {
        return new ClassFileScan(bytes, names).facts();
    }

    /** Read only the class's own name, in internal form. */
    static String nameOf(byte[] bytes) {
        ClassFileScan scan = new ClassFileScan(bytes, new ClassNames());
        scan.findEntries();
        scan.u2();
        return scan.className(scan.u2());
    }

    /** Read only what source the class is from: package and SourceFile attribute. */
    static String sourceOf(byte[] bytes) {
        return read(bytes, new ClassNames()).source();
    }

    private ClassFacts facts() {
        findEntries();
        scanEntries();
        scanLibraryUses();
        boolean isInterface = (u2() & Opcodes.ACC_INTERFACE) != 0;
        String name = className(u2());
        int[] supertypes = supertypes();
        String source = source(name);
        return new ClassFacts(
                source,
                supertypes,
                references.sorted(),
                generic.sorted(),
                sortedUses(),
                bytes.length,
                checksum(bytes),
                conforms,
                asksByName,
                isInterface);
    }

    static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private void findEntries() {
        for (int i = 1; i < entries.length; i++) {
            entries[i] = in.position();
            int tag = in.get();
            skip(sizeOf(tag));
            if (tag == LONG || tag == DOUBLE) {
                i++; // takes two entries (JVMS 4.4.5)
            }
        }
    }

    private int sizeOf(int tag) {
        return switch (tag) {
            case UTF8 -> 2 + (in.getShort(in.position()) & 0xffff);
            case LONG, DOUBLE -> 8;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case HANDLE -> 3;
            case CLASS, 8, 16, 19, 20 -> 2;
            default -> throw new IllegalArgumentException("unknown constant " + tag);
        };
    }

    private void scanEntries() {
        for (int i = 1; i < entries.length; i++) {
            int tag = entries[i] == 0 ? 0 : bytes[entries[i]];
            if (tag == CLASS) {
                addClass(className(i));
            } else if (tag == UTF8) {
                conforms |= isHook(entries[i] + 3, u2At(entries[i] + 1));
                addDescriptor(entries[i] + 3, u2At(entries[i] + 1));
            } else if (tag >= FIELD && tag <= INTERFACE_METHOD) {
                String owner = className(u2At(entries[i] + 1));
                String member = member(i);
                addUse(owner, member);
                asksByName |=
                        member.equals(LOAD) || (owner.startsWith(PLATFORM) && ASKING.contains(owner + "." + member));
            }
        }
    }

    private void scanLibraryUses() {
        for (int i = 1; i < entries.length; i++) {
            if (entries[i] != 0 && bytes[entries[i]] == HANDLE) {
                addLibraryUse(u2At(entries[i] + 2));
            } else if (hasBounds
                    && entries[i] != 0
                    && bytes[entries[i]] >= FIELD
                    && bytes[entries[i]] <= INTERFACE_METHOD) {
                addLibraryUse(i);
            }
        }
    }

    private void addLibraryUse(int entry) {
        if (names.idOf(className(u2At(entries[entry] + 1))) == ClassNames.NONE) {
            addUse(ClassFacts.LIBRARY, member(entry));
        }
    }

    /** The name in a reference to a member (JVMS 4.4.2). */
    private String member(int entry) {
        return utf8(u2At(entries[u2At(entries[entry] + 3)] + 1));
    }

    private boolean isHook(int start, int length) {
        return length == HOOK.length && Arrays.equals(bytes, start, start + length, HOOK, 0, length);
    }

    private void addClass(String name) {
        if (name.startsWith("[")) {
            return; // an array: its descriptor is scanned with the others
        }
        references.add(names.idOf(name));
    }

    /** Add the classes of a descriptor or generic signature (JVMS 4.3, 4.7.9.1); other text with ';' does no harm. */
    private void addDescriptor(int start, int length) {
        int end = start + length;
        if (length < 3 || !hasSemicolon(start, end)) {
            return;
        }
        boolean arguments = false;
        for (int i = start; i < end; i++) {
            arguments |= bytes[i] == '<';
            hasBounds |= bytes[i] == ':' && i > start && bytes[i - 1] == ';'; // a bound behind a bound
            if (bytes[i] == 'L'
                    && (i == start || !Character.isJavaIdentifierPart(bytes[i - 1]) || isBase(bytes[i - 1]))) {
                int to = i + 1;
                while (to < end && bytes[to] != ';' && bytes[to] != '<' && bytes[to] != ':' && bytes[to] != '.') {
                    to++;
                }
                int id = names.idOf(string(i + 1, to - i - 1));
                references.add(id);
                if (arguments) {
                    generic.add(id);
                }
            }
        }
    }

    /** Whether the byte is the type code of a primitive or void, which a class may follow directly. */
    private static boolean isBase(byte b) {
        return "BCDFIJSZV".indexOf(b) >= 0;
    }

    private boolean hasSemicolon(int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == ';') {
                return true;
            }
        }
        return false;
    }

    private void addUse(String owner, String name) {
        int id = owner.equals(OBJECT) && !name.equals("<init>") ? ClassFacts.OBJECT : names.idOf(owner);
        if (id != ClassNames.NONE) {
            addUse(id, name);
        }
    }

    private void addUse(int id, String name) {
        if (useCount == uses.length) {
            uses = Arrays.copyOf(uses, useCount * 2);
        }
        uses[useCount++] = ClassFacts.use(id, name);
    }

    private long[] sortedUses() {
        return Arrays.stream(uses, 0, useCount).sorted().distinct().toArray();
    }

    private int[] supertypes() {
        int superclass = u2();
        int[] types = new int[1 + u2()];
        types[0] = superclass == 0 ? ClassNames.NONE : names.idOf(className(superclass));
        for (int i = 1; i < types.length; i++) {
            types[i] = names.idOf(className(u2()));
        }
        return Arrays.stream(types).filter(type -> type != ClassNames.NONE).toArray();
    }

    private String source(String name) {
        skipMembers();
        skipMembers();
        String prefix = name.substring(0, name.lastIndexOf('/') + 1);
        for (int left = u2(); left > 0; left--) {
            String attribute = utf8(u2());
            int length = in.getInt();
            if (attribute.equals("SourceFile")) {
                return prefix + utf8(u2());
            }
            skip(length);
        }
        int dollar = name.indexOf('$', prefix.length() + 1);
        return (dollar < 0 ? name : name.substring(0, dollar)) + ".java";
    }

    private void skipMembers() {
        for (int left = u2(); left > 0; left--) {
            skip(6);
            for (int attributes = u2(); attributes > 0; attributes--) {
                skip(2);
                skip(in.getInt());
            }
        }
    }

    private String className(int entry) {
        return utf8(u2At(entries[entry] + 1));
    }

    private String utf8(int entry) {
        return string(entries[entry] + 3, u2At(entries[entry] + 1));
    }

    /** Decode text; the modified form of UTF-8 (JVMS 4.4.7) differs only for NUL and characters beyond the BMP. */
    private String string(int start, int length) {
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    private int u2() {
        return in.getShort() & 0xffff;
    }

    private int u2At(int position) {
        return in.getShort(position) & 0xffff;
    }

    private void skip(int count) {
        in.position(in.position() + count);
    }
}
