package dev.assay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys of projects. The store knows their hashes only. */
public interface Keys {

    /** @param hash of the key, which nobody else has */
    void add(Key key, byte[] hash);

    /** The key of a hash, unless it was revoked. */
    Optional<Key> find(byte[] hash);

    /** Those of a project, newest first, revoked ones too. */
    List<Key> of(String project);

    /** @return false where the project has no such key that still opens something */
    boolean revoke(String project, String id, Instant at);

    /** Notes when a key was last used. */
    void used(String id, Instant at);

    /**
     * @param name what people call it
     * @param hint how the key begins, to tell it from others; too little to guess the rest from
     */
    record Key(
            String id,
            String project,
            String name,
            KeyScope scope,
            String hint,
            Instant createdAt,
            Optional<Instant> lastUsedAt,
            Optional<Instant> revokedAt) {}
}
