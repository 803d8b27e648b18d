package org.jurigged.controller.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageDeclarationTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package com.acme;",
                "\uFEFFpackage com.acme;\nclass Foo {}",
                "/* package com.wrong; */ package com.acme;",
                "// package com.wrong;\r\n\r\npackage com.acme;\r\n",
                "/**\n * package com.wrong;\n * \"quoted */\npackage com . /* here */ acme ;",
                "@Deprecated package com.acme;",
                "@org.jspecify.annotations.NullMarked\npackage com.acme;",
                "@A(value = \"package com.wrong;)\", nested = @B({1, (2)})) @C package com.acme;",
                "@A('\"') @B(\"\"\"\n package com.wrong; \") \"\"\") package com.acme;",
            })
    void isReadPastCommentsAndAnnotations(String source) {
        assertThat(PackageDeclaration.in(source)).contains("com.acme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Foo { String s = \"package com.wrong;\"; }",
                "import java.util.*; class Foo {}",
                "void main() { }",
                "@interface A {} class package_ {}",
                "package com.ac",
                "package ;",
                "@A(",
            })
    void isEmptyInTheUnnamedPackageAndWhereItIsNotWhole(String source) {
        assertThat(PackageDeclaration.in(source)).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "// nothing", "/* nothing", "\u001A"})
    void isUnknownWithoutAnyCode(String source) {
        assertThat(PackageDeclaration.in(source)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16"})
    void isReadInEncodingsOtherThanUtf8(String charset) throws IOException {
        Path file = dir.resolve("Foo.java");
        Files.write(file, "// größer\npackage com.acme;".getBytes(Charset.forName(charset)));
        assertThat(PackageDeclaration.of(file)).contains("com.acme");
    }

    @Test
    void mayHoldLettersBeyondAscii() throws IOException {
        Path file = Files.writeString(dir.resolve("Foo.java"), "package com.größe.日本;");
        assertThat(PackageDeclaration.of(file)).contains("com.größe.日本");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 4080, 4085, 4090, 5000})
    void isFoundBehindALongLicence(int lines) throws IOException {
        Path file = Files.writeString(dir.resolve("Foo.java"), "//\n".repeat(lines) + "package com.acme.deep;");
        assertThat(PackageDeclaration.of(file)).contains("com.acme.deep");
    }

    @ParameterizedTest
    @ValueSource(ints = {8170, 8178, 8180, 8184, 8188, 8190, 8191, 8192})
    void isFoundWhereTheFirstReadCutsIt(int spaces) throws IOException {
        Path file = Files.writeString(
                dir.resolve("Foo.java"), " ".repeat(spaces) + "package com.größe;", StandardCharsets.UTF_8);
        assertThat(PackageDeclaration.of(file)).contains("com.größe");
    }
}
