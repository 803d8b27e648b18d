package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;
import org.jurigged.controller.api.Recoder;
import org.jurigged.controller.api.Registration;
import org.jurigged.controller.api.Session;
import org.jurigged.controller.api.TestSessions;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.PatchStatus;
import org.jurigged.controller.recode.RecodeException.OutOfSync;
import org.jurigged.controller.recode.RecodeException.Refused;
import org.jurigged.controller.recode.RecodeException.Rejected;

/** The Recoder's cases, each against a program that runs; each test has a class of its own. */
final class RecoderTest extends LiveTestCase {
    private static final String SHOP = """
            package recode;

            public class NAME {
                /** What it costs. */
                public static int price() {
                    return 1; // net
                }

                // Between.
                public static int both() {
                    return price() * 10 + inner(1);
                }

                static int inner(int n) {
                    return n;
                }

                public static String fail() {
                    throw new IllegalStateException("failed");
                }
            }
            """;

    private static final List<String> NAMES = List.of(
            "Revert",
            "Commit",
            "Again",
            "Other",
            "Module",
            "Gone",
            "Status",
            "Two",
            "Whole",
            "Type",
            "Trace",
            "Composes",
            "Bad",
            "Signature",
            "Late",
            "Hooked",
            "Paused");

    private Session session;

    @Override
    LiveProgram start() throws Exception {
        LivePrograms made = LivePrograms.on(feature);
        NAMES.forEach(name -> made.source(SHOP.replace("NAME", name)));
        made.source(
                "package recode;\n\npublic class Caller { public static int call() { return Signature.inner(4); } }\n");
        LiveProgram started = made.start();
        session = TestSessions.of(started.session);
        return started;
    }

    private Recoder recoder(String definition) throws Exception {
        return session.recoder("recode." + definition);
    }

    private String source(String name) {
        return program.sources.read("recode." + name);
    }

    private String both(String name) {
        return program.call("recode." + name + ".both");
    }

    private static String price(int value) {
        return "public static int price() {\n    return " + value + ";\n}\n";
    }

    @Test
    void aPatchIsLiveAndInNoFileUntilItIsTakenBack() throws Exception {
        assertThat(both("Revert")).isEqualTo("11");
        byte[] before = Files.readAllBytes(program.sources.file("recode.Revert"));
        byte[] classFile = Files.readAllBytes(program.classes.resolve("recode/Revert.class"));
        Recoder price = recoder("Revert#price");
        assertThat(price.status()).isEqualTo(PatchStatus.SAVED);
        program.mark();
        price.patch(price(5));
        assertThat(both("Revert")).isEqualTo("51");
        assertThat(program.heard.since(0))
                .contains(new Event.Update("recode.Revert.price()", 5))
                .anyMatch(event -> event instanceof Event.Patched patched
                        && patched.definition().equals("recode.Revert.price()")
                        && patched.status().equals("live"));
        assertThat(price.status()).isEqualTo(PatchStatus.LIVE);
        assertThat(session.patches()).extracting(PatchInfo::definition).contains("recode.Revert.price()");
        price.revert();
        assertThat(both("Revert")).isEqualTo("11");
        assertThat(price.status()).isEqualTo(PatchStatus.SAVED);
        assertThat(price.patch()).isEmpty();
        assertThat(program.sources.file("recode.Revert")).hasBinaryContent(before);
        assertThat(program.classes.resolve("recode/Revert.class")).hasBinaryContent(classFile);
    }

    @Test
    void aCommitWritesTheDefinitionAndNothingElse() throws Exception {
        String before = source("Commit");
        Recoder price = recoder("Commit#price()");
        price.patch("@Deprecated\n" + price(7));
        price.commit();
        assertThat(source("Commit"))
                .isEqualTo(before.replace(
                        "public static int price() {\n        return 1; // net\n    }",
                        "@Deprecated\n    public static int price() {\n        return 7;\n    }"));
        assertThat(price.status()).isEqualTo(PatchStatus.SAVED);
        assertThat(both("Commit")).isEqualTo("71");
        int mark = program.heard.mark();
        assertThat(program.mark().settled()).as("the commit is no edit").isEmpty();
        assertThat(program.heard.since(mark))
                .noneMatch(event -> event.toString().contains("Commit"));
        assertThatThrownBy(price::commit).isInstanceOf(Rejected.class);
    }

