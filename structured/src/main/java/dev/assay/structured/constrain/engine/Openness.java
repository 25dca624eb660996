package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.regex.Slice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds how many characters of a slice, in any order, may follow at a spot: all spots that they lead to are looked at, one character further each
 * time, until one of them is dead, or no new one comes, in which case any number may.
 */
final class Openness {

    private static final int MOST_SPOTS = 400;

    private final Machine machine;

    Openness(Machine machine) {
        this.machine = machine;
    }

    /** A lower bound; {@link Integer#MAX_VALUE} for any number. */
    int of(Spot start, Slice slice) {
        int known = start.open[slice.index()];
        if (known == 0) {
            known = find(start, slice) + 1;
            start.open[slice.index()] = known;
        }
        return known < 0 ? Integer.MAX_VALUE : known - 1;
    }

    private int find(Spot start, Slice slice) {
        List<Set<Spot>> seen = new ArrayList<>();
        for (int node = 0; node < slice.nodes(); node++) {
            seen.add(new LinkedHashSet<>());
        }
        List<Spot> level = List.of(start);
        seen.get(0).add(start);
        int looked = 0;
        for (int characters = 0; ; characters++) {
            List<Spot> next = new ArrayList<>();
            for (Spot spot : level) {
                looked += character(spot, 0, slice, seen, next);
                if (looked < 0 || looked > MOST_SPOTS) {
                    return characters;
                }
            }
            if (next.isEmpty()) {
                for (Spot spot : seen.get(0)) {
                    spot.open[slice.index()] = Integer.MIN_VALUE; // as many as one likes, from each of them
                }
                return Integer.MAX_VALUE;
            }
            level = next;
        }
    }

    /** Goes on to the end of a character in every way; tells how many new spots there were, or a number far below 0 if one was dead. */
    private int character(Spot spot, int node, Slice slice, List<Set<Spot>> seen, List<Spot> ends) {
        int looked = 1;
        Spot before = machine.dead();
        int beforeNode = Slice.NONE;
        for (int b = 0; b < 256; b++) {
            int after = slice.next(node, b);
            if (after == Slice.NONE) {
                continue;
            }
            Spot next = machine.next(spot, b);
            if (next == machine.dead()) {
                return -1_000_000;
            }
            if (next == before && after == beforeNode) {
                continue;
            }
            before = next;
            beforeNode = after;
            if (seen.get(after).add(next)) {
                if (after == 0) {
                    ends.add(next);
                } else {
                    looked += character(next, after, slice, seen, ends);
                    if (looked < 0) {
                        return looked;
                    }
                }
            }
        }
        return looked;
    }
}
