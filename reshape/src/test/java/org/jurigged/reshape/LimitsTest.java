package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document of the limits says what the codes say. */
class LimitsTest {
    @Test
    void listsEveryCodeWithItsTitleAndRemedyOnce() throws IOException {
        List<String> headings = Pattern.compile("(?m)^### (.*)$")
                .matcher(document())
                .results()
                .map(m -> m.group(1))
                .toList();

        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .map(c -> c + " " + c.title())
                        .toList());
    }

    @Test
    void showsForEveryCodeAnExampleAndWhatToDo() throws IOException {
        for (String section : sections()) {
            Code code = Code.valueOf(section.substring(0, 4));
            assertThat(section).as(code.name()).contains("```").contains(code.remedy());
            assertThat(section.lines().filter(l -> l.startsWith("    Refused ")))
                    .as(code.name())
                    .hasSize(1)
                    .allSatisfy(l -> assertThat(l)
                            .startsWith("    Refused " + code + " ")
                            .endsWith(code.remedy()));
        }
    }

    @Test
    void showsForEveryThingThatReflectionDoesNotSeeAnExample() throws IOException {
        List<String> sections =
                Pattern.compile("(?m)^#### ").splitAsStream(document()).skip(1).toList();
        assertThat(sections.stream().map(s -> s.lines().findFirst().orElseThrow()))
                .containsExactlyElementsOf(Arrays.stream(Unseen.Code.values())
                        .map(c -> c + " " + c.title())
                        .toList());
        assertThat(sections)
                .allSatisfy(section -> assertThat(section).contains("    Unseen " + section.substring(0, 4) + " "));
    }

    private static List<String> sections() throws IOException {
        return Pattern.compile("(?m)^### ")
                .splitAsStream(document().split("(?m)^#### ")[0])
                .skip(1)
                .toList();
    }

    private static String document() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/limits.md"))) {
            folder = folder.getParent();
            assertThat(folder).as("docs/limits.md above the module").isNotNull();
        }
        return Files.readString(folder.resolve("docs/limits.md"));
    }
}
