package dev.assay.store.columns;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The traces with fresh rows as of one moment, so that which written rows count is known without asking the engine. What is made for
 * one question is a set of its own, so that the ones before need not be copied for it.
 */
record FreshIds(List<Set<UUID>> sets) {

    static final FreshIds NONE = new FreshIds(List.of());

    /** More are put together. */
    private static final int MOST_SETS = 32;

    FreshIds with(Set<UUID> made) {
        if (made.isEmpty()) {
            return this;
        }
        if (sets.size() < MOST_SETS) {
            return new FreshIds(Stream.concat(sets.stream(), Stream.of(made)).toList());
        }
        Set<UUID> all = new HashSet<>(made);
        sets.forEach(all::addAll);
        return new FreshIds(List.of(all));
    }

    boolean has(UUID traceId) {
        return sets.stream().anyMatch(set -> set.contains(traceId));
    }

    boolean hasAny(Set<UUID> traceIds) {
        return traceIds.stream().anyMatch(this::has);
    }
}
