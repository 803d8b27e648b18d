package org.jurigged.bench.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.jurigged.bench.random.edit.Edit;
import org.jurigged.bench.random.edit.EditMaker;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.make.ProgramMaker;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.text.Sources;

/** Generated programs compile, before and after random edits, and the same seed gives the same ones. */
final class GeneratorTest {
    private static final int PROGRAMS = Integer.getInteger("random.programs", 25);
    private static final long FIRST_SEED = Long.getLong("random.seed", 1);
    private static final int SAVES = 8;

    @Test
    void programsCompileBeforeAndAfterEdits() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS; seed++) {
            Dice dice = new Dice(seed);
            Program program = ProgramMaker.make(dice);
            List<Edit> edits = List.of();
            for (int save = 0; save <= SAVES; save++) {
                Map<String, String> texts = Sources.of(program, "generated");
                assertThat(problems(texts))
                        .as("seed %d, save %d, %s%n%s", seed, save, edits, String.join("\n", texts.values()))
                        .isEmpty();
                edits = new EditMaker(dice).save(program);
                for (Edit edit : edits) {
                    program = edit.apply(program);
                }
            }
        }
    }

    @Test
    void aSeedGivesTheSameProgramAndTheSameEdits() {
        assertThat(history(3)).isEqualTo(history(3)).isNotEqualTo(history(4));
    }

    private static List<Map<String, String>> history(long seed) {
        Dice dice = new Dice(seed);
        Program program = ProgramMaker.make(dice);
        List<Map<String, String>> history = new ArrayList<>();
        for (int save = 0; save <= SAVES; save++) {
            history.add(Sources.of(program, "generated"));
            for (Edit edit : new EditMaker(dice).save(program)) {
                program = edit.apply(program);
            }
        }
        return history;
    }

    private static String problems(Map<String, String> texts) {
        List<JavaFileObject> units = new ArrayList<>();
        texts.forEach((name, text) -> units.add(new Text(name, text)));
        StringWriter log = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        log,
                        null,
                        null,
                        List.of("-proc:none", "-Xlint:none", "-XDshould-stop.ifNoError=FLOW", "-implicit:none"),
                        null,
                        units)
                .call();
        return compiled ? "" : log.toString();
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("string:///generated/" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
