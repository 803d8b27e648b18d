package org.jurigged.controller.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** Which instance fields classes have by their class files, which are those of the latest edit. Archives are not edited. */
final class DeclaredFields implements Function<String, Optional<Set<String>>> {
    private final List<Path> directories;

    DeclaredFields(List<Path> classPath) {
        this.directories = classPath.stream().filter(Files::isDirectory).toList();
    }

    @Override
    public Optional<Set<String>> apply(String className) {
        String file = className.replace('.', '/') + ".class";
        for (Path directory : directories) {
            try {
                return Optional.of(in(Files.readAllBytes(directory.resolve(file))));
            } catch (IOException e) {
                // It is in none of the first directories.
                continue;
            }
        }
        return Optional.empty();
    }

    private static Set<String> in(byte[] classFile) {
        Set<String> names = new HashSet<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public FieldVisitor visitField(
                                    int access, String name, String descriptor, String signature, Object value) {
                                if ((access & (Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC)) == 0) {
                                    names.add(name);
                                }
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return names;
    }
}
