package org.jurigged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jurigged.cli.command.Jurigged;
import picocli.CommandLine;

/** {@code --no-conform} takes a name if one follows, and leaves the program its place. */
class ConformOptionsTest {
    private static CommandLine.ParseResult parsed(String... words) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Jurigged.commandLine(nowhere, nowhere, "run").parseArgs(words).subcommand();
    }

    @ParameterizedTest
    @CsvSource({
        "run --no-conform Main.java, [*], [Main.java]",
        "run --no-conform jackson Main.java, [jackson], [Main.java]",
        "run --no-conform=jackson Main.java, [jackson], [Main.java]",
        "run --no-conform -v Main.java, [*], [Main.java]",
        "run --no-conform, [*], ",
    })
    void takesANameOnlyIfItIsOne(String line, String names, String program) {
        CommandLine.ParseResult parsed = parsed(line.split(" "));
        assertThat(parsed.matchedOption("--no-conform").getValue().toString()).isEqualTo(names);
        if (program != null) {
            assertThat(parsed.matchedPositional(0).getValue().toString()).isEqualTo(program);
        }
    }

    @Test
    void saysWhichNamesThereAreIfItIsAnother() {
        StringWriter err = new StringWriter();
        PrintWriter writer = new PrintWriter(err);
        int exitCode = Jurigged.commandLine(writer, writer, "run").execute("run", "--no-conform=jakson", "Main.java");
        assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("there is no conformer 'jakson', but: beans, bundles, jackson, spring");
    }
}
