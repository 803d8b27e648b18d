package org.jurigged.controller.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import org.jurigged.controller.classes.ClassBytes;
import org.jurigged.controller.classes.ClassPath;
import org.jurigged.controller.compile.CompileSettings;
import org.jurigged.controller.project.BuildSettings;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.project.ProjectModule;
import org.jurigged.controller.target.TargetInfo;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds out how the program's classes were compiled, so that ours come out the same: from the class files that are
 * there, and from the build where class files don't tell.
 */
final class SettingsFinder {
    private static final String PROCESSORS = "META-INF/services/javax.annotation.processing.Processor";
    /** Class files of Java N have major version N + 44 (JVMS 4.1). */
    private static final int MAJOR_OF_JAVA_0 = 44;

    private static final int PREVIEW_MINOR = 0xFFFF;
    private static final int SAMPLES = 20;

    private final Project project;
    private final SourceTree tree;
    private final SessionOptions options;

    SettingsFinder(Project project, SourceTree tree, SessionOptions options) {
        this.project = project;
        this.tree = tree;
        this.options = options;
    }

    CompileSettings find(TargetInfo target, List<Path> flat, ClassPath classPath) {
        BuildSettings build = project.modules().get(0).settings();
        Path home = target.javaHome().orElseGet(() -> jdkFor(target.feature()));
        Sample sample = sample(classPath);
        int release = sample.release > 0 ? sample.release : build.release();
        boolean own = release == target.feature();
        return new CompileSettings(
                flat,
                own && !sample.preview ? 0 : release,
                build.useReleaseFlag(),
                sample.preview || build.preview(),
                sample.parameters || build.parameters(),
                build.processorPath(),
                build.annotationProcessing() && (!build.processorPath().isEmpty() || hasProcessors(flat)),
                build.compilerArgs(),
                options.encoding().orElse(build.encoding()),
                home);
    }

    /** Returns a JDK for a target whose own is not on this machine: ours, unless the target is newer. */
    private static Path jdkFor(int feature) {
        Path ours = Path.of(System.getProperty("java.home"));
        if (feature <= Runtime.version().feature()) {
            return ours;
        }
        return Jdks.find().stream()
                .filter(jdk -> jdk.hasCompiler() && jdk.feature() >= feature)
                .min(Comparator.comparingInt(Jdk::feature))
                .map(Jdk::home)
                .orElse(ours);
    }

    /** What some class files of the project show. */
    private static final class Sample {
        private int release;
        private boolean preview;
        private boolean parameters;
    }

    private Sample sample(ClassPath classPath) {
        Sample sample = new Sample();
        Set<String> names = new LinkedHashSet<>();
        for (ProjectModule module : project.modules()) {
            module.roots()
                    .forEach(root -> tree.files().stream()
                            .filter(file -> file.startsWith(root.directory()))
                            .limit(SAMPLES)
                            .map(file -> className(root.directory(), file))
                            .forEach(names::add));
        }
        for (String name : names) {
            Optional<ClassBytes> found = classPath.find(name);
            found.ifPresent(bytes -> look(bytes.bytes(), sample));
        }
        return sample;
    }

    private static String className(Path root, Path file) {
        String relative = root.relativize(file).toString();
        return relative.substring(0, relative.length() - ".java".length())
                .replace(root.getFileSystem().getSeparator(), ".");
    }

    private static void look(byte[] classFile, Sample sample) {
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    String signature,
                                    String superName,
                                    String[] interfaces) {
                                sample.release = Math.max(sample.release, (version & 0xFFFF) - MAJOR_OF_JAVA_0);
                                sample.preview |= version >>> 16 == PREVIEW_MINOR;
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String desc, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitParameter(String parameter, int flags) {
                                        // Records and enums have some without -parameters: those are mandated.
                                        sample.parameters |= parameter != null
                                                && (flags & Opcodes.ACC_MANDATED) == 0
                                                && (flags & Opcodes.ACC_SYNTHETIC) == 0;
                                    }
                                };
                            }
                        },
                        0);
    }

    private static boolean hasProcessors(List<Path> classPath) {
        for (Path entry : classPath) {
            if (Files.isDirectory(entry) ? Files.exists(entry.resolve(PROCESSORS)) : jarHasProcessors(entry)) {
                return true;
            }
        }
        return false;
    }

    private static boolean jarHasProcessors(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry(PROCESSORS) != null;
        } catch (IOException e) {
            // An entry that is no jar holds no processor; the class path's problems are told elsewhere.
            return false;
        }
    }
}
