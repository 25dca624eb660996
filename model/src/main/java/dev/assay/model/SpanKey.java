package dev.assay.model;

/**
 * The identity of a span. Delivery is at least once, so what arrives twice under one key is one span.
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param spanId 16 lower-case hexadecimal digits
 */
public record SpanKey(String project, String traceId, String spanId) {}
