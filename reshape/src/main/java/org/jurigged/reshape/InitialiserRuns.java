package org.jurigged.reshape;

import java.util.List;
import java.util.Optional;
import org.jurigged.reshape.InitialiserRun.Constant;
import org.jurigged.reshape.InitialiserRun.Initialise;
import org.jurigged.reshape.StaticCode.ConstantValue;
import org.jurigged.reshape.StaticCode.Located;
import org.jurigged.reshape.StaticCode.Sliced;
import org.jurigged.reshape.StaticCode.Unknown;
import org.jurigged.reshape.form.FieldPlaces;
import org.jurigged.reshape.form.Forms;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Builds what brings the changed static elements of a class into effect. */
final class InitialiserRuns {
    private InitialiserRuns() {}

    /** Adds the runs of a subject, or the refusal of those that can't be run alone. */
    static void build(
            Subject subject, Renaming renaming, Forms forms, List<InitialiserRun> runs, List<Refusal> refusals) {
        ClassNode host = renaming.withRanges(subject.change());
        if (!Schema.binary(host.name).equals(subject.change().className())) {
            throw new IllegalArgumentException("the class file with character ranges given for "
                    + subject.change().className() + " declares " + Schema.binary(host.name));
        }
        StaticCode code = new StaticCode(host);
        Assertions.apply(subject.loaded(), host);
        for (StaticRun run : subject.change().statics()) {
            Located located = code.locate(run);
            if (run.sameCode() && hasItsValue(subject, host, located, run, forms)) {
                continue;
            }
            FieldNode added = forms == null ? null : added(host, run, forms);
            if (added != null && !(located instanceof Unknown)) {
                runs.add(initialise(host, located, run, added, forms));
            } else {
                build(host, located, run, forms, runs, refusals);
            }
        }
    }

    /** The field that an element initialises, if this edit adds it. */
    private static FieldNode added(ClassNode host, StaticRun run, Forms forms) {
        return staticField(host, run.field())
                .filter(f -> forms.fields().isNewStatic(host.name, f.name, f.desc))
                .orElse(null);
    }

    /** Whether a field whose type or modifiers changed has the value that it is to have, or gets it from where it was. */
    private static boolean hasItsValue(Subject subject, ClassNode host, Located located, StaticRun run, Forms forms) {
        Optional<FieldNode> before = staticField(subject.live(), run.field());
        if (located instanceof ConstantValue constant) {
            FieldNode now = constant.field();
            return before.filter(f -> f.desc.equals(now.desc) && now.value.equals(f.value))
                    .isPresent();
        }
        Optional<FieldNode> now = staticField(host, run.field());
        boolean isRetyped = now.isPresent()
                && before.filter(f -> !f.desc.equals(now.get().desc)).isPresent();
        return !isRetyped || (forms != null && takesOver(host, located, run, now.get(), forms.fields()));
    }

    private static Optional<FieldNode> staticField(ClassNode host, String name) {
        return host.fields.stream()
                .filter(f -> f.name.equals(name) && (f.access & Opcodes.ACC_STATIC) != 0)
                .findFirst();
    }

    /** Whether a field's value goes with it; the initialiser is for a value that doesn't fit. */
    private static boolean takesOver(
            ClassNode host, Located located, StaticRun run, FieldNode field, FieldPlaces places) {
        if (!places.takesOver(host.name, field.name, field.desc)) {
            return false;
        }
        if (located instanceof Sliced sliced) {
            MethodNode code = new MethodNode(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
            sliced.slice().copyTo(code);
            places.initialiseUnlessTakenOver(host.name, run.field(), code);
            return true;
        }
        return places.takesAll(host.name, run.field(), field.desc);
    }

    private static Initialise initialise(ClassNode host, Located located, StaticRun run, FieldNode field, Forms forms) {
        MethodNode code = new MethodNode(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        if (located instanceof Sliced sliced) {
            sliced.slice().copyTo(code);
        } else if (located instanceof ConstantValue) {
            code.instructions.add(new LdcInsnNode(field.value));
            code.instructions.add(new FieldInsnNode(Opcodes.PUTSTATIC, host.name, field.name, field.desc));
            code.instructions.add(new InsnNode(Opcodes.RETURN));
        }
        forms.fields().initialise(host.name, field.name, code);
        String companion = Schema.binary(forms.fields().homeOf(host.name, field.name, field.desc));
        return new Initialise(Schema.binary(host.name), run, companion);
    }

    private static void build(
            ClassNode host,
            Located located,
            StaticRun run,
            Forms forms,
            List<InitialiserRun> runs,
            List<Refusal> refusals) {
        String className = Schema.binary(host.name);
        if (located instanceof ConstantValue constant) {
            FieldNode field = constant.field();
            String owner = forms == null ? host.name : forms.fields().homeOf(host.name, field.name, field.desc);
            runs.add(new Constant(className, run, Schema.binary(owner), field.name, field.desc, field.value));
        } else if (located instanceof Sliced code) {
            Companion companion = new Companion(host, code.slice(), forms);
            companion.refusal(run).ifPresentOrElse(refusals::add, () -> runs.add(companion.run(run)));
        } else if (located instanceof Unknown unknown) {
            refusals.add(new Refusal(Code.J151, run.name(), unknown.reason()));
        }
    }
}
