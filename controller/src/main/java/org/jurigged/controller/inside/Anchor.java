package org.jurigged.controller.inside;

/** The first class in the loader of all of these: it needs no other. */
public final class Anchor {
    private Anchor() {}
}
