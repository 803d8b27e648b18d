package org.jurigged.bench.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EditedFileTest {
    private static final String ORIGINAL = """
            final class Rate {
                static long of(long seed, int depth) {
                    return seed / depth;
                }

                int revision() {
                    int revision = 1000;
                    return revision;
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aBodyEditChangesTheNumberOnly() throws IOException {
        EditedFile edited = edited(EditKind.BODY);
        edited.save(1001);
        edited.save(1002);
        assertThat(edited.file()).hasContent(ORIGINAL.replace("1000", "1002"));
    }

    @Test
    void mixedEditsAddADefinitionOfTheirOwnInTurnsAndLeaveNothing() throws IOException {
        EditedFile edited = edited(EditKind.MIXED);
        List<String> added = new ArrayList<>();
        for (int revision = 1002; revision < 1008; revision++) {
            edited.save(revision);
            String text = Files.readString(edited.file());
            assertThat(text).contains("" + revision).doesNotContain("" + (revision - 1));
            added.add(text.substring(text.indexOf("int revision = "), text.indexOf("return revision;"))
                    .strip());
        }
        assertThat(added)
                .containsExactly(
                        "int revision = 1002;",
                        "int revision = revised1003();",
                        "int revision = number1004;",
                        "int revision = (int) count1005;",
                        "int revision = ((java.util.function.IntSupplier) () -> this == null ? 0 : 1006).getAsInt();",
                        "int revision = new Own1007().value;");
    }

    @Test
    void eachSaveAddsAMethodAndRemovesTheLastOnes() throws IOException {
        EditedFile edited = edited(EditKind.METHODS);
        edited.save(1001);
        edited.save(1002);
        assertThat(edited.file()).hasContent("""
                final class Rate {
                    static long of(long seed, int depth) {
                        return seed / depth;
                    }

                    int revision() {
                        int revision = revised1002();
                        return revision;
                    }

                    private int revised1002() {
                        return 1002;
                    }
                }
                """);
    }

    @Test
    void eachSaveChangesTheSignature() throws IOException {
        EditedFile edited = edited(EditKind.SIGNATURE);
        edited.save(1001);
        String odd = ORIGINAL.replace("1000", "1001").replace("int depth", "long depth");
        assertThat(edited.file()).hasContent(odd);
        edited.save(1002);
        assertThat(edited.file()).hasContent(ORIGINAL.replace("1000", "1002"));
    }

    @Test
    void aFileWithNothingToEditIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("Plain.java"), "class Plain { int revision = 1000; }");
        assertThat(EditedFile.of(file, EditKind.BODY).file()).isEqualTo(file);
        assertThatThrownBy(() -> EditedFile.of(file, EditKind.SIGNATURE)).hasMessageContaining("Plain.java");
    }

    private EditedFile edited(EditKind kind) throws IOException {
        return EditedFile.of(Files.writeString(folder.resolve("Rate.java"), ORIGINAL), kind);
    }
}
