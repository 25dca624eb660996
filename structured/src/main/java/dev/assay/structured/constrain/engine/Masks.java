package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.engine.TokenTrie.Flat;
import dev.assay.structured.constrain.engine.TokenTrie.Sliced;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Slice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Finds which tokens may come at a spot, and remembers the latest answers. For one thread at a time. */
public final class Masks {

    /** Answers kept; each is an eighth of a byte for each token. */
    private static final int REMEMBERED = 512;

    private final Machine machine;
    private final TokenTrie trie;
    private final Openness openness;
    private final Deque<Spot> remembered = new ArrayDeque<>();
    private Spot[] path = new Spot[64];

    /** For the spots of one machine and the tokens of one vocabulary. */
    public Masks(Machine machine, TokenTrie trie) {
        this.machine = machine;
        this.trie = trie;
        this.openness = new Openness(machine);
    }

    /** A bit for each token whose bytes may come at {@code spot}; not to be changed by who gets it. */
    public long[] at(Spot spot) {
        Spot relaxed = machine.relaxed(spot);
        if (relaxed == spot || spot.relaxedBytes >= trie.longest()) {
            return remembered(relaxed);
        }
        long[] mask = remembered(relaxed).clone();
        trie.keepShort(mask);
        return walk(spot, trie.longTokens(), mask);
    }

    private long[] remembered(Spot spot) {
        long[] known = spot.mask;
        if (known == null) {
            known = find(spot);
            spot.mask = known;
            remembered.add(spot);
            if (remembered.size() > REMEMBERED) {
                remembered.remove().mask = null;
            }
        }
        return known;
    }

    private long[] find(Spot spot) {
        if (spot.isFinal()) {
            return new long[trie.words()];
        }
        for (Slice slice : Slice.ALL) {
            Optional<Sliced> sliced = trie.slice(slice, endures(spot, slice));
            if (sliced.isPresent()) {
                return walk(spot, sliced.get().rest, sliced.get().mask.clone());
            }
        }
        return walk(spot, trie.all(), new long[trie.words()]);
    }

    /** How many characters of a slice may certainly follow. */
    private int endures(Spot spot, Slice slice) {
        int endures = 0;
        for (Regex terminal : spot.terminals) {
            endures = Math.max(endures, terminal.enduresAny(slice));
        }
        return endures > 0 ? endures : openness.of(spot, slice);
    }

    private long[] walk(Spot start, Flat flat, long[] mask) {
        if (path.length < flat.deepest + 2) {
            path = new Spot[flat.deepest + 2];
        }
        Spot[] spots = path;
        Spot dead = machine.dead();
        spots[0] = start;
        int end = flat.nodes.length;
        int at = 0;
        while (at < end) {
            int depth = flat.depth(at);
            Spot after = machine.next(spots[depth], flat.label(at));
            if (after == dead) {
                at += flat.size(at);
                continue;
            }
            int token = flat.token(at);
            if (token < trie.words() << 6) {
                mask[token >> 6] |= 1L << token;
            }
            spots[depth + 1] = after;
            at++;
        }
        for (int[] twin : trie.twins()) {
            if ((mask[twin[0] >> 6] & (1L << twin[0])) != 0) {
                mask[twin[1] >> 6] |= 1L << twin[1];
            }
        }
        return mask;
    }
}
