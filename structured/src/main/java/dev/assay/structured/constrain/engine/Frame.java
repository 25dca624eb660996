package dev.assay.structured.constrain.engine;

import java.util.Arrays;

/**
 * Where a rule goes back to when it ends: one or several places, each in a rule with a frame of its own. Rules that were entered together
 * share one, so ambiguity does not multiply them. Equal frames are one object.
 */
final class Frame {

    final int id;
    final boolean root;
    Place[] places;
    Frame[] parents;

    Frame(int id, boolean root, Place[] places, Frame[] parents) {
        this.id = id;
        this.root = root;
        this.places = places;
        this.parents = parents;
    }

    /** Place and frame in one number, to sort and to compare. */
    static long key(Place place, Frame frame) {
        return ((long) place.id << 32) | frame.id;
    }

    /** Finds a frame by its contents. */
    static final class Key {
        private final long[] members;

        Key(long[] sorted) {
            this.members = sorted;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && Arrays.equals(members, that.members);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(members);
        }
    }
}
