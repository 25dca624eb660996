package dev.assay.store;

import java.time.Instant;

/**
 * A request as the journal kept it.
 *
 * @param position its place in the order of arrival, from 1 upwards
 * @param body inflated
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are megabytes: neither copied nor compared
public record JournalEntry(
        long position, String project, ArrivalKind kind, boolean imported, Instant receivedAt, byte[] body) {}
