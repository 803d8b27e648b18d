package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.jurigged.controller.api.Recoder;
import org.jurigged.controller.api.Session;
import org.jurigged.controller.api.TestSessions;
import org.jurigged.controller.recode.PatchStatus;
import org.jurigged.controller.recode.RecodeException.OutOfSync;
import org.jurigged.controller.recode.RecodeException.Unwritable;

/** What a commit does to source files of every kind: the program's sources are ISO 8859-1, with CRLF, tabs and comments. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommitTest {
    private static final String SOURCE = """
            package commit;

            public class NAME {
            \t// Grüße: between

            \tint a,   b; /* odd   spacing */
            \tpublic static String text()   { return "ä"; } // behind

            \t/* after */
            }
            """.replace("\n", "\r\n");

    private static final String PATCH = "public static String text() {\n  return \"ö\";\n}";

    private LivePrograms made;
    private LiveProgram program;
    private Session session;

    @BeforeAll
    void start() throws Exception {
        made = LivePrograms.on(Runtime.version().feature()).encoding(StandardCharsets.ISO_8859_1);
        made.set(settings -> settings.encoding = Optional.of(StandardCharsets.ISO_8859_1));
        for (String name :
                new String[] {"Forms", "ReadOnly", "Meanwhile", "Elsewhere", "Unmappable", "Linked", "Full"}) {
            made.source(SOURCE.replace("NAME", name));
        }
        program = made.start();
        session = TestSessions.of(program.session);
    }

    @AfterAll
    void close() throws Exception {
        if (program != null) {
            program.close();
        }
    }

    private Recoder patched(String name) throws Exception {
        Recoder recoder = session.recoder("commit." + name + "#text");
        recoder.patch(PATCH);
        assertThat(text(name)).isEqualTo("ö");
        return recoder;
    }

    private String text(String name) {
        return program.call("commit." + name + ".text");
    }

    private Path file(String name) {
        return program.sources.file("commit." + name);
    }

    private static String committed(String name) {
        return SOURCE.replace("NAME", name)
                .replace(
                        "public static String text()   { return \"ä\"; }",
                        "public static String text() {\r\n\t  return \"ö\";\r\n\t}");
    }

    @Test
    void everythingAroundTheDefinitionKeepsItsBytes() throws Exception {
        Files.setPosixFilePermissions(file("Forms"), PosixFilePermissions.fromString("rw-r-x--x"));
        patched("Forms").commit();
        assertThat(file("Forms")).hasBinaryContent(committed("Forms").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("Forms"))))
                .isEqualTo("rw-r-x--x");
        assertThat(file("Forms").getParent()).isDirectoryNotContaining("glob:**jurigged*");
        assertThat(program.mark().settled()).isEmpty();
        assertThat(text("Forms")).isEqualTo("ö");
    }

    @Test
    void aReadOnlyFileStaysAsItIs() throws Exception {
        Recoder recoder = patched("ReadOnly");
        Files.setPosixFilePermissions(file("ReadOnly"), PosixFilePermissions.fromString("r--r--r--"));
        byte[] before = Files.readAllBytes(file("ReadOnly"));
        assertThatThrownBy(recoder::commit).isInstanceOf(Unwritable.class).hasMessageContaining("is read-only");
        assertThat(file("ReadOnly")).hasBinaryContent(before);
        assertThat(recoder.status()).isEqualTo(PatchStatus.LIVE);
        assertThat(text("ReadOnly")).isEqualTo("ö");
        Files.setPosixFilePermissions(file("ReadOnly"), PosixFilePermissions.fromString("rw-r--r--"));
        recoder.commit();
        assertThat(program.sources.read("commit.ReadOnly")).isEqualTo(committed("ReadOnly"));
    }

    @Test
    void aDefinitionThatChangedMeanwhileIsNotOverwritten() throws Exception {
        Recoder recoder = patched("Meanwhile");
        program.session.pause();
        String edited = SOURCE.replace("NAME", "Meanwhile").replace("return \"ä\"", "return \"edited\"");
        program.save(edited);
        assertThatThrownBy(recoder::commit)
                .isInstanceOf(OutOfSync.class)
                .hasMessageContaining("commit.Meanwhile.text()")
                .hasMessageContaining("has changed in");
        assertThat(program.sources.read("commit.Meanwhile")).isEqualTo(edited);
        assertThat(text("Meanwhile")).isEqualTo("ö");
        program.session.resume();
        program.mark().settled();
        assertThat(recoder.status()).isEqualTo(PatchStatus.OUT_OF_SYNC);
        assertThat(text("Meanwhile")).isEqualTo("edited");
        recoder.repatch();
        recoder.commit();
        assertThat(program.sources.read("commit.Meanwhile")).isEqualTo(committed("Meanwhile"));
    }

    @Test
    void whatWasSavedElsewhereMeanwhileStays() throws Exception {
        Recoder recoder = patched("Elsewhere");
        program.session.pause();
        program.save(SOURCE.replace("NAME", "Elsewhere").replace("int a,", "int c, a,"));
        recoder.commit();
        assertThat(program.sources.read("commit.Elsewhere"))
                .isEqualTo(committed("Elsewhere").replace("int a,", "int c, a,"));
        program.session.resume();
        program.mark().settled();
        assertThat(recoder.status()).isEqualTo(PatchStatus.SAVED);
        assertThat(text("Elsewhere")).isEqualTo("ö");
    }

    @Test
    void charactersThatTheEncodingHasNotAreNotWritten() throws Exception {
        Recoder recoder = session.recoder("commit.Unmappable#text");
        recoder.patch(PATCH.replace("ö", "€"));
        assertThat(text("Unmappable")).isEqualTo("€");
        assertThatThrownBy(recoder::commit)
                .isInstanceOf(Unwritable.class)
                .hasMessageContaining("ISO-8859-1, which has no '€'")
                .hasMessageContaining("\\u20AC");
        assertThat(program.sources.read("commit.Unmappable")).isEqualTo(SOURCE.replace("NAME", "Unmappable"));
        recoder.patch(PATCH.replace("ö", "\\u20AC"));
        recoder.commit();
        assertThat(program.sources.read("commit.Unmappable")).contains("return \"\\u20AC\";");
    }

    @Test
    void aSymbolicLinkStaysOne() throws Exception {
        Path real = Files.move(file("Linked"), program.directory.resolve("Linked.java"));
        Files.createSymbolicLink(file("Linked"), real);
        program.mark().settled();
        patched("Linked").commit();
        assertThat(file("Linked")).isSymbolicLink();
        assertThat(real).hasBinaryContent(committed("Linked").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void onAFullDiskTheFileIsAsItWas() throws Exception {
        Path disk = Files.createDirectory(program.directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-osize=64k", "tmpfs", disk.toString()), "only root can mount a disk");
        try {
            Path real = Files.move(file("Full"), disk.resolve("Full.java"));
            Files.createSymbolicLink(file("Full"), real);
            program.mark().settled();
            Recoder recoder = patched("Full");
            Path filler = disk.resolve("filler");
            fill(filler);
            byte[] before = Files.readAllBytes(real);
            assertThatThrownBy(recoder::commit)
                    .isInstanceOf(Unwritable.class)
                    .hasMessageContaining("No space left on device");
            assertThat(real).hasBinaryContent(before);
            assertThat(disk).isDirectoryNotContaining("glob:**jurigged*");
            assertThat(recoder.status()).isEqualTo(PatchStatus.LIVE);
            Files.delete(filler);
            recoder.commit();
            assertThat(real).hasBinaryContent(committed("Full").getBytes(StandardCharsets.ISO_8859_1));
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            // There is no such command here.
            return false;
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
