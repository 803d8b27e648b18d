package org.jurigged.reshape.identity;

/**
 * Where an object is made of an item.
 *
 * @param shape what has to be equal for an item to stay who it is: of a lambda the functional interface and its method,
 *     of an enum constant's body the constant
 * @param captures how many variables a lambda captures there, its {@code this} not counted
 * @param context what the code around consists of
 * @param key a number that is equal where the object is used in the same way
 */
record Site(String shape, int captures, Bag context, long key) {
    /** For an item that nothing makes. */
    static final Site NONE = new Site("", 0, Bag.EMPTY, 0);
}
