package org.jurigged.controller.compile;

import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A source that javac reads from memory, under the name it has on disk. */
final class SourceFile extends SimpleJavaFileObject {
    private final SourceText source;

    SourceFile(SourceText source) {
        super(source.path().toUri(), Kind.SOURCE);
        this.source = source;
    }

    Path path() {
        return source.path();
    }

    @Override
    public String getName() {
        return source.path().toString();
    }

    /** Compare with the file's name, which the URI only has in escaped form (JLS 7.6: a public type's file name). */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        Path name = source.path().getFileName();
        return name != null && name.toString().equals(simpleName + kind.extension);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.text();
    }
}
