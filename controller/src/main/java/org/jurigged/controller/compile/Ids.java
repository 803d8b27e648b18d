package org.jurigged.controller.compile;

import java.util.Arrays;

/** Numbers of {@link ClassNames} that are gathered one by one, without an object for each. */
final class Ids {
    private int[] ids = new int[16];
    private int count;

    /** Add a number; {@link ClassNames#NONE} counts as nothing. */
    void add(int id) {
        if (id == ClassNames.NONE) {
            return;
        }
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count++] = id;
    }

    /** Get them sorted, each once. */
    int[] sorted() {
        return Arrays.stream(ids, 0, count).sorted().distinct().toArray();
    }
}
