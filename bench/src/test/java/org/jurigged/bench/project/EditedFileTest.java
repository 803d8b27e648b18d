package org.jurigged.bench.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
