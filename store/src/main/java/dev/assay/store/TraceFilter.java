package dev.assay.store;

import java.time.Instant;
import java.util.List;

/**
 * Which traces are asked for. A trace is in where it starts in the time range and each condition holds on at least one
 * of its spans.
 *
 * @param from inclusive
 * @param to exclusive
 * @param text words that the input or output of a span contains as written, whatever their case; empty for any
 * @param conditions all must hold
 */
public record TraceFilter(String project, Instant from, Instant to, String text, List<Condition> conditions) {

    public TraceFilter {
        conditions = List.copyOf(conditions);
    }

    /** One field of a span equals one value. */
    public record Condition(Field field, String value) {}

    /** What can be asked of a span. */
    public enum Field {
        /** The model asked for or the model that answered. */
        MODEL,
        PROVIDER,
        KIND,
        STATUS,
        NAME,
        SERVICE,
        ENVIRONMENT,
        SESSION,
        USER,
        TAG
    }
}
