package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.regex.CodePoints;
import dev.assay.structured.constrain.regex.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All tokens of a vocabulary as a tree of bytes in one flat array, in the order of a walk, each node with the size of what is below it, so
 * that a byte that may not follow skips everything that begins with it. Beside it, made when first needed: which tokens consist of a common
 * class of characters alone, and the tree of the others. Immutable to those who use it, and safe for many threads.
 */
public final class TokenTrie {

    private static final int TOKEN_BITS = 21;
    private static final int DEPTH_BITS = 12;
    private static final int NO_TOKEN = (1 << TOKEN_BITS) - 1;

    /** The longest token that is looked at, in bytes; longer ones are never allowed. */
    private static final int LONGEST = (1 << DEPTH_BITS) - 2;

    /** Lengths in characters by which text is cut finer, for strings that must end soon. */
    private static final int[] LIMITS = {32, 16, 8, 4};

    /** A tree over some of the tokens: label in the low 8 bits, then depth, token, and nodes below and including this one. */
    static final class Flat {
        final long[] nodes;
        final int deepest;

        Flat(long[] nodes, int deepest) {
            this.nodes = nodes;
            this.deepest = deepest;
        }

        int label(int at) {
            return (int) nodes[at] & 0xFF;
        }

        int depth(int at) {
            return (int) (nodes[at] >>> 8) & ((1 << DEPTH_BITS) - 1);
        }

        int token(int at) {
            return (int) (nodes[at] >>> (8 + DEPTH_BITS)) & NO_TOKEN;
        }

        int size(int at) {
            return (int) (nodes[at] >>> (8 + DEPTH_BITS + TOKEN_BITS));
        }
    }

    /** The tokens of a class of characters, up to a length, and the tree of all others. */
    static final class Sliced {
        final long[] mask;
        final Flat rest;

        Sliced(long[] mask, Flat rest) {
            this.mask = mask;
            this.rest = rest;
        }
    }

    /** Tokens of so many bytes at most are short: nearly all of them. */
    private static final int SHORT = 24;

    private record SliceKey(Slice slice, int limit) {}

    private final List<byte[]> tokens;
    private final int[] sorted;
    private final int words;
    private final Flat all;
    private final Flat longTokens;
    private final long[] shortTokens;
    private final List<int[]> twins = new ArrayList<>();
    private final Map<Slice, byte[]> lengths = new ConcurrentHashMap<>();
    private final Map<SliceKey, Sliced> slices = new ConcurrentHashMap<>();

    /** From the bytes of each token; those without bytes are never allowed. */
    public TokenTrie(List<byte[]> tokens) {
        if (tokens.size() >= NO_TOKEN) {
            throw new IllegalArgumentException(
                    "a vocabulary of " + tokens.size() + " tokens (expected: fewer than " + NO_TOKEN + ")");
        }
        this.tokens = tokens;
        this.words = (tokens.size() + 63) / 64;
        this.sorted = IntStream.range(0, tokens.size())
                .filter(t -> tokens.get(t).length > 0 && tokens.get(t).length <= LONGEST)
                .boxed()
                .sorted((x, y) -> Arrays.compareUnsigned(tokens.get(x), tokens.get(y)))
                .mapToInt(Integer::intValue)
                .toArray();
        this.all = flatten(t -> true, twins);
        this.longTokens = flatten(t -> tokens.get(t).length > SHORT, new ArrayList<>());
        this.shortTokens = new long[words];
        for (int token : sorted) {
            if (tokens.get(token).length <= SHORT) {
                shortTokens[token >> 6] |= 1L << token;
            }
        }
    }

    /** How many {@code long}s a mask has. */
    public int words() {
        return words;
    }

