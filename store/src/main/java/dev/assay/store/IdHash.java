package dev.assay.store;

import java.util.HexFormat;

/**
 * 64 bits that stand for an identity where one that is taken for another does no harm. The ids of traces and spans are random
 * already; they only have to be mixed.
 */
public final class IdHash {

    private IdHash() {}

    /** Of the two halves of a trace's id. */
    public static long ofTrace(String project, long high, long low) {
        return mix(mix(project.hashCode() ^ high) ^ low);
    }

    public static long ofSpan(String project, String traceId, String spanId) {
        long high = HexFormat.fromHexDigitsToLong(traceId, 0, 16);
        long low = HexFormat.fromHexDigitsToLong(traceId, 16, 32);
        return mix(ofTrace(project, high, low) ^ HexFormat.fromHexDigitsToLong(spanId));
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
