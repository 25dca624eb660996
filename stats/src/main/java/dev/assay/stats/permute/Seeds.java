package dev.assay.stats.permute;

/** Seeds of independent streams from one seed. */
public final class Seeds {

    private Seeds() {}

    /** A seed for the stream of that number: the finaliser of SplitMix64 over both. */
    public static long mix(long seed, long stream) {
        long z = seed + 0x9E3779B97F4A7C15L * (stream + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
