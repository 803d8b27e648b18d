package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** A class directory on a disk that is full when a class is written: a file system in memory of a few pages. */
final class FullDiskTest {
    private static final String SHOP = """
            package full;

            public class Shop {
                public static String text() {
                    return "old";
                }
            }
            """;

    /** So many that they are written while the save is planned. */
    private static final int MANY = 12;

    private LivePrograms made;
    private LiveProgram program;
    private boolean mounted;

    @AfterEach
    void close() throws Exception {
        if (program != null) {
            program.session.close();
            program.launched.process().destroyForcibly().onExit().join();
        }
        if (mounted) {
            assertThat(exitCode("umount", made.classes().toString())).isZero();
        }
        if (program != null) {
            program.close();
        }
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor();
        } catch (IOException e) {
            // There is no such command here.
            return -1;
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

    @Test
    void nothingIsAppliedAndNothingLost() throws Exception {
        made = LivePrograms.on(Runtime.version().feature()).source(SHOP, SHOP.replace("Shop", "Other"));
        Files.createDirectories(made.classes());
        String size = "-osize=128k";
        mounted = exitCode("mount", "-t", "tmpfs", size, "tmpfs", made.classes().toString()) == 0;
        assumeTrue(mounted, "a file system can be mounted by root only");
        program = made.start();
        assertThat(program.call("full.Shop.text")).isEqualTo("old");
        assertThat(program.call("full.Other.text")).isEqualTo("old");
        Path classFile = made.classes().resolve("full/Shop.class");
        byte[] before = Files.readAllBytes(classFile);
        Path filler = made.classes().resolve("filler");
        fill(filler);

        String much = "\"new" + "!".repeat(5000) + "\"";
        int mark = program.heard.mark();
        program.save(SHOP.replace("\"old\"", much));
        List<Event> events = program.heard.await(mark, Event.Trouble.class);
        assertThat(((Event.Trouble) events.get(events.size() - 1)).text())
                .contains("Can't write class full.Shop", "No space left on device", "Nothing was applied");
        assertThat(program.call("full.Shop.text")).isEqualTo("old");
        assertThat(Files.readAllBytes(classFile)).isEqualTo(before);
        assertThat(classFile.getParent()).isDirectoryNotContaining("glob:**jurigged*");

        Files.delete(filler);
        program.edit("full.Other", "\"old\"", "\"new\"").live();
        program.heard.await(mark, new Event.Update("full.Shop.text()", 4)::equals, "Shop live");
        program.settled();
        assertThat(program.call("full.Shop.text")).startsWith("new!");
        assertThat(new String(Files.readAllBytes(classFile), StandardCharsets.ISO_8859_1))
                .contains("new!!!");
    }

    private static String shelf(String text) {
        StringBuilder source = new StringBuilder("package full;\n\npublic class Shelf {\n");
        for (int i = 0; i < MANY; i++) {
            source.append("static class Box%d { static String text() { return \"%s\"; } }\n".formatted(i, text));
        }
        return source.append(
                        "public static String all() { return Box0.text() + Box%d.text(); }\n}\n".formatted(MANY - 1))
                .toString();
    }

    @Test
    void nothingIsAppliedOfManyClassesThatAreWrittenWhileTheirSaveIsPlanned() throws Exception {
        made = LivePrograms.on(Runtime.version().feature()).source(shelf("old"));
        Files.createDirectories(made.classes());
        mounted = exitCode(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-osize=256k",
                        "tmpfs",
                        made.classes().toString())
                == 0;
        assumeTrue(mounted, "a file system can be mounted by root only");
        program = made.start();
        assertThat(program.call("full.Shelf.all")).isEqualTo("oldold");
        Path filler = made.classes().resolve("filler");
        fill(filler);

        int mark = program.heard.mark();
        program.save(shelf("new"));
        List<Event> events = program.heard.await(mark, Event.Trouble.class);
        assertThat(((Event.Trouble) events.get(events.size() - 1)).text())
                .contains("Can't write class full.Shelf", "No space left on device", "Nothing was applied");
        assertThat(program.call("full.Shelf.all")).isEqualTo("oldold");
        assertThat(made.classes().resolve("full")).isDirectoryNotContaining("glob:**jurigged*");

        Files.delete(filler);
        program.save(shelf("newer")).live();
        assertThat(program.call("full.Shelf.all")).isEqualTo("newernewer");
        program.settled();
        assertThat(made.classes().resolve("full")).isDirectoryNotContaining("glob:**jurigged*");
    }
}
