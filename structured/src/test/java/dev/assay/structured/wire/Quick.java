package dev.assay.structured.wire;

import dev.assay.structured.Retries;
import java.time.Duration;

/** Repeats at once. */
final class Quick {
    static final Retries TWICE = new Retries(2, Duration.ZERO, Duration.ofMinutes(1));

    private Quick() {}
}
