package dev.assay.structured.constrain;

import com.knuddels.jtokkit.api.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Vocabularies for tests: real ones from JTokkit's jar, and one of single bytes. */
final class Vocabularies {

    private static final class O200k {
        static final Vocabulary VOCABULARY = jtokkit("o200k_base");
    }

    private Vocabularies() {}

    static Vocabulary o200k() {
        return O200k.VOCABULARY;
    }

    static Vocabulary jtokkit(String name) {
        try (InputStream in = Objects.requireNonNull(
                Encoding.class.getResourceAsStream("/com/knuddels/jtokkit/" + name + ".tiktoken"), name)) {
            return Vocabulary.read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Token b is byte b; token 256 ends the text. */
    static Vocabulary bytes() {
        List<byte[]> tokens = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            tokens.add(new byte[] {(byte) b});
        }
        tokens.add(new byte[0]);
        return Vocabulary.of(tokens, List.of(256));
    }

    static boolean has(long[] mask, int token) {
        return (mask[token >> 6] & (1L << token)) != 0;
    }

    /** One of the set bits, any as likely as another; -1 if there is none. */
    static int pick(long[] mask, Random random) {
        int count = 0;
        for (long word : mask) {
            count += Long.bitCount(word);
        }
        if (count == 0) {
            return -1;
        }
        int skip = random.nextInt(count);
        for (int i = 0; i < mask.length; i++) {
            int here = Long.bitCount(mask[i]);
            if (skip < here) {
                long word = mask[i];
                for (; skip > 0; skip--) {
                    word &= word - 1;
                }
                return i * 64 + Long.numberOfTrailingZeros(word);
            }
            skip -= here;
        }
        throw new IllegalStateException("miscounted");
    }
}
