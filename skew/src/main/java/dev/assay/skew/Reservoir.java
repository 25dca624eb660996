package dev.assay.skew;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A uniform sample of a stream of unknown length in bounded memory (Vitter 1985, algorithm R). Where what is kept grows too heavy, a
 * random half of it is let go, and the sample is half as large from then on. The same stream and seed give the same sample, in the
 * order of the stream.
 */
public final class Reservoir<T> {

    private record Kept<T>(long at, T item, long weight) {}

    private int most;
    private final long heaviest;
    private final SplittableRandom random;
    private final List<Kept<T>> kept = new ArrayList<>();
    private long seen;
    private long weight;

    /**
     * @param most at least 1
     * @param heaviest what all that is kept may weigh together
     */
    public Reservoir(int most, long heaviest, long seed) {
        if (most < 1 || heaviest < 1) {
            throw new IllegalArgumentException(
                    "A sample of " + most + " that weigh " + heaviest + " at most (expected: at least 1 each)");
        }
        this.most = most;
        this.heaviest = heaviest;
        this.random = new SplittableRandom(seed);
    }

    /** @param heavy how much the item weighs */
    public void offer(T item, long heavy) {
        if (kept.size() < most) {
            kept.add(new Kept<>(seen, item, heavy));
            weight += heavy;
        } else {
            long place = random.nextLong(seen + 1);
            if (place < most) {
                weight += heavy - kept.set((int) place, new Kept<>(seen, item, heavy)).weight;
            }
        }
        seen++;
        while (weight > heaviest && kept.size() > 1) {
            halve();
        }
    }

    private void halve() {
        most = Math.max(1, kept.size() / 2);
        while (kept.size() > most) {
            int place = random.nextInt(kept.size());
            Kept<T> last = kept.removeLast();
            weight -= place < kept.size() ? kept.set(place, last).weight : last.weight;
        }
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
