package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.bench.replay.TargetJvm.Tested;
import org.jurigged.bench.replay.target.Result;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.BuildSettings;
import org.jurigged.controller.project.Project;

/**
 * Replays one commit: the parent runs and has been exercised, the commit's main sources are saved, and the commit's
 * tests say whether what was told is so.
 */
final class CommitReplay {
    /** In a JVM that has the session beside it, tests that ran in time before are not to be cut short. */
    private static final int PATIENCE = 4;

    private final Workshop workshop;
    private final Commit commit;
    private final Path folder;
    private Side parent;
    private Side child;
    private List<Path> libraries = List.of();
    private List<String> parentTests = List.of();
    private List<String> childTests = List.of();
    private boolean plain;
    private boolean linesOnly;
    private Comparison comparison = new Comparison(List.of(), List.of());

    CommitReplay(Workshop workshop, Commit commit, Path folder) {
        this.workshop = workshop;
        this.commit = commit;
        this.folder = folder;
    }

    Replayed run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Verdict verdict;
        try {
            verdict = verdict();
        } catch (LeftOut.Stop e) {
            verdict = e.verdict();
        }
        return new Replayed(
                commit,
                verdict,
                comparison.compared(),
                comparison.failing(),
                comparison.unsteady(),
                plain,
                linesOnly,
                (System.nanoTime() - start) / 1e9);
    }

    private Verdict verdict() throws LeftOut.Stop, IOException, InterruptedException {
        parent = Side.checkOut(
                workshop.git(), commit.parent(), workshop.options().module(), folder.resolve("parent"));
        child = Side.checkOut(workshop.git(), commit.hash(), workshop.options().module(), folder.resolve("child"));
        compile();
        Tested fresh = fresh();
        childTests = childTests.subList(0, fresh.classes());
        comparison = new Comparison(fresh.results(), fresh.results());
        if (comparison.passing() == 0) {
            throw new LeftOut.Stop(
                    LeftOut.NO_TEST_PASSES,
                    fresh.results().stream().findFirst().map(Object::toString).orElse(""));
        }
        try {
            return live(fresh);
        } catch (JuriggedException | IOException e) {
            return new Verdict.Failed(EditOutcome.trace(e).strip());
        }
    }

    private void compile() throws LeftOut.Stop, IOException, InterruptedException {
        // The session goes by the parent's build files, which are there when it begins.
        BuildSettings build = Project.discover(parent.module()).modules().get(0).settings();
        libraries = workshop.classPath().of(Project.discover(child.module()));
        compileMain(parent, commit.parent(), build, LeftOut.PARENT_SOURCES);
        compileMain(child, commit.hash(), build, LeftOut.CHILD_SOURCES);
        Map<String, byte[]> before = MainClasses.read(parent);
        Map<String, byte[]> after = MainClasses.read(child);
        if (PlainSwap.equal(before, after)) {
            throw new LeftOut.Stop(LeftOut.SAME_CLASSES, "");
        }
        plain = PlainSwap.takes(before, after);
        linesOnly = PlainSwap.linesOnly(before, after);
        Changes changes = Changes.between(parent, child);
        childTests = compileTests(child, changes, build);
        parentTests = compileTests(parent, changes, build);
        if (childTests.isEmpty()) {
            throw new LeftOut.Stop(LeftOut.NO_TESTS, "");
        }
    }

    private void compileMain(Side side, String hash, BuildSettings build, LeftOut reason)
            throws LeftOut.Stop, IOException, InterruptedException {
        String tree = workshop.git()
                .tree(hash, workshop.options().inModule("src/main/java"))
                .orElseThrow(() -> new LeftOut.Stop(reason, "There are no sources."));
        Optional<String> problem = workshop.mainClasses().compile(side, tree, libraries, build);
        if (problem.isPresent()) {
            throw new LeftOut.Stop(reason, problem.get());
        }
    }

    /** Compiles the tests that have to do with the changes; returns their names. */
    private List<String> compileTests(Side side, Changes changes, BuildSettings build)
            throws LeftOut.Stop, IOException, InterruptedException {
        TestSelection selection =
                new TestSelection(side, changes.files(), workshop.options().tests());
        List<Path> files = selection.files();
        if (!files.isEmpty()) {
            List<Path> classPath = new ArrayList<>(List.of(side.classes()));
            classPath.addAll(libraries);
            ProjectJavac.Job job =
                    new ProjectJavac.Job(files, Optional.of(side.tests()), classPath, side.testClasses());
            Optional<String> problem = workshop.javac().compile(job, build);
            if (problem.isPresent()) {
                throw new LeftOut.Stop(LeftOut.TESTS_DO_NOT_COMPILE, problem.get());
            }
            RenamedTests.copy(side.testClasses(), side.renamedTests());
        }
        return files.stream().map(selection::className).toList();
    }

    private Tested fresh() throws LeftOut.Stop, IOException, InterruptedException {
        try (TargetJvm jvm = start(child, child.testClasses(), false, "fresh")) {
            jvm.load(MainClasses.read(child).keySet());
            Optional<Tested> tested = jvm.test(childTests, workshop.options().seconds());
            if (tested.isEmpty()) {
                throw jvm.noAnswer();
            }
            return tested.get();
        }
    }

    private TargetJvm start(Side side, Path tests, boolean debugged, String name) throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(workshop.runner(), side.classes(), side.renamedTests(), tests));
        classPath.add(child.testResources());
        classPath.addAll(libraries);
        return TargetJvm.start(workshop.options().jdk(), debugged, classPath, side.module(), folder.resolve(name));
    }

    private Verdict live(Tested fresh) throws LeftOut.Stop, JuriggedException, IOException, InterruptedException {
        // The tests of the child come to their place when the edit is live: until then nobody is to see them.
        Path tests = Files.createDirectories(folder.resolve("live-tests"));
        // The session is not to compile them either: with sources that change, the child's belong.
        Trees.delete(parent.tests());
        try (TargetJvm jvm = start(parent, tests, true, "live")) {
            jvm.load(MainClasses.read(parent).keySet());
            exercise(jvm, parentTests);
            EditOutcome told;
            List<Difference> differences = List.of();
            try (Edit edit = workshop.opener().open(jvm.pid(), parent.module(), parent.tests())) {
                Changes changes = Changes.between(parent, child);
                changes.write();
                edit.apply(changes.files());
                told = EditOutcome.of(edit.events());
                if (told.isLive()) {
                    Trees.copy(child.testClasses(), tests);
                    Trees.copy(
                            child.module().resolve("src/test"), parent.module().resolve("src/test"));
                    Trees.copy(child.resources(), parent.classes());
                    differences = compare(fresh, jvm);
                    told = EditOutcome.of(edit.events());
                }
            }
            return told.verdict(differences);
        }
    }

    private void exercise(TargetJvm jvm, List<String> tests) throws LeftOut.Stop, IOException, InterruptedException {
        RenamedTests names = RenamedTests.of(tests);
        List<String> renamed = tests.stream().map(names::rename).toList();
        if (jvm.test(renamed, workshop.options().seconds()).isEmpty()) {
            throw jvm.noAnswer();
        }
    }

    private List<Difference> compare(Tested fresh, TargetJvm jvm)
            throws LeftOut.Stop, IOException, InterruptedException {
        Optional<Tested> tested =
                jvm.testAll(childTests, PATIENCE * workshop.options().seconds());
        if (tested.isEmpty()) {
            return List.of(
                    new Difference("all tests", jvm.alive() ? "no answer in time" : "the JVM ended", jvm.errors()));
        }
        comparison = new Comparison(fresh.results(), tested.get().results());
        if (!comparison.differences().isEmpty()) {
            again().ifPresent(comparison::ignoreUnsteady);
        }
        return comparison.differences();
    }

    /**
     * Goes the same way with a fresh JVM in which nothing is edited: what differs then is not the edit's doing.
     *
     * @return empty if there was no answer, which excuses nothing
     */
    private Optional<List<Result>> again() throws LeftOut.Stop, IOException, InterruptedException {
        try (TargetJvm jvm = start(child, child.testClasses(), false, "again")) {
            jvm.load(MainClasses.read(child).keySet());
            exercise(jvm, childTests);
            return jvm.testAll(childTests, PATIENCE * workshop.options().seconds())
                    .map(Tested::results);
        }
    }
}
