import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Brings the class files of a jar that are older than Java 6 up to date, in place; the build runs it as a source file.
 *
 * <p>picocli and ASM come as class files of Java 5, without StackMapTable attributes. The JVM verifies such a class by
 * type inference (JVMS 4.10.2), which takes several times as long, and keeps it out of class-data archives: it cost
 * every start of jurigged 100 ms. The code stays the same to the instruction; order and times of the entries do as well.
 */
final class RecentClassFiles {
    private static final int FIRST_WITH_FRAMES = Opcodes.V1_6;
    private static final int MAJOR_OFFSET = 6;

    private RecentClassFiles() {}

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Path recent = jar.resolveSibling(jar.getFileName() + ".recent");
        try (ZipFile old = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(recent))) {
            for (Enumeration<? extends ZipEntry> entries = old.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                try (InputStream content = old.getInputStream(entry)) {
                    byte[] bytes = content.readAllBytes();
                    out.write(entry.getName().endsWith(".class") ? recent(bytes) : bytes);
                }
                out.closeEntry();
            }
        }
        Files.move(recent, jar, StandardCopyOption.ATOMIC_MOVE);
        writeSum(jar);
    }

    /** Writes down what the jar is, for the script that starts it: to read the jar itself takes 20 ms. */
    private static void writeSum(Path jar) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(jar));
        String name = jar.getFileName().toString().replace(".jar", ".sum");
        Files.writeString(jar.resolveSibling(name), Long.toHexString(sum.getValue()) + "\n");
    }

    private static byte[] recent(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (reader.readUnsignedShort(MAJOR_OFFSET) >= FIRST_WITH_FRAMES) {
            return classFile;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visit(
                            int version,
                            int access,
                            String name,
                            String signature,
                            String superName,
                            String[] interfaces) {
                        super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
                    }
                },
                0);
        return writer.toByteArray();
    }
}
