package dev.assay.server.ingest;

import java.time.Duration;
import java.time.Instant;

/**
 * Remembers which identities came lately, so that a new one needs no look-up in the store.
 *
 * <p>Two generations of 64-bit hashes ({@link dev.assay.store.IdHash}): the younger fills up, then the older is forgotten. What came
 * before the older began is not known here. Two identities of one hash cost a look-up that was not needed, nothing else.
 */
final class RecentKeys {

    /** By how much the clock of a client may run ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final int generationSize;
    private LongSet young;
    private LongSet old;
    private Instant youngSince;
    private Instant covered;

    /** @param since from when on everything is going to be added */
    RecentKeys(int generationSize, Instant since) {
        this.generationSize = generationSize;
        this.young = new LongSet();
        this.old = new LongSet();
        this.youngSince = since;
        this.covered = since.plus(CLOCK_SKEW);
    }

    /** @param receivedAt of the request that brought it; does not go back */
    void add(long key, Instant receivedAt) {
        if (young.size() >= generationSize) {
            old = young;
            covered = youngSince.plus(CLOCK_SKEW);
            young = new LongSet();
            youngSince = receivedAt;
        }
        young.add(key);
    }

    boolean contains(long key) {
        return young.contains(key) || old.contains(key);
    }

    /** Whether something that happened at this time can only have come since everything is remembered. */
    boolean covers(Instant happened) {
        return happened.isAfter(covered);
    }
}
