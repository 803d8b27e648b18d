package org.jurigged.reshape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.reshape.FinalStore.Transfer;
import org.jurigged.reshape.form.FieldPlaces;
import org.jurigged.reshape.form.Forms;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The class that runs one static element of its host again, as a nestmate.
 *
 * <p>A final field of the host can't be assigned from here (JVMS 6.5 putstatic), nor read in between: the companion has
 * a field of the same name and type that takes its place until the element has ended.
 */
final class Companion {
    private static final String METHOD = "run";

    private final ClassNode host;
    private final ClassNode companion = new ClassNode();
    private final MethodNode run = new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, METHOD, "()V", null, null);
    private final Map<String, FieldNode> finals = new LinkedHashMap<>();
    private final Optional<Hazards.Hazard> hazard;
    private final Forms forms;
    private final boolean creates;

    /** {@code forms} knows where the members of reshaped classes are; null if there are none. */
    Companion(ClassNode host, Slice slice, Forms forms) {
        this(host, slice, forms, false);
    }

    /** {@code creates} tells whether an enum constant that it assigns is a new one. */
    Companion(ClassNode host, Slice slice, Forms forms, boolean creates) {
        this.host = host;
        this.creates = creates;
        this.forms = forms;
        companion.version = (host.version & 0xFFFF) >= Opcodes.V11 ? host.version : Opcodes.V11;
        companion.access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        companion.name = host.name + "$$Run";
        companion.superName = "java/lang/Object";
        companion.sourceFile = host.sourceFile;
        companion.methods.add(run);
        slice.copyTo(run);
        hazard = Hazards.in(host, run);
        redirectFinals();
        HostAccess.apply(host, companion, run);
        if (forms != null) {
            forms.rewriteForNestMate(host.name, companion.name, run);
            copyStores();
        }
    }

    /** Why the element can't be run alone; empty if it can. */
    Optional<Refusal> refusal(StaticRun element) {
        return hazard.map(h -> new Refusal(h.code(), element.name(), h.reason()));
    }

    InitialiserRun.Slice run(StaticRun element) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        companion.accept(writer);
        List<FinalStore> stores = finals.values().stream().map(this::store).toList();
        return new InitialiserRun.Slice(
                Schema.binary(host.name), element, Schema.binary(companion.name), writer.toByteArray(), stores);
    }

    private FinalStore store(FieldNode field) {
        if (forms == null) {
            return new FinalStore(Schema.binary(host.name), field.name, field.name, field.desc, transfer(field));
        }
        FieldPlaces.Home home = forms.fields().home(host.name, field.name, field.desc);
        return new FinalStore(Schema.binary(home.owner()), field.name, home.field(), field.desc, transfer(field));
    }

    private Transfer transfer(FieldNode field) {
        return !creates && (field.access & Opcodes.ACC_ENUM) != 0 ? Transfer.COPY_STATE : Transfer.REPLACE;
    }

    private void redirectFinals() {
        for (AbstractInsnNode insn : run.instructions) {
            if (insn.getOpcode() == Opcodes.PUTSTATIC) {
                hostFinal((FieldInsnNode) insn).ifPresent(f -> finals.put(f.name, f));
            }
        }
        for (FieldNode field : finals.values()) {
            companion.fields.add(
                    new FieldNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, field.name, field.desc, null, null));
        }
        for (AbstractInsnNode insn : run.instructions) {
            if (insn instanceof FieldInsnNode access
                    && hostFinal(access).filter(finals::containsValue).isPresent()) {
                access.owner = companion.name;
            }
        }
    }

    /** The state of a constant is also in the stores of fields that its class has got since it was loaded. */
    private void copyStores() {
        InsnList copies = new InsnList();
        for (FieldNode constant : finals.values()) {
            if (transfer(constant) == Transfer.COPY_STATE) {
                FieldPlaces.Home home = forms.fields().home(host.name, constant.name, constant.desc);
                forms.fields().stores(host.name).forEach((store, descriptor) -> {
                    copies.add(new FieldInsnNode(Opcodes.GETSTATIC, home.owner(), home.field(), constant.desc));
                    copies.add(new FieldInsnNode(Opcodes.GETSTATIC, companion.name, constant.name, constant.desc));
                    copies.add(new MethodInsnNode(
                            Opcodes.INVOKESTATIC, store, "get", "(L" + host.name + ";)" + descriptor, false));
                    copies.add(new MethodInsnNode(
                            Opcodes.INVOKESTATIC, store, "put", "(L" + host.name + ";" + descriptor + ")V", false));
                });
            }
        }
        AbstractInsnNode end = run.instructions.getLast();
        run.instructions.insertBefore(end, copies);
    }

    private Optional<FieldNode> hostFinal(FieldInsnNode access) {
        return host.fields.stream()
                .filter(f -> access.owner.equals(host.name) && f.name.equals(access.name))
                .filter(f -> (f.access & Opcodes.ACC_FINAL) != 0 && (f.access & Opcodes.ACC_STATIC) != 0)
                .findFirst();
    }
}
