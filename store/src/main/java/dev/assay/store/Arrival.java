package dev.assay.store;

import java.time.Instant;

/**
 * A request that was checked and is to be kept as it came.
 *
 * @param imported whether it comes from a file, so that its spans may have been stored at any time before
 * @param encoding how {@code body} is compressed
 * @param body not changed by anybody after it was handed over
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are megabytes: neither copied nor compared
public record Arrival(
        String project, ArrivalKind kind, boolean imported, Instant receivedAt, Encoding encoding, byte[] body) {

    /** How a body is compressed on arrival. */
    public enum Encoding {
        IDENTITY,
        GZIP
    }
}
