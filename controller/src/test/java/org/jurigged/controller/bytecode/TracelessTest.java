package org.jurigged.controller.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Which methods compiled code may have in it without a trace: those that may be over before they allocate or lock. */
final class TracelessTest {
    /** What is asked about. */
    @SuppressWarnings("unused")
    static final class Methods {
        private int number;
        private Object other;

        String text() {
            return "text";
        }

        int getter() {
            return number;
        }

        void setter(int value) {
            number = value;
        }

        int called() {
            return getter() + 1;
        }

        Object allocatesPerhaps(boolean asked) {
            return asked ? new Object() : null;
        }

        Object foreign() {
            return String.valueOf(number);
        }

        int calledForever() {
            return calledInTurn();
        }

        private int calledInTurn() {
            return calledForever();
        }

        Object allocates() {
            return new Object();
        }

        int[] array() {
            return new int[number];
        }

        Object[] objects() {
            return new Object[number];
        }

        int[][] arrays() {
            return new int[number][number];
        }

        synchronized int locked() {
            return number;
        }

        int locks() {
            synchronized (this) {
                return number;
            }
        }

        Object allocatesInAnother() {
            return allocates();
        }

        Object allocatesFirst(boolean asked) {
            other = new Object();
            return asked ? other : null;
        }
    }

    @Test
    void areThoseThatMayBeOverBeforeTheyAllocateOrLock() throws IOException {
        assertThat(Traceless.in(bytes()))
                .containsExactlyInAnyOrder(
                        "<init>()V",
                        "text()Ljava/lang/String;",
                        "getter()I",
                        "setter(I)V",
                        "called()I",
                        "allocatesPerhaps(Z)Ljava/lang/Object;",
                        "foreign()Ljava/lang/Object;",
                        "calledForever()I",
                        "calledInTurn()I");
    }

    private static byte[] bytes() throws IOException {
        try (InputStream file = TracelessTest.class.getResourceAsStream("TracelessTest$Methods.class")) {
            return file.readAllBytes();
        }
    }
}
