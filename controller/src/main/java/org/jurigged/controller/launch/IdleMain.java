package org.jurigged.controller.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.guest.Idle;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * The main class of a program that does nothing, in a directory of its own.
 *
 * <p>It is in the unnamed package: so are the snippets of its prompt, which can name the classes of all packages then.
 */
final class IdleMain {
    static final String NAME = "JuriggedPrompt";

    private IdleMain() {}

    /** Makes the directory. */
    static Path create() throws JuriggedException {
        try (InputStream in = Idle.class.getResourceAsStream(Idle.class.getSimpleName() + ".class")) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(in)
                    .accept(
                            new ClassRemapper(
                                    writer, new SimpleRemapper(Opcodes.ASM9, Type.getInternalName(Idle.class), NAME)),
                            ClassReader.SKIP_DEBUG);
            Path directory = Scratch.create("prompt");
            Files.write(directory.resolve(NAME + ".class"), writer.toByteArray());
            return directory;
        } catch (IOException e) {
            throw new JuriggedException("No program for the prompt could be written: " + e.getMessage() + ".", e);
        }
    }
}
