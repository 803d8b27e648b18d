package org.jurigged.controller.compile;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jurigged.controller.bytecode.CodeComparison;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * Says how two versions of a class file differ.
 *
 * <p>Byte equality is tried first. Otherwise both files are written anew without their debug attributes: the order of
 * the constant pool then follows from the content alone, so that equal bytes mean equal classes. What counts as schema
 * is what a stock JVM compares when it redefines (JVMTI {@code UNSUPPORTED_REDEFINITION_*}).
 */
public final class ClassComparison {
    private static final int API = Opcodes.ASM9;

    /** What javac adds with {@code -Xjcov}. */
    private static final Set<String> DEBUG_ATTRIBUTES = Set.of("CharacterRangeTable", "SourceID", "CompilationID");

    private ClassComparison() {}

    /** Compare two class files of one name. */
    public static Change compare(byte[] before, byte[] after) {
        return Arrays.equals(before, after) ? Change.SAME : compareDeeply(before, after);
    }

    /** Compare two class files whose bytes differ. */
    static Change compareDeeply(byte[] before, byte[] after) {
        try {
            boolean sameSchema = Schema.of(before).equals(Schema.of(after));
            if (!sameSchema) {
                return Change.SCHEMA;
            }
            // Where some code differs, that is enough, and found much sooner.
            return new CodeComparison(before, after).anyDiffers()
                            || !Arrays.equals(withoutDebug(before), withoutDebug(after))
                    ? Change.BODY
                    : Change.LINES_ONLY;
        } catch (RuntimeException e) {
            return Change.SCHEMA; // a class file that can't be read is as different as can be
        }
    }

    private static byte[] withoutDebug(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new WithoutDebug(writer), 0);
        return writer.toByteArray();
    }

    /** Drops line numbers, local variables and the source's name; keeps parameter names, which programs can see. */
    private static final class WithoutDebug extends ClassVisitor {
        private final Map<String, Runnable> mentioned = new TreeMap<>();

        WithoutDebug(ClassVisitor next) {
            super(API, next);
        }

        @Override
        public void visitSource(String source, String debug) {
            // dropped
        }

        /** The order is that in which javac met the names, and says nothing (JVMS 4.7.6). */
        @Override
        public void visitInnerClass(String inner, String outer, String simpleName, int flags) {
            mentioned.put(inner, () -> super.visitInnerClass(inner, outer, simpleName, flags));
        }

        @Override
        public void visitEnd() {
            mentioned.values().forEach(Runnable::run);
            super.visitEnd();
        }

        @Override
        public void visitAttribute(Attribute attribute) {
            if (!DEBUG_ATTRIBUTES.contains(attribute.type)) {
                super.visitAttribute(attribute);
            }
        }

        @Override
        public MethodVisitor visitMethod(int flags, String name, String descriptor, String generic, String[] thrown) {
            return new MethodVisitor(API, super.visitMethod(flags, name, descriptor, generic, thrown)) {
                @Override
                public void visitLineNumber(int line, Label start) {
                    // dropped
                }

                @Override
                public void visitLocalVariable(
                        String name, String descriptor, String generic, Label start, Label end, int index) {
                    // dropped
                }

                @Override
                public void visitAttribute(Attribute attribute) {
                    if (!DEBUG_ATTRIBUTES.contains(attribute.type)) {
                        super.visitAttribute(attribute);
                    }
                }
            };
        }
    }

    /** Collects what the JVM won't let a redefinition change. */
    private static final class Schema extends ClassVisitor {
        private final StringJoiner inOrder = new StringJoiner("\n");
        private final TreeSet<String> methods = new TreeSet<>();

        private Schema() {
            super(API);
        }

        static String of(byte[] bytes) {
            Schema schema = new Schema();
            new ClassReader(bytes)
                    .accept(schema, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return schema.inOrder + "\n" + schema.methods;
        }

        @Override
        public void visit(int version, int flags, String name, String generic, String superName, String[] interfaces) {
            inOrder.add((flags & ~Opcodes.ACC_DEPRECATED) + " " + superName + Arrays.toString(interfaces));
        }

        @Override
        public void visitNestHost(String host) {
            inOrder.add("host " + host);
        }

        @Override
        public void visitNestMember(String member) {
            inOrder.add("member " + member);
        }

        @Override
        public void visitPermittedSubclass(String subclass) {
            inOrder.add("permits " + subclass);
        }

        @Override
        public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String generic) {
            inOrder.add("component " + name + " " + descriptor + " " + generic);
            return null;
        }

        @Override
        public FieldVisitor visitField(int flags, String name, String descriptor, String generic, Object value) {
            inOrder.add((flags & ~Opcodes.ACC_DEPRECATED) + " " + name + " " + descriptor);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int flags, String name, String descriptor, String generic, String[] thrown) {
            methods.add(name + descriptor + (flags & ~Opcodes.ACC_DEPRECATED));
            return null;
        }
    }
}
