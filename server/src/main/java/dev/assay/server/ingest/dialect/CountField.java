package dev.assay.server.ingest.dialect;

import java.util.OptionalLong;

/** The counts of tokens that a client tells. */
enum CountField {
    INPUT,
    OUTPUT,
    CACHE_READ,
    CACHE_WRITE,
    REASONING;

    /** The count where it is known already, else the first that an attribute tells; takes out those that tell the same. */
    static OptionalLong fill(Attributes attributes, String[] keys, OptionalLong known) {
        OptionalLong held = known;
        for (String key : keys) {
            OptionalLong count = attributes.count(key);
            if (count.isEmpty()) {
                continue;
            }
            if (held.isEmpty()) {
                held = count;
            }
            if (held.equals(count)) {
                attributes.remove(key);
            }
        }
        return held;
    }
}
