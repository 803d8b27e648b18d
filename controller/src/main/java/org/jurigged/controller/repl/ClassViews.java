package org.jurigged.controller.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What code that is compiled against the program's classes sees of each: declarations and constants, inherited ones too, no
 * bodies. Archives are left out, as they are not edited.
 */
final class ClassViews {
    private final List<Path> directories;
    private final Map<String, Optional<String>> known = new HashMap<>();

    ClassViews(List<Path> classPath) {
        this.directories = classPath.stream().filter(Files::isDirectory).toList();
    }

    /** Looks at the class files anew. */
    void refresh() {
        known.clear();
    }

    /** Returns the view of a class, by its binary name; empty if there is no class file of it. */
    Optional<String> of(String className) {
        Optional<String> view = known.get(className);
        if (view == null) {
            // For a class that names itself in a circle.
            known.put(className, Optional.empty());
            view = read(className).map(this::view);
            known.put(className, view);
        }
        return view;
    }

    private Optional<byte[]> read(String className) {
        String file = className.replace('.', '/') + ".class";
        for (Path directory : directories) {
            try {
                return Optional.of(Files.readAllBytes(directory.resolve(file)));
            } catch (IOException e) {
                // It is in none of the first directories.
                continue;
            }
        }
        return Optional.empty();
    }

    private String view(byte[] classFile) {
        Members members = new Members();
        new ClassReader(classFile).accept(members, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        StringBuilder view = new StringBuilder(String.join("\n", members.lines));
        for (String above : members.supers) {
            view.append('\n').append(of(above.replace('/', '.')).orElse(above));
        }
        return view.toString();
    }

    private static final class Members extends ClassVisitor {
        private final TreeSet<String> lines = new TreeSet<>();
        private final List<String> supers = new ArrayList<>();

        Members() {
            super(Opcodes.ASM9);
        }

        private static boolean isSeen(int access) {
            return (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) == 0;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            lines.add("class " + access + " " + name + " " + signature);
            supers.add(superName);
            supers.addAll(List.of(interfaces));
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            if (isSeen(access)) {
                lines.add("field " + access + " " + name + " " + descriptor + " " + signature + " " + value);
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            if (isSeen(access)) {
                String thrown = exceptions == null ? "" : String.join(",", exceptions);
                lines.add("method " + access + " " + name + descriptor + " " + signature + " " + thrown);
            }
            return null;
        }
    }
}
