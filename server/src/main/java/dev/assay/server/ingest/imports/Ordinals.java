package dev.assay.server.ingest.imports;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts how often each hash has come. A file may have many millions of rows, of which few are the same: sixteen to
 * thirty-two bytes for each, where a map would take a hundred.
 */
final class Ordinals {

    private static final int SMALLEST = 1 << 10;

    private long[] table = new long[SMALLEST];
    private int size;
    private final Map<Long, Integer> repeated = new HashMap<>();

    /** How often this hash came before; its bits are evenly spread. */
    int next(long hash) {
        long key = hash == 0 ? 1 : hash;
        if (add(table, key)) {
            if (++size > table.length / 2) {
                grow();
            }
            return 0;
        }
        return repeated.merge(key, 1, Integer::sum);
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        Arrays.stream(table).filter(key -> key != 0).forEach(key -> add(larger, key));
        table = larger;
    }

    /** Zero marks a free place. */
    private static boolean add(long[] table, long key) {
        int mask = table.length - 1;
        int place = (int) key & mask;
        while (table[place] != 0) {
            if (table[place] == key) {
                return false;
            }
            place = (place + 1) & mask;
        }
        table[place] = key;
        return true;
    }
}
