package org.jurigged.controller.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassReader;

/** The parts of a class file that a JVM gives back as they were: constant pool and code (JVMS 4.1, 4.4, 4.7.3). */
public final class RawClass {
    /** Magic, minor, major and constant_pool_count come before the constant pool. */
    private static final int POOL_START = 10;

    private final byte[] bytes;
    private final ClassReader reader;
    private final char[] buffer;

    /** Reads a class file, which is neither copied nor written to. */
    public RawClass(byte[] bytes) {
        this.bytes = bytes;
        this.reader = new ClassReader(bytes);
        this.buffer = new char[reader.getMaxStringLength()];
    }

    /** Returns the constant pool's entries as JVMTI {@code GetConstantPool} gives them, without their count. */
    public byte[] constantPool() {
        return Arrays.copyOfRange(bytes, POOL_START, reader.header);
    }

    /** Returns {@code constant_pool_count}: one more than the highest index. */
    public int constantPoolCount() {
        return reader.getItemCount();
    }

    /** Returns the methods that have code. */
    public List<RawMethod> methods() {
        List<RawMethod> found = new ArrayList<>();
        // access_flags, this_class, super_class, then the interfaces.
        int at = reader.header + 6;
        at += 2 + 2 * reader.readUnsignedShort(at);
        int fields = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = afterAttributes(at + 6);
        }
        int methods = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < methods; i++) {
            readMethod(at, found);
            at = afterAttributes(at + 6);
        }
        return found;
    }

    /** Returns the name of the method that an invoke instruction's operand refers to (JVMS 4.4.2). */
    String calledName(int constantIndex) {
        int entry = reader.getItem(constantIndex);
        int nameAndType = reader.getItem(reader.readUnsignedShort(entry + 2));
        return reader.readUTF8(nameAndType, buffer);
    }

    private int afterAttributes(int start) {
        int count = reader.readUnsignedShort(start);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            at += 6 + reader.readInt(at + 2);
        }
        return at;
    }

    private void readMethod(int start, List<RawMethod> found) {
        int count = reader.readUnsignedShort(start + 6);
        int at = start + 8;
        for (int i = 0; i < count; i++) {
            if ("Code".equals(reader.readUTF8(at, buffer))) {
                // attribute header 6, max_stack 2, max_locals 2, code_length 4
                int from = at + 14;
                int to = from + reader.readInt(at + 10);
                found.add(new RawMethod(
                        this,
                        reader.readUTF8(start + 2, buffer),
                        reader.readUTF8(start + 4, buffer),
                        Arrays.copyOfRange(bytes, from, to),
                        lines(to)));
            }
            at += 6 + reader.readInt(at + 2);
        }
    }

    /** Reads the pairs of start and line of all LineNumberTables (JVMS 4.7.12) behind the code that ends there. */
    private List<int[]> lines(int codeEnd) {
        List<int[]> lines = new ArrayList<>();
        int at = codeEnd + 2 + 8 * reader.readUnsignedShort(codeEnd);
        int count = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            if ("LineNumberTable".equals(reader.readUTF8(at, buffer))) {
                int length = reader.readUnsignedShort(at + 6);
                for (int k = 0; k < length; k++) {
                    int pair = at + 8 + 4 * k;
                    lines.add(new int[] {reader.readUnsignedShort(pair), reader.readUnsignedShort(pair + 2)});
                }
            }
            at += 6 + reader.readInt(at + 2);
        }
        return lines;
    }
}
