package org.jurigged.bench.random.model;

import java.util.List;

/** A statement of a body, which mixes something into the body's running sum; numbers make its names unique. */
public sealed interface Step {
    /** Mixes an expression in. */
    record Mix(Expr value) implements Step {}

    /** A lambda that is made and called. */
    record Lambda(int id, boolean supplier, Expr body) implements Step {}

    /** A lambda that makes a lambda. */
    record Nested(int id, Expr outer, Expr inner) implements Step {}

    /** A method reference, or a lambda where the method's signature doesn't fit. */
    record Reference(int id, int method) implements Step {}

    /** An anonymous class with a field. */
    record Anonymous(int id, int number, Expr body) implements Step {}

    /** A local class or record. */
    record Local(int id, boolean isRecord, Expr body) implements Step {}

    /** An assignment to a field: {@code =}, {@code +} or {@code ^} compound. */
    record Assign(int field, char operator, Expr value) implements Step {}

    record Loop(int id, int times, List<Step> steps) implements Step {
        public Loop {
            steps = List.copyOf(steps);
        }
    }

    /** An exception that is thrown, caught, and cleaned up after. */
    record Thrown(int id, Expr value) implements Step {}

    /** A resource that closes itself. */
    record Resource(int id, String text) implements Step {}

    /** A {@code switch} over strings. */
    record TextSwitch(int number) implements Step {}

    /** A {@code switch} over an enum, as a statement or as an expression. */
    record EnumSwitch(int id, int type, boolean expression) implements Step {}

    /** A type pattern. */
    record Pattern(int id, int made, int asked) implements Step {}

    /** An assertion that holds. */
    record Assertion(int number) implements Step {}

    /** What a stack trace says of this line. */
    record Trace(boolean line) implements Step {}

    /** A comment, which moves the lines after it. */
    record Comment(String text) implements Step {}
}
