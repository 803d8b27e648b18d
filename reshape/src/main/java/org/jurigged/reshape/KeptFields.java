package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.StaticCode.Sliced;
import org.jurigged.reshape.identity.Identities;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds static fields whose initialisers call methods and constructors that change, and don't run again: what these made
 * is there with what the old code gave to it.
 */
final class KeptFields {
    /** Of more fields in one class there is one note. */
    private static final int EACH = 3;

    private final List<Subject> subjects;
    private final Map<String, byte[]> compiled;
    private final Surroundings surroundings;
    private final Map<String, Subject> updated = new HashMap<>();
    /** Whether a method, by its class and key, makes something else now. */
    private final Map<String, Boolean> changed = new HashMap<>();

    /** Takes the loaded classes of one edit, and all class files that were compiled with them, by binary name. */
    KeptFields(List<Subject> subjects, Map<String, byte[]> compiled, Surroundings surroundings) {
        this.subjects = subjects;
        this.compiled = compiled;
        this.surroundings = surroundings;
        for (Subject subject : subjects) {
            if (!subject.change().facts().updatedMethods().isEmpty()) {
                updated.put(subject.change().className().replace('.', '/'), subject);
            }
        }
    }

    List<Unseen> find() {
        List<Unseen> found = new ArrayList<>();
        if (!updated.isEmpty()) {
            subjects.stream()
                    .filter(subject -> subject.change().initialised())
                    .filter(subject -> initialiserCallsUpdated(subject.change().latest()))
                    .forEach(subject -> tell(subject.latest(), kept(subject), found));
            compiled.forEach((name, file) -> lookBeside(name, file, found));
        }
        return found;
    }

    /** Looks at a class that does not change itself, as one that holds the only object of the class around it. */
    private void lookBeside(String name, byte[] file, List<Unseen> found) {
        if (subjects.stream().anyMatch(s -> s.change().className().equals(name)) || !initialiserCallsUpdated(file)) {
            return;
        }
        ClassNode host = new ClassNode();
        new ClassReader(file).accept(host, 0);
        Map<FieldNode, Set<String>> kept = kept(host, host, Set.of());
        if (!kept.isEmpty() && surroundings.isInitialised(name)) {
            tell(host, kept, found);
        }
    }

