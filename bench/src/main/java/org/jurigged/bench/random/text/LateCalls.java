package org.jurigged.bench.random.text;

/**
 * From which step on the probes of a sequence call a method: what nobody has called has classes, anonymous ones, that the
 * JVM hasn't loaded when an edit comes.
 *
 * @param any whether some methods are called late; otherwise all are from the first step on
 */
public record LateCalls(boolean any) {
    /** 2 to the 32nd, divided by the golden ratio: scatters numbers that follow each other. */
    private static final int SCATTER = 0x9E3779B9;

    private static final int SPREAD = 16;
    private static final int AT_ONCE = 7;

    /** Every other sequence, going by its seed, has some. */
    public static LateCalls of(long seed) {
        return new LateCalls(seed % 2 != 0);
    }

    /** Whether the probe of a step calls a method, whose number is the same for every version of it. */
    boolean isCalled(int member, int step) {
        int first = ((member * SCATTER) >>> 16) % SPREAD - AT_ONCE;
        return !any || step >= first;
    }
}
