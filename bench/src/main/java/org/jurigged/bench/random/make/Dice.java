package org.jurigged.bench.random.make;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random choices and new numbers; the same seed gives the same ones. Used by one thread. */
public final class Dice {
    private final Random random;
    private int last;

    public Dice(long seed) {
        random = new Random(seed);
    }

    /** Returns a number for a member or a step that no other has. */
    public int id() {
        return ++last;
    }

    /** Returns a number from 0 up to, but not including, the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    public boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** Chooses among things of which there is at least one. */
    public <T> T of(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Chooses, where there is something to choose. */
    public <T> Optional<T> any(List<T> choices) {
        return choices.isEmpty() ? Optional.empty() : Optional.of(of(choices));
    }

    public <T> List<T> shuffled(List<T> things) {
        List<T> shuffled = new ArrayList<>(things);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
