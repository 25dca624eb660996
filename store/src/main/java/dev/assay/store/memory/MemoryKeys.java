package dev.assay.store.memory;

import dev.assay.store.Keys;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

final class MemoryKeys implements Keys {

    private final Map<ByteBuffer, Key> byHash = new LinkedHashMap<>();

    @Override
    public synchronized void add(Key key, byte[] hash) {
        byHash.put(ByteBuffer.wrap(hash.clone()), key);
    }

    synchronized void forget(String project) {
        byHash.values().removeIf(key -> key.project().equals(project));
    }

    @Override
    public synchronized Optional<Key> find(byte[] hash) {
        return Optional.ofNullable(byHash.get(ByteBuffer.wrap(hash)))
                .filter(key -> key.revokedAt().isEmpty());
    }

    @Override
    public synchronized List<Key> of(String project) {
        List<Key> keys = new ArrayList<>(byHash.values());
        keys.removeIf(key -> !key.project().equals(project));
        return keys.reversed();
    }

    @Override
    public synchronized boolean revoke(String project, String id, Instant at) {
        boolean opens = byHash.values().stream()
                .anyMatch(key -> key.id().equals(id)
                        && key.project().equals(project)
                        && key.revokedAt().isEmpty());
        if (opens) {
            change(id, key -> with(key, key.lastUsedAt(), Optional.of(at)));
        }
        return opens;
    }

    @Override
    public synchronized void used(String id, Instant at) {
        change(id, key -> with(key, Optional.of(at), key.revokedAt()));
    }

    private void change(String id, UnaryOperator<Key> change) {
        byHash.replaceAll((_, key) -> key.id().equals(id) ? change.apply(key) : key);
    }

    private static Key with(Key key, Optional<Instant> lastUsedAt, Optional<Instant> revokedAt) {
        return new Key(
                key.id(), key.project(), key.name(), key.scope(), key.hint(), key.createdAt(), lastUsedAt, revokedAt);
    }
}
