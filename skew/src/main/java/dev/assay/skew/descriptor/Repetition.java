package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;

/** How much a text repeats itself. */
final class Repetition {

    private static final int LEAST_WORDS = 20;
    private static final int PASSAGE = 8;
    private static final int MOST_WORDS = 20_000;
    private static final long RADIX = 0x9E3779B97F4A7C15L;
    private static final long RADIX_OF_PASSAGE = power(RADIX, PASSAGE);
    private static final int LEAST_BYTES = 200;
    private static final int MOST_BYTES = 8192;

    static final List<Descriptor> ALL = List.of(
            number("different words", "of words", t -> different(t, 1)),
            number("different word pairs", "of pairs", t -> different(t, 2)),
            number("different word triples", "of triples", t -> different(t, 3)),
            number("repeated passages", "of words", Repetition::repeated),
            number("compressed size", "of bytes", Repetition::compressed));

    private Repetition() {}

    private static double different(Text text, int length) {
        Words words = text.words();
        int grams = words.count() - length + 1;
        if (words.count() < LEAST_WORDS) {
            return Double.NaN;
        }
        long[] hashes = new long[grams];
        for (int i = 0; i < grams; i++) {
            long hash = 0;
            for (int k = 0; k < length; k++) {
                hash = hash * 0x9E3779B97F4A7C15L + words.word(i + k).hashCode();
            }
            hashes[i] = hash;
        }
        Arrays.sort(hashes);
        int different = 1;
        for (int i = 1; i < grams; i++) {
            different += hashes[i] != hashes[i - 1] ? 1 : 0;
        }
        return share(different, grams);
    }

    /** The words within runs of eight that stood before in the text, of the first 20,000. */
    private static double repeated(Text text) {
        Words words = text.words();
        int count = Math.min(words.count(), MOST_WORDS);
        if (count < LEAST_WORDS) {
            return Double.NaN;
        }
        long hash = 0;
        Set<Long> seen = new HashSet<>();
        int covered = 0;
        int until = 0;
        for (int i = 0; i < count; i++) {
            hash = hash * RADIX + words.word(i).hashCode();
            if (i >= PASSAGE) {
                hash -= words.word(i - PASSAGE).hashCode() * RADIX_OF_PASSAGE;
            }
            if (i >= PASSAGE - 1 && !seen.add(hash)) {
                covered += i + 1 - Math.max(until, i + 1 - PASSAGE);
                until = i + 1;
            }
        }
        return share(covered, count);
    }

    private static long power(long of, int exponent) {
        long power = 1;
        for (int k = 0; k < exponent; k++) {
            power *= of;
        }
        return power;
    }

    /** The first 8 KB of it, deflated fast; texts of less than 200 bytes do not compress. */
    private static double compressed(Text text) {
        if (text.characters().bytes() < LEAST_BYTES) {
            return Double.NaN;
        }
        byte[] bytes = text.value()
                .substring(0, Math.min(MOST_BYTES, text.value().length()))
                .getBytes(StandardCharsets.UTF_8);
        try (Deflater deflater = new Deflater(1, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length + 64];
            return share(deflater.deflate(out), bytes.length);
        }
    }
}
