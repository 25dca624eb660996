package dev.assay.structured.constrain.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A node of an acyclic deterministic automaton over bytes: one character of a class in some encoding, or one of some literals. */
final class Atom {

    private static final AtomicInteger IDS = new AtomicInteger();

    /** Nothing may follow. */
    static final Atom END = new Atom(true, new int[0], new int[0], new Atom[0], CodePoints.NONE);

    final int id = IDS.getAndIncrement();

    /** Whether the word may end here. */
    final boolean end;

    /** The characters that one step over this atom may be; empty if it is not a class. */
    final CodePoints characters;

    /** By the index of a slice, whether it is within: 0 not asked, 1 yes, 2 no. */
    final byte[] slices = new byte[Slice.COUNT];

    /** The bytes of its shortest word. */
    final int shortest;

    private final int[] first;
    private final int[] last;
    private final Atom[] targets;
    private @Nullable Partition partition;

    Atom(boolean end, int[] first, int[] last, Atom[] targets, CodePoints characters) {
        this.end = end;
        this.first = first;
        this.last = last;
        this.targets = targets;
        this.characters = characters;
        int least = end ? 0 : Integer.MAX_VALUE - 1;
        for (Atom target : targets) {
            least = Math.min(least, target.shortest + 1);
        }
        this.shortest = least;
    }

    boolean isLeaf() {
        return targets.length == 0;
    }

    int edges() {
        return targets.length;
    }

    @Nullable Atom next(int b) {
        int low = 0;
        int high = first.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (b < first[middle]) {
                high = middle - 1;
            } else if (b > last[middle]) {
                low = middle + 1;
            } else {
                return targets[middle];
            }
        }
        return null;
    }

    /** All nodes from here on, this one first. */
    List<Atom> nodes() {
        Set<Atom> seen = new LinkedHashSet<>(List.of(this));
        List<Atom> all = new ArrayList<>(seen);
        for (int i = 0; i < all.size(); i++) {
            for (Atom target : all.get(i).targets) {
                if (seen.add(target)) {
                    all.add(target);
                }
            }
        }
        return all;
    }

    /** Whether some word is in all of one or more atoms. Without recursion: words may be long. */
    static boolean haveCommonWord(List<Atom> atoms) {
        Set<List<Atom>> seen = new HashSet<>(List.of(atoms));
        Deque<List<Atom>> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            List<Atom> at = open.pop();
            if (at.stream().allMatch(atom -> atom.end)) {
                return true;
            }
            Atom narrowest = Collections.min(at, Comparator.comparingInt(Atom::edges));
            for (int i = 0; i < narrowest.edges(); i++) {
                for (int b = narrowest.first[i]; b <= narrowest.last[i]; b++) {
                    List<Atom> after = after(at, b);
                    if (!after.isEmpty() && seen.add(after)) {
                        open.push(after);
                    }
                }
            }
        }
        return false;
    }

    /** Where each atom leads; empty if one leads nowhere. */
    private static List<Atom> after(List<Atom> atoms, int b) {
        List<Atom> after = new ArrayList<>(atoms.size());
        for (Atom atom : atoms) {
            Atom next = atom.next(b);
            if (next == null) {
                return List.of();
            }
            after.add(next);
        }
        return after;
    }

    synchronized Partition partition() {
        Partition known = partition;
        if (known == null) {
            int[] keys = new int[256];
            for (int i = 0; i < targets.length; i++) {
                for (int b = first[i]; b <= last[i]; b++) {
                    keys[b] = targets[i].id + 1;
                }
            }
            known = Partition.of(keys);
            partition = known;
        }
        return known;
    }
}
