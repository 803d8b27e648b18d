package org.jurigged.bench.random.model;

import java.util.List;

/**
 * An expression, which takes whatever type it is wanted in.
 *
 * <p>Members are named by number. What isn't there, can't be seen or would not end is a number instead: so every
 * expression compiles in every program.
 */
public sealed interface Expr {
    record Number(int value) implements Expr {}

    record Text(String value) implements Expr {}

    /** A parameter of the method, captured where it stands in a lambda. */
    record Param(int index) implements Expr {}

    /** The parameter of the lambda. */
    record Own() implements Expr {}

    /** The running sum of the body, captured as a copy where it stands in a lambda. */
    record Sum() implements Expr {}

    /** An arithmetic operation on longs. */
    record Binary(char operator, Expr left, Expr right) implements Expr {}

    /** A conditional, by the lowest bit of a number. */
    record Choice(Expr test, Expr even, Expr odd) implements Expr {}

    /** A field or record component, of {@code this} or of a new object. */
    record Get(int field, boolean ofThis) implements Expr {}

    /** A call of a method, on {@code this} or on a new object. */
    record Call(int method, boolean onThis, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A call of the method that the method overrides. */
    record SuperCall(List<Expr> arguments) implements Expr {
        public SuperCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** A new object as text, where its type defines what that is; a constant's name, for an enum. */
    record Shown(int type) implements Expr {}
}
