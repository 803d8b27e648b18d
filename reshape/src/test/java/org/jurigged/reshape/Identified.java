package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jurigged.reshape.identity.Identities;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * A nest before an edit and after it, under lasting names; the lambdas and classes in it are told by markers: strings like
 * {@code "#a"} that stand directly in their code.
 */
final class Identified {
    private static final Pattern MARKER = Pattern.compile("#\\w+");

    private final Map<String, ClassNode> before;
    private final Map<String, ClassNode> latest;
    private final Map<String, ClassNode> renamed = new LinkedHashMap<>();
    private final Identities identities;

    private Identified(Map<String, ClassNode> before, Map<String, ClassNode> latest, Set<String> taken) {
        this.before = before;
        this.latest = latest;
        this.identities =
                Identities.find(before, latest, taken::contains, (owner, key) -> taken.contains(owner + '.' + key));
        identities.renamed().forEach(n -> renamed.put(n.name, n));
    }

    /** An edit of a nest as it was loaded. */
    static Identified of(Map<String, byte[]> before, Map<String, byte[]> latest) {
        return of(nodes(before), latest, Set.of());
    }

    /** The next edit; the names of what was removed by this one are still taken. */
    Identified then(Map<String, byte[]> next, Set<String> alsoTaken) {
        return of(renamed, next, alsoTaken);
    }

    private static Identified of(Map<String, ClassNode> before, Map<String, byte[]> latest, Set<String> alsoTaken) {
        Set<String> taken = new HashSet<>(alsoTaken);
        taken.addAll(names(before));
        return new Identified(before, nodes(latest), taken);
    }

    /** The names that are in use: of classes, and of methods with their classes. */
    Set<String> names() {
        return names(renamed);
    }

    /** The names that were in use before. */
    Set<String> namesBefore() {
        return names(before);
    }

    private static Set<String> names(Map<String, ClassNode> nodes) {
        Set<String> names = new HashSet<>(nodes.keySet());
        nodes.values().forEach(n -> n.methods.forEach(m -> names.add(n.name + '.' + m.name + m.desc)));
        return names;
    }

    /** Sorts class files that were compiled together by package. */
    static Map<String, Map<String, byte[]>> byPackage(Map<String, byte[]> classes) {
        Map<String, Map<String, byte[]>> packages = new TreeMap<>();
        classes.forEach(
                (name, bytes) -> packages.computeIfAbsent(name.substring(0, name.indexOf('.')), p -> new TreeMap<>())
                        .put(name, bytes));
        return packages;
    }

    private static Map<String, ClassNode> nodes(Map<String, byte[]> classes) {
        Map<String, ClassNode> nodes = new TreeMap<>();
        classes.forEach((name, bytes) -> {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, 0);
            nodes.put(node.name, node);
        });
        return nodes;
    }

    Identities identities() {
        return identities;
    }

    Map<String, ClassNode> renamed() {
        return renamed;
    }

    /** What has each marker before the edit: a class, or a class's method. */
    Map<String, String> before() {
        return marked(before.values());
    }

    /** What has each marker after the edit, under its lasting name. */
    Map<String, String> after() {
        return marked(renamed.values());
    }

    /** Checks the classes, runs them under both names, and that no two things have one name. */
    void check() {
        assertThat(renamed.keySet()).hasSameSizeAs(latest.keySet());
        for (ClassNode node : renamed.values()) {
            List<String> keys = node.methods.stream().map(m -> m.name + m.desc).toList();
            assertThat(keys).as(node.name).doesNotHaveDuplicates();
        }
        Loader loader = new Loader(renamed);
        renamed.values().forEach(n -> verify(n, loader));
        assertThat(loader.run()).isEqualTo(new Loader(latest).run());
        assertThat(after().keySet()).isEqualTo(marked(latest.values()).keySet());
    }

    private static void verify(ClassNode node, ClassLoader loader) {
        StringWriter problems = new StringWriter();
        CheckClassAdapter.verify(new ClassReader(bytes(node)), loader, false, new PrintWriter(problems));
        assertThat(problems.toString()).as(node.name).isEmpty();
    }

    private static byte[] bytes(ClassNode node) {
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static Map<String, String> marked(Iterable<ClassNode> nodes) {
        Map<String, String> marked = new TreeMap<>();
        for (ClassNode node : nodes) {
            for (MethodNode method : node.methods) {
                boolean lambda = (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$");
                for (String marker : markers(method)) {
                    marked.putIfAbsent(marker, lambda ? node.name + '.' + method.name + method.desc : node.name);
                }
            }
        }
        return marked;
    }

    private static List<String> markers(MethodNode method) {
        List<String> markers = new ArrayList<>();
        for (AbstractInsnNode insn : method.instructions) {
            List<Object> constants = insn instanceof LdcInsnNode constant
                    ? List.of(constant.cst)
                    : insn instanceof InvokeDynamicInsnNode concatenation ? List.of(concatenation.bsmArgs) : List.of();
            for (Object constant : constants) {
                MARKER.matcher(constant.toString())
                        .results()
                        .forEach(r -> markers.add(r.group().substring(1)));
            }
        }
        return markers;
    }

    /** Defines the classes of a version. */
    private static final class Loader extends ClassLoader {
        private final Map<String, ClassNode> nodes;

        Loader(Map<String, ClassNode> nodes) {
            super(Loader.class.getClassLoader());
            this.nodes = nodes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ClassNode node = nodes.get(name.replace('.', '/'));
            if (node == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = bytes(node);
            return defineClass(name, bytes, 0, bytes.length);
        }

        /** What {@code T.go()} returns, if there is such a method; loads and initialises everything in any case. */
        Object run() {
            try {
                for (String name : nodes.keySet()) {
                    Class<?> type = Class.forName(name.replace('/', '.'), true, this);
                    type.getDeclaredMethods();
                    type.getSimpleName();
                    assertThat(type.getNestHost().isNestmateOf(type)).isTrue();
                }
                for (String name : nodes.keySet()) {
                    for (Method method :
                            Class.forName(name.replace('/', '.'), true, this).getDeclaredMethods()) {
                        if (method.getName().equals("go") && method.getParameterCount() == 0) {
                            method.setAccessible(true);
                            return method.invoke(null);
                        }
                    }
                }
                return null;
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}
