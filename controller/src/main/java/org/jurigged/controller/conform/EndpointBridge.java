package org.jurigged.controller.conform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jurigged.reshape.Schema;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.ParameterNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A class with the annotated methods of another one, each with its annotations, parameter names and generic types, which
 * calls that one's on the object in its public field {@code target}: for who looks for methods by reflection, which doesn't
 * show those that were added. It is meant for a nest mate of the other.
 *
 * @param name binary name
 * @param classFile its class file
 * @param added the methods that the loaded class lacks: name and descriptor
 * @param methods all methods that the class has today
 */
@SuppressWarnings("ArrayRecordComponent") // a class file is handed on, not compared
public record EndpointBridge(String name, byte[] classFile, Set<String> added, Set<String> methods) {
    private static final String TARGET = "target";
    private static final int NO_HANDLER = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    public EndpointBridge {
        added = Set.copyOf(added);
        methods = Set.copyOf(methods);
    }

    /**
     * Makes the bridge of a class.
     *
     * @param loaded the schema that the JVM has loaded
     * @return empty if every annotated method is one that reflection shows
     */
    public static Optional<EndpointBridge> of(byte[] latest, Schema loaded) {
        ClassNode host = new ClassNode();
        new ClassReader(latest).accept(host, ClassReader.SKIP_FRAMES);
        Set<String> shown = new HashSet<>();
        loaded.methods().forEach(method -> shown.add(method.name() + method.descriptor()));
        Set<String> added = new TreeSet<>();
        List<MethodNode> annotated = new ArrayList<>();
        for (MethodNode method : host.methods) {
            if (method.visibleAnnotations != null && (method.access & NO_HANDLER) == 0) {
                annotated.add(method);
                if (!shown.contains(method.name + method.desc)) {
                    added.add(method.name + method.desc);
                }
            }
        }
        if (added.isEmpty()) {
            return Optional.empty();
        }
        String name = host.name + "$JuriggedEndpoints";
        return Optional.of(
                new EndpointBridge(name.replace('/', '.'), bytes(host, name, annotated), added, methodsOf(latest)));
    }

    /** Returns name and descriptor of each method of a class. */
    public static Set<String> methodsOf(byte[] latest) {
        ClassNode host = new ClassNode();
        new ClassReader(latest).accept(host, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        Set<String> methods = new TreeSet<>();
        host.methods.forEach(method -> methods.add(method.name + method.desc));
        return methods;
    }

    private static byte[] bytes(ClassNode host, String name, List<MethodNode> annotated) {
        ClassNode bridge = new ClassNode();
        bridge.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        bridge.visibleAnnotations = host.visibleAnnotations;
        bridge.fields.add(new FieldNode(Opcodes.ACC_PUBLIC, TARGET, "Ljava/lang/Object;", null, null));
        Constructors.empty(bridge);
        annotated.forEach(method -> bridge.methods.add(forwarding(host, name, method)));
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        bridge.accept(writer);
        return writer.toByteArray();
    }

    private static MethodNode forwarding(ClassNode host, String name, MethodNode method) {
        String[] thrown = method.exceptions.toArray(new String[0]);
        MethodNode forward = new MethodNode(Opcodes.ACC_PUBLIC, method.name, method.desc, method.signature, thrown);
        forward.visibleAnnotations = method.visibleAnnotations;
        forward.visibleTypeAnnotations = method.visibleTypeAnnotations;
        forward.visibleParameterAnnotations = method.visibleParameterAnnotations;
        forward.visibleAnnotableParameterCount = method.visibleAnnotableParameterCount;
        forward.parameters = method.parameters != null ? method.parameters : parameters(method);
        forward.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        forward.instructions.add(new FieldInsnNode(Opcodes.GETFIELD, name, TARGET, "Ljava/lang/Object;"));
        forward.instructions.add(new TypeInsnNode(Opcodes.CHECKCAST, host.name));
        int slot = 1;
        for (Type parameter : Type.getArgumentTypes(method.desc)) {
            forward.instructions.add(new VarInsnNode(parameter.getOpcode(Opcodes.ILOAD), slot));
            slot += parameter.getSize();
        }
        forward.instructions.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, host.name, method.name, method.desc, false));
        forward.instructions.add(new InsnNode(Type.getReturnType(method.desc).getOpcode(Opcodes.IRETURN)));
        return forward;
    }

    /** Takes the names of the parameters from the local variables, where the class has them only there. */
    private static List<ParameterNode> parameters(MethodNode method) {
        if (method.localVariables == null) {
            return null;
        }
        List<ParameterNode> parameters = new ArrayList<>();
        int slot = 1;
        for (Type type : Type.getArgumentTypes(method.desc)) {
            int at = slot;
            Optional<LocalVariableNode> variable = method.localVariables.stream()
                    .filter(local -> local.index == at && local.desc.equals(type.getDescriptor()))
                    .findFirst();
            if (variable.isEmpty()) {
                return null;
            }
            parameters.add(new ParameterNode(variable.get().name, 0));
            slot += type.getSize();
        }
        return parameters;
    }
}
