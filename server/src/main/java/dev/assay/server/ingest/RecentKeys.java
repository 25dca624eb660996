package dev.assay.server.ingest;

import dev.assay.model.SpanKey;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Remembers which identities came lately, so that a new one needs no look-up in the store.
 *
 * <p>Two generations of 64-bit hashes: the younger fills up, then the older is forgotten. What came before the older
 * began is not known here; {@link #covers} says for which spans the answer is sound. Two identities of one hash cost a
 * look-up that was not needed, nothing else.
 */
final class RecentKeys {

    private final int generationSize;
    private LongSet young;
    private LongSet old;
    private Instant youngSince;
    private Instant oldSince;

    /** @param since from when on everything is going to be added */
    RecentKeys(int generationSize, Instant since) {
        this.generationSize = generationSize;
        this.young = new LongSet();
        this.old = new LongSet();
        this.youngSince = since;
        this.oldSince = since;
    }

    /** @param receivedAt of the request that brought it; does not go back */
    void add(SpanKey key, Instant receivedAt) {
        if (young.size() >= generationSize) {
            old = young;
            oldSince = youngSince;
            young = new LongSet();
            youngSince = receivedAt;
        }
        young.add(hash(key));
    }

    boolean contains(SpanKey key) {
        long hash = hash(key);
        return young.contains(hash) || old.contains(hash);
    }

    /** Whether something that happened at this time can only have come since everything is remembered. */
    boolean covers(Instant happened) {
        return happened.isAfter(oldSince);
    }

    /** The ids are random already; they only have to be mixed. */
    private static long hash(SpanKey key) {
        long hash = key.project().hashCode();
        hash = mix(hash ^ digits(key.traceId(), 0));
        hash = mix(hash ^ digits(key.traceId(), 16));
        return mix(hash ^ digits(key.spanId(), 0));
    }

    private static long digits(String hex, int from) {
        return HexFormat.fromHexDigitsToLong(hex, from, from + 16);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
