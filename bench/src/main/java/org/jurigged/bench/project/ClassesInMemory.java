package org.jurigged.bench.project;

import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** Another file manager's files, but for what javac writes. */
final class ClassesInMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ClassInMemory> written;

    ClassesInMemory(JavaFileManager shared, Map<String, ClassInMemory> written) {
        super(shared);
        this.written = written;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return written.computeIfAbsent(className, ClassInMemory::new);
    }

    /** Leaves the shared file manager open. */
    @Override
    public void close() {}
}
