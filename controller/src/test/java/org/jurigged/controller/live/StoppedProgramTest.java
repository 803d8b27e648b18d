package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.Parameter;

/** A program that is stopped as a whole, as {@code SIGSTOP} and a frozen container do, and answers nothing. */
@OnEachJdk
@DisabledOnOs(OS.WINDOWS)
final class StoppedProgramTest {
    private static final String SHOP = """
            package app;

            public class Shop {
                public static String ask() {
                    return "old";
                }
            }
            """;

    @Parameter
    int feature;

    @Test
    void keepsNoSessionFromEndingAndGoesOnWithoutIt() throws Exception {
        try (AttachedProgram program =
                new AttachedProgram(LivePrograms.on(feature).source(SHOP))) {
            program.attach();
            program.edit("app.Shop", "old", "new").live();
            signal(program, "STOP");
            try {
                assertTimeoutPreemptively(Duration.ofSeconds(30), program::detach);
            } finally {
                signal(program, "CONT");
            }
            assertThat(program.call("app.Shop.ask")).isEqualTo("new");
            program.attach();
            program.edit("app.Shop", "new", "newest").live();
            assertThat(program.call("app.Shop.ask")).isEqualTo("newest");
        }
    }

    private static void signal(AttachedProgram program, String name) throws Exception {
        TestJdk.run(List.of("kill", "-s", name, Long.toString(program.pid())), program.made.directory);
    }
}
