package org.jurigged.controller.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        methodStarts().values().forEach(start -> readMethod(start, found));
        return found;
    }

    /** Returns how many bytes the code of a method has; 0 if it has none, or there is no such method. */
    public int codeLength(String method, String descriptor) {
        return methods().stream()
                .filter(each -> each.name().equals(method) && each.descriptor().equals(descriptor))
                .mapToInt(each -> each.code().length)
                .findFirst()
                .orElse(0);
    }

    /** Returns name and descriptor, written as one, of each method, with code or without. */
    public Set<String> methodNames() {
        return methodStarts().keySet();
    }

    /** Returns where each method's {@code method_info} (JVMS 4.6) begins, by its name and descriptor. */
    Map<String, Integer> methodStarts() {
        Map<String, Integer> starts = new LinkedHashMap<>();
        int at = afterFields();
        int methods = u2(at);
        at += 2;
        for (int i = 0; i < methods; i++) {
            starts.put(utf8(at + 2) + utf8(at + 4), at);
            at = afterAttributes(at + 6);
        }
        return starts;
    }

    /** Returns where the attributes begin that stand behind an {@code attributes_count}, by their names. */
    Map<String, Integer> attributes(int start) {
        Map<String, Integer> found = new LinkedHashMap<>();
        int count = u2(start);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            found.put(utf8(at), at);
            at += 6 + reader.readInt(at + 2);
        }
        return found;
    }

    /** Returns where the bootstrap methods (JVMS 4.7.23) are, by their indexes. */
    int[] bootstrapMethods() {
        int at = afterFields();
        int methods = u2(at);
        at += 2;
        for (int i = 0; i < methods; i++) {
            at = afterAttributes(at + 6);
        }
        Integer attribute = attributes(at).get("BootstrapMethods");
        int[] starts = new int[attribute == null ? 0 : u2(attribute + 6)];
        for (int i = 0, next = attribute == null ? 0 : attribute + 8; i < starts.length; i++) {
            starts[i] = next;
            next += 4 + 2 * u2(next + 2);
        }
        return starts;
    }

    private int afterFields() {
        // access_flags, this_class, super_class, then the interfaces.
        int at = reader.header + 6;
        at += 2 + 2 * u2(at);
        int fields = u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = afterAttributes(at + 6);
        }
        return at;
    }

    ClassReader reader() {
        return reader;
    }

    byte[] bytes() {
        return bytes;
    }

    int u2(int at) {
        return reader.readUnsignedShort(at);
    }

    /** Returns where the content of a constant pool entry begins, behind its tag. */
    int constant(int index) {
        return reader.getItem(index);
    }

    private String utf8(int at) {
        return reader.readUTF8(at, buffer);
    }

    /** Returns the name of the method that an invoke instruction's operand refers to (JVMS 4.4.2). */
    String calledName(int constantIndex) {
        int entry = reader.getItem(constantIndex);
        int nameAndType = reader.getItem(reader.readUnsignedShort(entry + 2));
        return reader.readUTF8(nameAndType, buffer);
    }

    private int afterAttributes(int start) {
        int count = u2(start);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            at += 6 + reader.readInt(at + 2);
        }
        return at;
    }

    private void readMethod(int start, List<RawMethod> found) {
        Integer attribute = attributes(start + 6).get("Code");
        if (attribute != null) {
            // attribute header 6, max_stack 2, max_locals 2, code_length 4
            int from = attribute + 14;
            int to = from + reader.readInt(attribute + 10);
            found.add(new RawMethod(
                    this, utf8(start + 2), utf8(start + 4), Arrays.copyOfRange(bytes, from, to), lines(to)));
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
