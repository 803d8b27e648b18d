package org.jurigged.apps.loops;

import java.util.List;
import java.util.Set;

/** The little language of the random loop programs: ints, loops, jumps out of them, and a list that it writes to. */
public sealed interface Stmt {
    /** Writes Java. */
    void write(StringBuilder java);

    static void write(List<Stmt> block, StringBuilder java) {
        block.forEach(s -> s.write(java));
    }

    /** Whether a loop is here or in here. */
    default boolean has(int loop) {
        return false;
    }

    static boolean has(List<Stmt> block, int loop) {
        return block.stream().anyMatch(s -> s.has(loop));
    }

    sealed interface Expr {}

    record Num(int value) implements Expr {
        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }

    record Name(String name) implements Expr {
        @Override
        public String toString() {
            return name;
        }
    }

    record Op(char operator, Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return "(" + left + " " + operator + " " + right + ")";
        }
    }

    record Test(Expr left, char operator, Expr right) {
        @Override
        public String toString() {
            return left + " " + operator + " " + right;
        }
    }

    record Out(Expr value) implements Stmt {
        @Override
        public void write(StringBuilder java) {
            java.append("out.add(").append(value).append(");\n");
        }
    }

    record Put(String name, Expr value) implements Stmt {
        @Override
        public void write(StringBuilder java) {
            java.append(name).append(" = ").append(value).append(";\n");
        }
    }

    record Let(String name, Expr value) implements Stmt {
        @Override
        public void write(StringBuilder java) {
            java.append("int ").append(name).append(" = ").append(value).append(";\n");
        }
    }

    record If(Test test, List<Stmt> then) implements Stmt {
        @Override
        public void write(StringBuilder java) {
            java.append("if (").append(test).append(") {\n");
            Stmt.write(then, java);
            java.append("}\n");
        }

        @Override
        public boolean has(int loop) {
            return Stmt.has(then, loop);
        }
    }

    record Try(List<Stmt> body, List<Stmt> last) implements Stmt {
        @Override
        public void write(StringBuilder java) {
            java.append("try {\n");
            Stmt.write(body, java);
            java.append("} finally {\n");
            Stmt.write(last, java);
            java.append("}\n");
        }

        @Override
        public boolean has(int loop) {
            return Stmt.has(body, loop);
        }
    }

    record Jump(boolean breaks, int loop) implements Stmt {
        @Override
        public void write(StringBuilder java) {
            java.append(breaks ? "break" : "continue").append(" l").append(loop).append(";\n");
        }
    }

    enum Kind {
        FOR,
        WHILE,
        DO,
        ARRAY,
        LIST;

        /** Whether the variable is declared in front of the loop. */
        boolean declaresBefore() {
            return this == WHILE || this == DO;
        }

        boolean hasItems() {
            return this == ARRAY || this == LIST;
        }
    }

    /** A loop; its head is in the line that begins with its label. */
    record Loop(int id, Kind kind, String name, int bound, int step, List<Integer> items, List<Stmt> body)
            implements Stmt {
        @Override
        public void write(StringBuilder java) {
            if (kind.declaresBefore()) {
                java.append("int ").append(name).append(" = 0;\n");
            }
            String test = name + " < " + bound;
            String step = name + " += " + this.step;
            String list = items.toString().substring(1, items.toString().length() - 1);
            java.append("l").append(id).append(": ");
            java.append(
                    switch (kind) {
                        case FOR -> "for (int " + name + " = 0; " + test + "; " + step + ") {\n";
                        case WHILE -> "while (" + test + ") { " + step + ";\n";
                        case DO -> "do { " + step + ";\n";
                        case ARRAY -> "for (int " + name + " : new int[] {" + list + "}) {\n";
                        case LIST -> "for (int " + name + " : List.of(" + list + ")) {\n";
                    });
            Stmt.write(body, java);
            java.append(kind == Kind.DO ? "} while (" + test + ");\n" : "}\n");
        }

        @Override
        public boolean has(int loop) {
            return id == loop || Stmt.has(body, loop);
        }
    }

    /** The line of a text in which a loop's head is, from 1; 0 if it has no such loop. */
    static int line(String java, int loop) {
        int at = java.indexOf("\nl" + loop + ": ");
        return at < 0 ? 0 : (int) java.substring(0, at + 1).lines().count() + 1;
    }

    /** The names that all programs may write. */
    Set<String> GLOBALS = Set.of("a", "b", "c");
}
