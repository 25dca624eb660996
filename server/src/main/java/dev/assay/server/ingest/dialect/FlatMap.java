package dev.assay.server.ingest.dialect;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map in the order of its keys' arrival, in three arrays: of a short span the objects of a {@link java.util.LinkedHashMap} were most of what its
 * attributes allocated.
 */
final class FlatMap {

    /** Of more keys the places are kept in a map that keys of one hash do not slow down: who sends them chooses them. */
    private static final int FEW = 128;

    /** In order; null where one was taken out. */
    private @Nullable String[] keys;

    private @Nullable Object[] values;

    /** Where the key of a hash stands, counted from 1; linear probing, at most half full. What was taken out still leads to its place. */
    private int[] places;

    private @Nullable Map<String, Integer> ofMany;
    private int end;
    private int size;

    /** @param expected about so many keys */
    FlatMap(int expected) {
        int least = Math.clamp(expected, 2, FEW);
        places = new int[Integer.highestOneBit(2 * least - 1) * 2];
        keys = new @Nullable String[places.length / 2];
        values = new @Nullable Object[places.length / 2];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Of a key that is there already the place stays. */
    void put(String key, Object value) {
        int place = placeOf(key);
        if (place < 0) {
            if (end == keys.length) {
                grow();
            }
            place = end++;
            size++;
            keys[place] = key;
            lead(key, place);
        }
        values[place] = value;
    }

    @Nullable Object get(String key) {
        int place = placeOf(key);
        return place < 0 ? null : values[place];
    }

    @Nullable Object remove(String key) {
        int place = placeOf(key);
        if (place < 0) {
            return null;
        }
        if (ofMany != null) {
            ofMany.remove(key);
        }
        size--;
        keys[place] = null;
        Object value = values[place];
        values[place] = null;
        return value;
    }

    /** Where the last one stands, and one more. */
    int end() {
        return end;
    }

    /** The key that stands there; null where it was taken out. */
    @Nullable String key(int place) {
        return keys[place];
    }

    /** Of a key that is there. */
    Object value(int place) {
        return Objects.requireNonNull(values[place]);
    }

    private int placeOf(String key) {
        return ofMany == null ? places[slotOf(key)] - 1 : ofMany.getOrDefault(key, -1);
    }

    /** Where in {@link #places} the key is, or would be. */
    private int slotOf(String key) {
        int mask = places.length - 1;
        int hash = key.hashCode();
        int slot = (hash ^ hash >>> 16) & mask;
        while (places[slot] != 0 && !key.equals(keys[places[slot] - 1])) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void lead(String key, int place) {
        if (ofMany == null) {
            places[slotOf(key)] = place + 1;
        } else {
            ofMany.put(key, place);
        }
    }

    private void grow() {
        int larger = keys.length * 2;
        keys = Arrays.copyOf(keys, larger);
        values = Arrays.copyOf(values, larger);
        places = new int[larger <= FEW ? 2 * larger : 0];
        if (larger > FEW && ofMany == null) {
            ofMany = HashMap.newHashMap(larger);
        }
        for (int i = 0; i < end; i++) {
            @Nullable String key = keys[i];
            if (key != null) {
                lead(key, i);
            }
        }
    }
}
