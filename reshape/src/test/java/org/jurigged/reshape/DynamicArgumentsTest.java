package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Call sites with dynamic constants among their arguments do the same without them. */
final class DynamicArgumentsTest {
    private static final String BEFORE = """
            import java.lang.invoke.*;

            public class T {
                public static CallSite join(MethodHandles.Lookup lookup, String name, MethodType type, Object... all) {
                    String text = lookup.lookupClass() + name + type + java.util.Arrays.toString(all);
                    return new ConstantCallSite(MethodHandles.constant(String.class, text));
                }

                public static String text() {
                    return "old";
                }
            }
            """;

    private static final Handle JOIN = new Handle(
            Opcodes.H_INVOKESTATIC,
            "T",
            "join",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                    + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;",
            false);

    private static final Handle INVOKE = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "invoke",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                    + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
            false);

    private static final Handle PRIMITIVE = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "primitiveClass",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Class;",
            false);

    private static ConstantDynamic invoke(
            Class<?> type, String owner, String method, String descriptor, Object... with) {
        List<Object> arguments = new ArrayList<>(
                List.of(new Handle(Opcodes.H_INVOKESTATIC, owner, method, descriptor, type.isInterface())));
        arguments.addAll(List.of(with));
        return new ConstantDynamic("invoke", type.descriptorString(), INVOKE, arguments.toArray());
    }

    /** What javac makes of {@code case Sign.PLUS}. */
    private static ConstantDynamic enumLabel(String type, String constant) {
        String of = "(Ljava/lang/constant/ClassDesc;Ljava/lang/String;)Ljava/lang/Enum$EnumDesc;";
        return invoke(
                Enum.EnumDesc.class,
                "java/lang/Enum$EnumDesc",
                "of",
                of,
                invoke(
                        java.lang.constant.ClassDesc.class,
                        "java/lang/constant/ClassDesc",
                        "of",
                        "(Ljava/lang/String;)Ljava/lang/constant/ClassDesc;",
                        type),
                constant);
    }

    /** The class with a call site of these arguments. */
    private static byte[] withSite(byte[] classFile, Object... arguments) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int flags, String name, String type, String generic, String[] thrown) {
                        return new MethodVisitor(Opcodes.ASM9, super.visitMethod(flags, name, type, generic, thrown)) {
                            @Override
                            public void visitLdcInsn(Object value) {
                                if ("old".equals(value)) {
                                    visitInvokeDynamicInsn("site", "()Ljava/lang/String;", JOIN, arguments);
                                } else {
                                    super.visitLdcInsn(value);
                                }
                            }
                        };
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static Reshaped reshaped(Object... arguments) {
        byte[] before = InMemoryJavac.compile(BEFORE).get("T");
        Change change = new Change("T", Schema.of(before), before, withSite(before, arguments));
        return new Reshaper().reshape(Realm.EMPTY, List.of(change), new LoadedProgram(Map.of("T", before)));
    }

    private static String text(Map<String, byte[]> classes) throws ReflectiveOperationException {
        ClassLoader loader = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] file = classes.get(name);
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, file, 0, file.length);
            }
        };
        return (String) loader.loadClass("T").getMethod("text").invoke(null);
    }

    @Test
    void resolveToTheSameAndAreNoneAnyMore() throws Exception {
        Object[] arguments = {
            enumLabel("com.acme.Sign", "PLUS"),
            "#text (\"",
            Type.getObjectType("java/lang/String"),
            7,
            8L,
            enumLabel("com.acme.Sign", "MINUS \uD83D\uDE00 ä"),
            new ConstantDynamic("I", "Ljava/lang/Class;", PRIMITIVE),
            "",
            Type.getMethodType("(I)V")
        };
        Reshaped reshaped = reshaped(arguments);
        assertThat(reshaped.refusals()).isEmpty();
        byte[] bytes = reshaped.redefinitions().get(0).bytes();
        assertThat(CrashRule.mayCrash(bytes)).isFalse();

        byte[] latest = withSite(InMemoryJavac.compile(BEFORE).get("T"), arguments);
        assertThat(CrashRule.mayCrash(latest)).isTrue();
        Map<String, byte[]> live = new HashMap<>(reshaped.definitions());
        live.put("T", bytes);
        assertThat(text(live)).isEqualTo(text(Map.of("T", latest))).contains("MINUS", "int", "class T");
    }

    @Test
    void areRefusedWhereThereAreTooMany() {
        List<Object> arguments = new ArrayList<>(List.of(enumLabel("com.acme.Sign", "PLUS")));
        IntStream.range(0, 245).forEach(arguments::add);
        assertThat(reshaped(arguments.toArray()).refusals())
                .containsExactly(new Refusal(
                        Code.J163,
                        "T",
                        "its code has a pattern switch over enum constants, which may crash the JVM now"));
        assertThat(reshaped(arguments.subList(0, 200).toArray()).refusals()).isEmpty();
    }
}
