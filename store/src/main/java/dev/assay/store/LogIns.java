package dev.assay.store;

import java.time.Instant;
import java.util.Optional;

/** Who is logged in. A log-in is known by its token, which changes from time to time; the store knows hashes only. */
public interface LogIns {

    /** @param token the hash of its first token */
    void add(LogIn logIn, byte[] token);

    /** The log-in with this token, or with this one before its newest. */
    Optional<Found> find(byte[] token);

    /**
     * Gives the log-in a new token; the one it had becomes the one before.
     *
     * @param from the hash of the newest token until now
     * @return false where another request was faster
     */
    boolean rotate(String id, byte[] from, byte[] to, Instant at);

    void remove(String id);

    /** Ends all log-ins of a user. */
    void removeOf(String user);

    /** Forgets those that began before {@code created}, or whose token is older than {@code rotated}. */
    void removeOlder(Instant created, Instant rotated);

    /**
     * @param user a name of {@link Users}
     * @param rotatedAt when its token was made
     */
    record LogIn(String id, String user, Instant createdAt, Instant rotatedAt) {}

    /**
     * @param role what the user is now
     * @param newest whether the token is the newest, not the one before
     */
    record Found(LogIn logIn, Role role, boolean newest) {}
}
