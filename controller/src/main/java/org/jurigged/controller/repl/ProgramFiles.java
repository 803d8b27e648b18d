package org.jurigged.controller.repl;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Shows javac the program's classes as a snippet of one of their packages sees them: members of the package as public ones,
 * and classes of the unnamed package, which no other can name, as those of JShell's own package.
 */
final class ProgramFiles extends ForwardingJavaFileManager<StandardJavaFileManager> implements StandardJavaFileManager {
    private static final String JSHELL = "REPL";
    private static final int NOT_PUBLIC = Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;

    private final String in;
    private final PrivateMembers privates;

    /**
     * @param in the package; empty text for the unnamed one
     * @param privates which private members are shown as public ones, too; those that are shown are noted there
     */
    ProgramFiles(StandardJavaFileManager files, String in, PrivateMembers privates) {
        super(files);
        this.in = in;
        this.privates = privates;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        boolean classes = location == StandardLocation.CLASS_PATH && kinds.contains(JavaFileObject.Kind.CLASS);
        boolean isJShells = in.isEmpty() && packageName.equals(JSHELL);
        Iterable<JavaFileObject> listed =
                super.list(location, isJShells ? "" : packageName, kinds, recurse && !isJShells);
        if (!classes || (!isJShells && (in.isEmpty() || !packageName.equals(in)))) {
            return listed;
        }
        List<JavaFileObject> shown = new ArrayList<>();
        for (JavaFileObject file : listed) {
            String name = super.inferBinaryName(location, file);
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                shown.add(
                        isJShells
                                ? new Shown(file, JSHELL + "." + name, this::asJShells)
                                : new Shown(file, name, this::open));
            }
        }
        return shown;
    }

    /** A class file that javac sees otherwise than it is. */
    private static final class Shown extends ForwardingJavaFileObject<JavaFileObject> {
        private final String name;
        private final UnaryOperator<byte[]> view;

        Shown(JavaFileObject file, String name, UnaryOperator<byte[]> view) {
            super(file);
            this.name = name;
            this.view = view;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            try (InputStream in = super.openInputStream()) {
                return new ByteArrayInputStream(view.apply(in.readAllBytes()));
            }
        }

        @Override
        public boolean isNameCompatible(String simpleName, JavaFileObject.Kind kind) {
            return super.isNameCompatible(simpleName, kind);
        }

        private JavaFileObject file() {
            return fileObject;
        }
    }

    private byte[] asJShells(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new Opening(new ClassRemapper(writer, new Remapper(Opcodes.ASM9) {
                            @Override
                            public String map(String internalName) {
                                return internalName.indexOf('/') < 0 ? SnippetNames.REPL + internalName : internalName;
                            }
                        })),
                        ClassReader.SKIP_CODE);
        return writer.toByteArray();
    }

    private byte[] open(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile).accept(new Opening(writer), ClassReader.SKIP_CODE);
        return writer.toByteArray();
    }

    /** Makes everything public that isn't private, and the private members that are to be shown. */
    private final class Opening extends ClassVisitor {
        private String owner;
        private boolean isOpen;

        Opening(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        private int open(int access) {
            return (access & Opcodes.ACC_PRIVATE) != 0 && !isOpen ? access : access & ~NOT_PUBLIC | Opcodes.ACC_PUBLIC;
        }

        private void note(int access, String name, String descriptor) {
            if (isOpen && (access & Opcodes.ACC_PRIVATE) != 0) {
                privates.add(owner, name, descriptor);
            }
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            owner = name;
            isOpen = privates.isOpen(name);
            super.visit(version, open(access), name, signature, superName, interfaces);
        }

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int access) {
            super.visitInnerClass(name, outerName, innerName, open(access));
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            note(access, name, descriptor);
            return super.visitField(open(access), name, descriptor, signature, value);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            // No handle makes an object that is then initialised.
            boolean isConstructor = name.startsWith("<");
            if (!isConstructor) {
                note(access, name, descriptor);
            }
            int shown = isConstructor && (access & Opcodes.ACC_PRIVATE) != 0 ? access : open(access);
            return super.visitMethod(shown, name, descriptor, signature, exceptions);
        }
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof Shown shown ? shown.name : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return super.isSameFile(itself(a), itself(b));
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return super.contains(location, itself(file));
    }

    private static FileObject itself(FileObject file) {
        return file instanceof Shown shown ? shown.file() : file;
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromPaths(Collection<? extends Path> paths) {
        return fileManager.getJavaFileObjectsFromPaths(paths);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public void setLocationForModule(Location location, String module, Collection<? extends Path> paths)
            throws IOException {
        fileManager.setLocationForModule(location, module, paths);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        return fileManager.getLocationAsPaths(location);
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(itself(file));
    }

    @Override
    public void setPathFactory(PathFactory factory) {
        fileManager.setPathFactory(factory);
    }
}