    /** Whether some token begins with these bytes and is longer. */
    public boolean isProperPrefix(byte[] bytes) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(tokens.get(sorted[middle]), bytes) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == sorted.length) {
            return false;
        }
        byte[] after = tokens.get(sorted[low]);
        return after.length > bytes.length && Arrays.equals(after, 0, bytes.length, bytes, 0, bytes.length);
    }

    Flat all() {
        return all;
    }

    /** The tokens that are not short. */
    Flat longTokens() {
        return longTokens;
    }

    /** The bytes of the longest token. */
    int longest() {
        return all.deepest;
    }

    /** Takes all tokens but the short ones out of a mask. */
    void keepShort(long[] mask) {
        for (int i = 0; i < mask.length; i++) {
            mask[i] &= shortTokens[i];
        }
    }

    /** Tokens of equal bytes: the first is in the tree, the second is allowed when the first is. */
    List<int[]> twins() {
        return twins;
    }

    private Flat flatten(IntPredicate in, List<int[]> equal) {
        long[] nodes = new long[1024];
        int[] open = new int[LONGEST + 2];
        int size = 0;
        int depth = 0;
        int deepest = 0;
        byte[] before = new byte[0];
        int beforeToken = -1;
        for (int token : sorted) {
            if (!in.test(token)) {
                continue;
            }
            byte[] bytes = tokens.get(token);
            int common = Arrays.mismatch(before, bytes);
            if (common < 0) {
                equal.add(new int[] {beforeToken, token});
                continue;
            }
            for (; depth > common; depth--) {
                nodes[open[depth - 1]] |= (long) (size - open[depth - 1]) << (8 + DEPTH_BITS + TOKEN_BITS);
            }
            if (size + bytes.length > nodes.length) {
                nodes = Arrays.copyOf(nodes, Math.max(nodes.length * 2, size + bytes.length));
            }
            for (; depth < bytes.length; depth++) {
                int here = depth == bytes.length - 1 ? token : NO_TOKEN;
                nodes[size] = (bytes[depth] & 0xFFL) | ((long) depth << 8) | ((long) here << (8 + DEPTH_BITS));
                open[depth] = size++;
            }
            deepest = Math.max(deepest, bytes.length);
            before = bytes;
            beforeToken = token;
        }
        for (; depth > 0; depth--) {
            nodes[open[depth - 1]] |= (long) (size - open[depth - 1]) << (8 + DEPTH_BITS + TOKEN_BITS);
        }
        return new Flat(Arrays.copyOf(nodes, size), deepest);
    }

    /** For a place where {@code endures} characters of {@code slice} may certainly follow; empty if that helps nothing. */
    Optional<Sliced> slice(Slice slice, int endures) {
        if (endures >= LIMITS[0] * 4) {
            return Optional.of(slice(new SliceKey(slice, Integer.MAX_VALUE)));
        }
        if (slice.isCutByLength()) {
            for (int limit : LIMITS) {
                if (endures >= limit) {
                    return Optional.of(slice(new SliceKey(slice, limit)));
                }
            }
        }
        return Optional.empty();
    }

    private Sliced slice(SliceKey key) {
        Sliced known = slices.get(key);
        return known == null ? slices.computeIfAbsent(key, this::cut) : known;
    }

    private Sliced cut(SliceKey key) {
        byte[] length = lengths.computeIfAbsent(key.slice, this::measure);
        long[] mask = new long[words];
        int limit = Math.min(key.limit, LIMITS[0] * 4);
        for (int token : sorted) {
            if (length[token] > 0 && length[token] <= limit) {
                mask[token >> 6] |= 1L << token;
            }
        }
        return new Sliced(mask, flatten(t -> (mask[t >> 6] & (1L << t)) == 0, new ArrayList<>()));
    }

    /** How many characters each token has that is of the slice alone; 0 for all others, and for those longer than any limit. */
    private byte[] measure(Slice slice) {
        byte[] length = new byte[tokens.size()];
        CodePoints characters = slice.characters();
        boolean[] ascii = new boolean[128];
        for (int c = 0; c < 128; c++) {
            ascii[c] = characters.contains(c);
        }
        for (int token : sorted) {
            length[token] = (byte) measure(tokens.get(token), ascii, characters);
        }
        return length;
    }

    private static int measure(byte[] bytes, boolean[] ascii, CodePoints characters) {
        int count = 0;
        int at = 0;
        while (at < bytes.length) {
            int lead = bytes[at] & 0xFF;
            int width = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
            if (width == 0 || at + width > bytes.length || (width == 1 && !ascii[lead])) {
                return 0;
            }
            int codePoint = width == 1 ? lead : lead & (0xFF >> (width + 1));
            for (int i = 1; i < width; i++) {
                if ((bytes[at + i] & 0xC0) != 0x80) {
                    return 0;
                }
                codePoint = (codePoint << 6) | (bytes[at + i] & 0x3F);
            }
            int least = width == 3 ? 0x800 : width == 4 ? 0x10000 : 0;
            if (codePoint < least || (width > 1 && !characters.contains(codePoint))) {
                return 0;
            }
            at += width;
            count++;
        }
        return count < LIMITS[0] * 4 ? count : 0;
    }
}