    @Test
    void aRevertAfterACommitGoesToTheCommit() throws Exception {
        Recoder price = recoder("Again#price");
        price.patch(price(2));
        price.commit();
        price.patch(price(3));
        assertThat(both("Again")).isEqualTo("31");
        price.revert();
        assertThat(both("Again")).isEqualTo("21");
        assertThat(source("Again")).contains("return 2;");
    }

    @Test
    void aPatchOfAnotherNameIsRejected() throws Exception {
        Recoder price = recoder("Other#price");
        assertThatThrownBy(() -> price.patch("public static int cost() { return 2; }"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("recode.Other.price()")
                .hasMessageContaining("cost()");
        assertThatThrownBy(() -> price.patch(price(1) + price(2).replace("price", "cost")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("patchModule");
        assertThatThrownBy(() -> recoder("Other#nothing").patch(price(1)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("There is no recode.Other#nothing");
        assertThatThrownBy(() -> recoder("Nowhere").patch("class Nowhere { }"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("no source of a type recode.Nowhere");
        assertThatThrownBy(() -> recoder("Other").patch("class Another { }")).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> recoder("a b")).isInstanceOf(Rejected.class);
        assertThat(both("Other")).isEqualTo("11");
    }

    @Test
    void aModulePatchBringsImportsAndMembersAlong() throws Exception {
        assertThatThrownBy(() -> recoder("Late#price").patchModule("static int late = 2;\n" + price(1)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has not loaded the class yet");
        assertThat(both("Module")).isEqualTo("11");
        String before = source("Module");
        Recoder price = recoder("Module#price");
        price.patchModule("""
                import java.util.List;
                import static java.lang.Math.max;

                public static int price() {
                    return sum(List.of(factor, new Extra(max(2, 1)).value()));
                }

                static int factor = 3;

                static int sum(List<Integer> all) {
                    return all.stream().mapToInt(i -> i).sum();
                }

                record Extra(int value) { }

                static int inner(int n) {
                    return n + 1;
                }
                """);
        assertThat(both("Module")).isEqualTo("52");
        assertThat(source("Module")).isEqualTo(before);
        price.revert();
        assertThat(both("Module")).isEqualTo("11");
    }

    @Test
    void aBlankPatchDeletesWhereNothingNeedsTheDefinition() throws Exception {
        String before = source("Gone");
        Recoder fail = recoder("Gone#fail");
        fail.patch("");
        assertThat(program.heard.since(0))
                .anyMatch(event ->
                        event instanceof Event.Delete gone && gone.definition().equals("recode.Gone.fail()"));
        fail.commit();
        assertThat(source("Gone"))
                .isEqualTo(before.replace(
                        "\n    public static String fail() {\n        throw new IllegalStateException(\"failed\");\n    }\n",
                        ""));
        assertThatThrownBy(() -> recoder("Gone#price").patch(" \n"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("doesn't compile")
                .hasMessageContaining("price()");
        assertThat(both("Gone")).isEqualTo("11");
    }

    @Test
    void itsStatusIsToldToListeners() throws Exception {
        Recoder price = recoder("Status#price");
        List<PatchStatus> told = new ArrayList<>();
        price.onStatus(told::add);
        price.patch(price(2));
        price.patch(price(3));
        program.edit("recode.Status", "return 1;", "return 9;").live();
        assertThat(both("Status")).isEqualTo("91");
        assertThat(price.status()).isEqualTo(PatchStatus.OUT_OF_SYNC);
        assertThatThrownBy(price::commit).isInstanceOf(OutOfSync.class).hasMessageContaining("out of sync");
        price.repatch();
        assertThat(both("Status")).isEqualTo("31");
        price.commit();
        assertThat(source("Status")).contains("return 3;").doesNotContain("return 9;");
        assertThat(told)
                .containsExactly(
                        PatchStatus.LIVE,
                        PatchStatus.SAVED,
                        PatchStatus.LIVE,
                        PatchStatus.OUT_OF_SYNC,
                        PatchStatus.SAVED,
                        PatchStatus.LIVE,
                        PatchStatus.SAVED);
    }

    @Test
    void ofTwoRecodersTheStaleOneFailsAndLosesNothing() throws Exception {
        Recoder one = recoder("Two#price");
        Recoder two = recoder("Two#price");
        one.patch(price(2));
        two.patch(price(3));
        assertThat(both("Two")).isEqualTo("31");
        assertThat(one.status()).isEqualTo(PatchStatus.OUT_OF_SYNC);
        assertThatThrownBy(one::commit).isInstanceOf(OutOfSync.class);
        two.commit();
        assertThatThrownBy(one::commit).isInstanceOf(OutOfSync.class);
        assertThat(source("Two")).contains("return 3;");
        one.repatch();
        assertThat(both("Two")).isEqualTo("21");
        one.commit();
        assertThat(source("Two")).contains("return 2;").doesNotContain("return 3;");
    }

    @Test
    void aWholeFileIsATarget() throws Exception {
        Path file = program.sources.file("recode.Whole");
        Recoder whole = session.recoder(file);
        String patched = source("Whole").replace("return 1;", "return 4;").replace("return n;", "return n * 2;");
        whole.patch(patched);
        assertThat(both("Whole")).isEqualTo("42");
        assertThatThrownBy(() -> whole.patch(patched.replace("package recode", "package other")))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> whole.patch("")).isInstanceOf(Rejected.class);
        whole.commit();
        assertThat(source("Whole")).isEqualTo(patched);
        assertThat(both("Whole")).isEqualTo("42");
    }

    @Test
    void aTypeIsATargetAndADefinitionInItsPatchToo() throws Exception {
        Recoder type = recoder("Type");
        type.patch(
                source("Type").substring(source("Type").indexOf("public class")).replace("return n;", "return n + 5;"));
        assertThat(both("Type")).isEqualTo("16");
        Recoder inner = recoder("Type#inner(int)");
        inner.patch("static int inner(int n) { return n + 8; }");
        assertThat(both("Type")).isEqualTo("19");
        assertThatThrownBy(inner::commit)
                .isInstanceOf(OutOfSync.class)
                .hasMessageContaining("stands in a patch that isn't committed");
        type.commit();
        assertThat(both("Type")).isEqualTo("19");
        inner.commit();
        assertThat(source("Type")).contains("{ return n + 8; }");
        assertThat(both("Type")).isEqualTo("19");
    }

    @Test
    void patchedCodeHasItsLineInStackTraces() throws Exception {
        Recoder fail = recoder("Trace#fail");
        fail.patch(
                "public static String fail() {\n    // One more line.\n    throw new IllegalStateException(\"patched\");\n}");
        int number = fail.patch().orElseThrow().number();
        String trace = program.call("recode.Trace.fail");
        assertThat(trace).contains("patched at fail(Trace.java:20)");
        assertThat(program.session.patches().listing(program.session.patches().find(number)))
                .contains("   20          throw new IllegalStateException(\"patched\");");
        fail.commit();
        assertThat(program.call("recode.Trace.fail")).contains("patched at fail(Trace.java:20)");
        assertThat(source("Trace").lines().toList().get(19)).contains("throw");
    }

    @Test
    void aSaveElsewhereInTheFileGoesLiveBesideThePatch() throws Exception {
        Recoder price = recoder("Composes#price");
        price.patch("public static int price() {\n    int p = 6;\n    return p;\n}");
        program.edit("recode.Composes", "return n;", "return n + 2;");
        List<Event> events = program.live();
        assertThat(events).contains(new Event.Update("recode.Composes.inner(int)", 15));
        assertThat(events).noneMatch(event -> event.toString().contains("price"));
        assertThat(both("Composes")).isEqualTo("63");
        assertThat(price.status()).isEqualTo(PatchStatus.LIVE);
        price.commit();
        assertThat(source("Composes")).contains("int p = 6;").contains("return n + 2;");
        assertThat(both("Composes")).isEqualTo("63");
    }

    @Test
    void whatDoesntCompileChangesNothing() throws Exception {
        Recoder price = recoder("Bad#price");
        price.patch(price(2));
        assertThatThrownBy(() -> price.patch("public static int price() { return nothing; }"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reasons()).hasOnlyElementsOfType(Event.CompileFailed.class))
                .hasMessageContaining("cannot find symbol");
        assertThatThrownBy(() -> price.patch("int price( {")).isInstanceOf(Rejected.class);
        assertThat(both("Bad")).isEqualTo("21");
        assertThat(price.status()).isEqualTo(PatchStatus.LIVE);
        // A source that doesn't compile keeps no patch from going live.
        program.edit("recode.Bad", "return n;", "return m;").failed();
        price.patch(price(3));
        assertThat(both("Bad")).isEqualTo("31");
        price.commit();
        assertThat(source("Bad")).contains("return 3;").contains("return m;");
        program.edit("recode.Bad", "return m;", "return n + 4;").live();
        assertThat(both("Bad")).isEqualTo("35");
    }

    @Test
    void patchesAreStructuralAndBringTheirDependents() throws Exception {
        assertThat(program.call("recode.Caller.call")).isEqualTo("4");
        Recoder inner = recoder("Signature#inner");
        inner.patch("static int inner(long n) { return (int) n * 100; }");
        assertThat(both("Signature")).isEqualTo("110");
        assertThat(program.call("recode.Caller.call")).isEqualTo("400");
        inner.commit();
        assertThat(program.call("recode.Caller.call")).isEqualTo("400");
        inner.patch("static int inner(long n) { return 1; }");
        assertThat(program.call("recode.Caller.call")).isEqualTo("1");
        inner.revert();
        assertThat(program.call("recode.Caller.call")).isEqualTo("400");
    }

    @Test
    @SuppressWarnings("try") // what was added is only there to be removed
    void hooksSeeTheEditsAndMayHoldThemBack() throws Exception {
        Recoder price = recoder("Hooked#price");
        List<Event> before = new ArrayList<>();
        List<Event> after = new ArrayList<>();
        try (Registration first = session.before(edits -> before.addAll(edits.all()));
                Registration second = session.after(edits -> after.addAll(edits.all()));
                Registration broken = session.after(edits -> {
                    throw new IllegalStateException("broken hook");
                })) {
            int mark = program.heard.mark();
            price.patch(price(2));
            Event update = new Event.Update("recode.Hooked.price()", 5);
            assertThat(before).containsExactly(update);
            assertThat(after).containsExactly(update);
            assertThat(program.heard.since(mark))
                    .anyMatch(event -> event instanceof Event.Trouble trouble
                            && trouble.text().contains("broken hook"));
            try (Registration veto = session.before(edits -> edits.veto("it is Sunday"))) {
                assertThatThrownBy(() -> price.patch(price(3)))
                        .isInstanceOf(Refused.class)
                        .hasMessageContaining("it is Sunday");
            }
            assertThat(both("Hooked")).isEqualTo("21");
            assertThat(after).hasSize(1);
        }
        price.revert();
        assertThat(before).hasSize(2);
    }

    @Test
    void aPausedSessionLetsSavesWait() throws Exception {
        assertThat(both("Paused")).isEqualTo("11");
        session.pause();
        program.edit("recode.Paused", "return 1;", "return 8;");
        int mark = program.heard.mark();
        session.refresh();
        program.heard.await(
                0,
                event -> event instanceof Event.Waiting waiting
                        && waiting.files().contains(program.sources.file("recode.Paused")),
                "Waiting");
        assertThat(both("Paused")).isEqualTo("11");
        session.resume();
        program.heard.await(mark, Event.Live.class);
        assertThat(both("Paused")).isEqualTo("81");
        assertThat(session.targets()).hasSize(1);
    }
}
