package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Added fields whose value javac put where they are read, and that are to be read some day. */
final class AddedConstantsTest extends LiveTestCase {
    private static final String BOX = """
            package box;

            public class Box {
                static final Box FIRST = new Box();

                public static String show() {
                    return text(FIRST) + " " + text(new Box());
                }

                static String text(Box box) {
                    return "-";
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(BOX).start();
    }

    @Test
    void objectsKeepTheConstantThatWasSeenInThem() {
        assertThat(program.call("box.Box.show")).isEqualTo("- -");
        String read = BOX.replace("\"-\"", "box.name + box.size");
        save(read, "final String name = \"a\" + 1;\n    final int size = 2;", "a12 a12");
        save(read, "final String name = \"b\";\n    final int size = 3;", "b3 b3");
        save(
                read,
                "final String name = \"\" + hashCode() / Integer.MAX_VALUE;\n    final int size = name.length();",
                "b3 01");
        save(
                read,
                "String name = \"\" + size();\n    int size = 7;\n\n    int size() {\n        return 5;\n    }",
                "b3 57");
        save(read, "String name = \"c\";\n    int size = 8;", "b3 c8");
    }

    private void save(String read, String fields, String expected) {
        program.save(read.replace("public class Box {", "public class Box {\n    " + fields));
        program.settled();
        assertThat(program.call("box.Box.show")).isEqualTo(expected);
    }
}
