package org.jurigged.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderTest {
    @Test
    void findsPackageAndTopLevelTypes() {
        Header header = Header.of("""
                /* package no; class No {} */
                @Ann(value = {"class X {", '{'}, type = Foo.class)
                package com . acme; ;
                import static a.record.Point.*;
                import module java.base;
                // class No {}
                @SuppressWarnings({"a", "}"}) @a.B public final class A<T extends Comparable<T>> extends B {
                    class Inner { }
                    String s = \"\"\"
                        class No { " }
                        \"\"\";
                }
                enum E { X { } }
                sealed interface I permits J { } non-sealed interface J extends I { }
                record R(@Ann("(") int... x) { }
                record G<T>(T t) { } @interface N { }
                """);
        assertThat(header.packageName()).isEqualTo("com.acme");
        assertThat(header.types()).containsExactly("A", "E", "I", "J", "R", "G", "N");
        assertThat(header.compact()).isFalse();
        assertThat(header.classNames("x/A.java"))
                .startsWith("com.acme.A", "com.acme.E")
                .hasSize(7);
    }

    @Test
    void knowsACompactSourceFile() {
        for (String member : new String[] {
            "void main() { }",
            "int x;",
            "int[] x = {1};",
            "Class<?> c = int.class;",
            "@A int record;",
            "String module = \"\";"
        }) {
            Header header = Header.of("import a.B;\nclass P { }\n" + member);
            assertThat(header.compact()).as(member).isTrue();
            assertThat(header.types()).as(member).containsExactly("P");
            assertThat(header.classNames("C:\\src\\Main.java")).as(member).containsExactly("Main");
        }
    }

    @Test
    void stillFindsTheTypesOfBrokenText() {
        assertThat(Header.of("package p; class A { void f( { } class B").types())
                .startsWith("A");
        assertThat(Header.of("package p; oops; class A { \" }\n }").classNames("A.java"))
                .containsExactly("p.A");
        assertThat(Header.of("").classNames("A.java")).isEmpty();
    }
}
