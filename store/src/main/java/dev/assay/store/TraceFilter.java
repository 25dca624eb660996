package dev.assay.store;

import dev.assay.store.filter.Filter;
import java.time.Instant;

/**
 * Which traces are asked for, or which spans. A trace is in where it starts in the time range and the filter holds on
 * it, a span likewise; {@link Filter} says what that means of a trace.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record TraceFilter(String project, Instant from, Instant to, Filter filter) {}
