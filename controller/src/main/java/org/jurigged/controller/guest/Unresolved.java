package org.jurigged.controller.guest;

/** A snippet was called that uses something which isn't declared yet; stands for {@code SPIResolutionException}. */
public final class Unresolved extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int id;

    /** @param id of the snippet */
    public Unresolved(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
