package org.jurigged.reshape;

import java.util.List;
import org.jurigged.reshape.InitialiserRun.Constant;
import org.jurigged.reshape.StaticCode.ConstantValue;
import org.jurigged.reshape.StaticCode.Located;
import org.jurigged.reshape.StaticCode.Sliced;
import org.jurigged.reshape.StaticCode.Unknown;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Builds what brings the changed static elements of a class into effect. */
final class InitialiserRuns {
    private InitialiserRuns() {}

    /** Adds the runs of a subject, or the refusal of those that can't be run alone. */
    static void build(Subject subject, Renaming renaming, List<InitialiserRun> runs, List<Refusal> refusals) {
        ClassNode host = new ClassNode();
        new ClassReader(subject.change().latestWithRanges())
                .accept(host, CharacterRanges.prototypes(), ClassReader.EXPAND_FRAMES);
        if (!Schema.binary(host.name).equals(subject.change().className())) {
            throw new IllegalArgumentException("the class file with character ranges given for "
                    + subject.change().className() + " declares " + Schema.binary(host.name));
        }
        renaming.apply(host);
        StaticCode code = new StaticCode(host);
        Assertions.apply(subject.loaded(), host);
        for (StaticRun run : subject.change().statics()) {
            build(host, code.locate(run), run, runs, refusals);
        }
    }

    private static void build(
            ClassNode host, Located located, StaticRun run, List<InitialiserRun> runs, List<Refusal> refusals) {
        String className = Schema.binary(host.name);
        if (located instanceof ConstantValue constant) {
            runs.add(
                    new Constant(className, run, constant.field().name, constant.field().desc, constant.field().value));
        } else if (located instanceof Sliced code) {
            Companion companion = new Companion(host, code.slice());
            companion.refusal(run).ifPresentOrElse(refusals::add, () -> runs.add(companion.run(run)));
        } else if (located instanceof Unknown unknown) {
            refusals.add(new Refusal(Code.J151, run.name(), unknown.reason()));
        }
    }
}
