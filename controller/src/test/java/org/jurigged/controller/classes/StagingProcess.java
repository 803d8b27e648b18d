package org.jurigged.controller.classes;

import java.nio.file.Path;

/** A process that stages a class and dies before it commits. */
final class StagingProcess {
    private StagingProcess() {}

    public static void main(String[] args) throws Exception {
        new ClassFileStore().begin().stage(Path.of(args[0]), "com.acme.Foo", new byte[] {1});
        Runtime.getRuntime().halt(9);
    }
}
