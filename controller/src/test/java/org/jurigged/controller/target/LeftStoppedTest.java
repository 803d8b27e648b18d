package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.ThreadReference;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;

/** Threads that a debugger left stopped which was killed; here they are stopped by the same connection. */
@OnEachJdk
final class LeftStoppedTest {
    @Parameter
    int feature;

    @TempDir
    Path directory;

    @Test
    void theyGoOnHoweverOftenTheyWereStopped() throws Exception {
        try (TalkProgram program = new TalkProgram(feature, directory)) {
            ThreadReference talk = TalkProgram.vm().allThreads().stream()
                    .filter(thread -> thread.name().equals("talk"))
                    .findFirst()
                    .orElseThrow();
            talk.suspend();
            talk.suspend();
            assertThat(LeftStopped.release(TalkProgram.vm())).containsExactly("talk");
            assertThat(talk.suspendCount()).isZero();
            assertThat(program.call("java.lang.System.lineSeparator")).startsWith("= ");
            assertThat(LeftStopped.release(TalkProgram.vm())).isEmpty();
        }
    }

    @Test
    void noneGoesOnWhereAllAreStopped() throws Exception {
        try (TalkProgram program = new TalkProgram(feature, directory)) {
            TalkProgram.vm().suspend();
            assertThat(LeftStopped.release(TalkProgram.vm())).isEmpty();
            assertThat(TalkProgram.vm().allThreads()).allMatch(ThreadReference::isSuspended);
            TalkProgram.vm().resume();
            assertThat(program.call("java.lang.System.lineSeparator")).startsWith("= ");
        }
    }
}
