package dev.assay.server.ingest.dialect;

import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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
            @Nullable AnyValue value = attributes.get(key);
            OptionalLong count = value == null ? OptionalLong.empty() : Values.count(value);
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