    /** Reads no other code: few static initialisers call what changes. */
    private boolean initialiserCallsUpdated(byte[] file) {
        boolean[] found = {false};
        MethodVisitor code = new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                found[0] |= isUpdated(owner, name + descriptor);
            }
        };
        ClassVisitor initialiser = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return name.equals("<clinit>") ? code : null;
            }
        };
        new ClassReader(file).accept(initialiser, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }

    private static void tell(ClassNode host, Map<FieldNode, Set<String>> kept, List<Unseen> found) {
        if (kept.isEmpty()) {
            return;
        }
        String type = new Names(host, host).type(Schema.binary(host.name));
        if (kept.size() <= EACH) {
            kept.forEach((field, makers) -> found.add(new Unseen(
                    Unseen.Code.J208,
                    type + "." + field.name,
                    (isFinal(field) ? "keeps " : "may keep ") + made(type, makers)
                            + "; if that won't do, change its initialiser too, or restart the program")));
            return;
        }
        Set<String> all = new LinkedHashSet<>();
        kept.values().forEach(all::addAll);
        boolean sure = kept.keySet().stream().allMatch(KeptFields::isFinal);
        found.add(new Unseen(
                Unseen.Code.J208,
                type,
                kept.size() + " static fields " + (sure ? "keep " : "may keep ") + made(type, all)
                        + "; if that won't do, change their initialisers too, or restart the program"));
    }

    private static String made(String type, Set<String> makers) {
        List<String> names = makers.stream()
                .map(name -> name.startsWith(type + ".") ? name.substring(type.length() + 1) : name)
                .toList();
        String others = names.size() < 3 ? names.get(names.size() - 1) : names.size() - 1 + " others";
        return names.size() == 1
                ? "what " + names.get(0) + " made before it changed"
                : "what " + names.get(0) + " and " + others + " made before they changed";
    }

    private Map<FieldNode, Set<String>> kept(Subject subject) {
        return kept(subject.latest(), subject.live(), renewed(subject.change()));
    }

    /** Returns the fields with the names of what made their values. */
    private Map<FieldNode, Set<String>> kept(ClassNode latest, ClassNode live, Set<String> renewed) {
        Map<FieldNode, Set<String>> kept = new LinkedHashMap<>();
        new StaticCalls(latest).byField().forEach((name, calls) -> {
            Set<String> makers = makers(calls);
            if (!makers.isEmpty() && !renewed.contains(name)) {
                latest.fields.stream()
                        .filter(field -> field.name.equals(name) && wasThere(field, live))
                        .forEach(field -> kept.put(field, makers));
            }
        });
        return kept;
    }

    private Set<String> makers(List<MethodInsnNode> calls) {
        Set<String> makers = new LinkedHashSet<>();
        for (MethodInsnNode call : calls) {
            String method = call.name + call.desc;
            if (isChanged(call.owner, method)) {
                makers.add(updated.get(call.owner)
                        .change()
                        .facts()
                        .updatedMethods()
                        .get(method));
            }
        }
        return makers;
    }

    private static boolean wasThere(FieldNode field, ClassNode live) {
        return (field.access & Opcodes.ACC_SYNTHETIC) == 0
                && live.fields.stream().anyMatch(old -> old.name.equals(field.name) && isStatic(old));
    }

    private boolean isChanged(String owner, String method) {
        return isUpdated(owner, method)
                && changed.computeIfAbsent(owner + '.' + method, k -> makesAnother(updated.get(owner), method));
    }

    private boolean isUpdated(String owner, String method) {
        Subject subject = updated.get(owner);
        return subject != null && subject.change().facts().updatedMethods().containsKey(method);
    }

    /** An update may concern nothing but modifiers; and a lambda that exists runs its new body. */
    private static boolean makesAnother(Subject subject, String method) {
        Optional<String> lambda = lambda(subject.latest(), method);
        return !Identities.haveSameCode(subject.live(), subject.latest(), method)
                && (lambda.isEmpty() || !lambda.equals(lambda(subject.live(), method)));
    }

    /** What kind of lambda a method makes that does nothing else: its type and what it captures. */
    private static Optional<String> lambda(ClassNode node, String method) {
        return node.methods.stream()
                .filter(m -> method.equals(m.name + m.desc))
                .findFirst()
                .flatMap(StaticCalls::lambda)
                .map(made -> made.name + made.desc);
    }

    /** The fields whose initialisers run again, or are in a block that does. */
    private static Set<String> renewed(Change change) {
        Set<String> fields = new HashSet<>();
        for (StaticRun run : change.statics()) {
            if (run.field() != null) {
                fields.add(run.field());
            } else {
                fields.addAll(assigned(change, run));
            }
        }
        return fields;
    }

    private static Set<String> assigned(Change change, StaticRun block) {
        ClassNode host = new ClassNode();
        new ClassReader(change.latestWithRanges())
                .accept(host, CharacterRanges.prototypes(), ClassReader.EXPAND_FRAMES);
        Set<String> fields = new HashSet<>();
        if (new StaticCode(host).locate(block) instanceof Sliced sliced) {
            MethodNode code = new MethodNode(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
            sliced.slice().copyTo(code);
            for (AbstractInsnNode insn : code.instructions) {
                if (insn.getOpcode() == Opcodes.PUTSTATIC) {
                    fields.add(((FieldInsnNode) insn).name);
                }
            }
        }
        return fields;
    }

    private static boolean isStatic(FieldNode field) {
        return (field.access & Opcodes.ACC_STATIC) != 0;
    }

    private static boolean isFinal(FieldNode field) {
        return (field.access & Opcodes.ACC_FINAL) != 0;
    }
}
