package dev.assay.skew;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A uniform sample of a stream of unknown length in bounded memory (Vitter 1985, algorithm R). The same stream and seed give the same
 * sample, in the order of the stream.
 */
public final class Reservoir<T> {

    private record Kept<T>(long at, T item) {}

    private final int most;
    private final SplittableRandom random;
    private final List<Kept<T>> kept = new ArrayList<>();
    private long seen;

    /** @param most at least 1 */
    public Reservoir(int most, long seed) {
        if (most < 1) {
            throw new IllegalArgumentException("A sample of " + most + " (expected: at least 1)");
        }
        this.most = most;
        this.random = new SplittableRandom(seed);
    }

    public void offer(T item) {
        if (kept.size() < most) {
            kept.add(new Kept<>(seen, item));
        } else {
            long place = random.nextLong(seen + 1);
            if (place < most) {
                kept.set((int) place, new Kept<>(seen, item));
            }
        }
        seen++;
    }

    /** How many were offered. */
    public long seen() {
        return seen;
    }

    public List<T> sample() {
        return kept.stream()
                .sorted((a, b) -> Long.compare(a.at, b.at))
                .map(Kept::item)
                .toList();
    }
}
