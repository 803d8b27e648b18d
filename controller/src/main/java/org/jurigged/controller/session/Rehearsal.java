package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassBytes;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.diff.SourceDiff;
import org.jurigged.diff.SourceFile;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Reshaper;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.Surroundings;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Goes the way from save to live once with some of the program's own classes, changing nothing, so that the first save
 * finds our own code loaded and compiled.
 */
final class Rehearsal {
    private static final int CLASSES = 12;

    private final Workspace workspace;
    private final Target target;

    Rehearsal(Workspace workspace, Target target) {
        this.workspace = workspace;
        this.target = target;
    }

    void run() throws JuriggedException {
        Set<String> prefixes = workspace.packagePrefixes();
        List<String> names = target.loadedNames(name -> prefixes.stream().anyMatch(name::startsWith)).stream()
                .limit(CLASSES)
                .toList();
        for (String name : names) {
            Optional<Path> source = workspace.sourceOf(name);
            Optional<ClassBytes> bytes = workspace.placement().find(name);
            if (source.isPresent() && bytes.isPresent()) {
                compare(source.get());
                reshape(name, bytes.get().bytes());
            }
            for (LoadedClass loaded : target.classes(name)) {
                target.look(() -> bytes.map(found -> loaded.sameConstants(found.bytes())));
            }
        }
        target.stacks(Set.of());
    }

    private void compare(Path source) {
        workspace.sources().read(source).ifPresent(text -> {
            String name = source.getFileName().toString();
            SourceDiff.between(SourceFile.parse(name, text), SourceFile.parse(name, text));
        });
    }

    /** Adds a method to the class, and leaves out what debuggers need: then all of it is formed anew. */
    private static void reshape(String name, byte[] bytes) {
        ClassNode latest = new ClassNode();
        new ClassReader(bytes).accept(latest, ClassReader.SKIP_DEBUG);
        MethodNode added =
                new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "jurigged$rehearsal", "()V", null, null);
        added.instructions.add(new InsnNode(Opcodes.RETURN));
        latest.methods.add(added);
        ClassWriter writer = new ClassWriter(0);
        latest.accept(writer);
        Change change = new Change(name, Schema.of(bytes), bytes, writer.toByteArray());
        new Reshaper().reshape(Realm.EMPTY, List.of(change), Surroundings.NONE);
    }
}
