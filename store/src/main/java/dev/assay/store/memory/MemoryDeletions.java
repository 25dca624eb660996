package dev.assay.store.memory;

import dev.assay.store.Deletions;
import dev.assay.store.Tombstones;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class MemoryDeletions implements Deletions {

    private record Kept(Deletion deletion, Set<String> traceIds) {}

    private final Tombstones tombstones = new Tombstones();
    private final Map<String, Kept> byId = new LinkedHashMap<>();

    @Override
    public synchronized void begin(Deletion deletion, Set<String> traceIds, Instant until) {
        byId.put(deletion.id(), new Kept(deletion, Set.copyOf(traceIds)));
        if (deletion.subject() == Subject.PROJECT) {
            tombstones.addProject(deletion.project(), until);
        }
        tombstones.add(deletion.project(), traceIds, until);
    }

    @Override
    public synchronized void finish(String id, Instant at, String proof) {
        byId.computeIfPresent(
                id,
                (_, kept) -> new Kept(
                        new Deletion(
                                id,
                                kept.deletion.project(),
                                kept.deletion.subject(),
                                "",
                                kept.deletion.requestedAt(),
                                Optional.of(at),
                                proof),
                        kept.traceIds));
    }

    @Override
    public synchronized Optional<Deletion> read(String project, String id) {
        return Optional.ofNullable(byId.get(id))
                .map(Kept::deletion)
                .filter(deletion -> deletion.project().equals(project));
    }

    @Override
    public synchronized List<Deletion> unfinished() {
        return byId.values().stream()
                .map(Kept::deletion)
                .filter(deletion -> deletion.finishedAt().isEmpty())
                .toList();
    }

    @Override
    public synchronized Set<String> traceIds(String id) {
        return Optional.ofNullable(byId.get(id)).map(Kept::traceIds).orElse(Set.of());
    }

    @Override
    public void expire(Instant now) {
        tombstones.expire(now);
    }

    @Override
    public void allow(String project) {
        tombstones.allow(project);
    }

    @Override
    public boolean isDeleted(String project) {
        return tombstones.has(project);
    }

    @Override
    public boolean isDeleted(String project, String traceId) {
        return tombstones.has(project, traceId);
    }

    @Override
    public boolean isEmpty(String project) {
        return tombstones.isEmpty(project);
    }

    @Override
    public Set<String> deletedOf(String project, Collection<String> traceIds) {
        return tombstones.of(project, traceIds);
    }

    @Override
    public Standing standing() {
        return tombstones.standing();
    }
}
