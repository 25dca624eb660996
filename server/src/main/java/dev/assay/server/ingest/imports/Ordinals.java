package dev.assay.server.ingest.imports;

import dev.assay.server.ingest.LongSet;
import java.util.HashMap;
import java.util.Map;

/** Counts how often each hash has come. A file may have many millions of rows, of which few are the same. */
final class Ordinals {

    private final LongSet seen = new LongSet();
    private final Map<Long, Integer> repeated = new HashMap<>();

    /** How often this hash came before. */
    int next(long hash) {
        if (seen.contains(hash)) {
            return repeated.merge(hash, 1, Integer::sum);
        }
        seen.add(hash);
        return 0;
    }
}
