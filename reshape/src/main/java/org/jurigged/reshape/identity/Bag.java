package org.jurigged.reshape.identity;

import java.util.Arrays;

/** A multiset of numbers, for telling how much two pieces of code have in common. */
final class Bag {
    static final Bag EMPTY = new Builder().build();

    private final int[] sorted;

    private Bag(int[] sorted) {
        this.sorted = sorted;
    }

    int size() {
        return sorted.length;
    }

    /** The Dice coefficient: 1 for two bags with the same content, two empty ones too, and 0 for such with nothing in common. */
    double likeness(Bag other) {
        int all = sorted.length + other.sorted.length;
        return all == 0 ? 1 : 2.0 * common(other) / all;
    }

    private int common(Bag other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < sorted.length && j < other.sorted.length) {
            int order = Integer.compare(sorted[i], other.sorted[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return common;
    }

    /** A bag that is being filled. */
    static final class Builder {
        private int[] numbers = new int[16];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        void add(int number, int times) {
            for (int i = 0; i < times; i++) {
                add(number);
            }
        }

        void add(Bag bag) {
            for (int number : bag.sorted) {
                add(number);
            }
        }

        Bag build() {
            int[] sorted = Arrays.copyOf(numbers, size);
            Arrays.sort(sorted);
            return new Bag(sorted);
        }
    }
}
