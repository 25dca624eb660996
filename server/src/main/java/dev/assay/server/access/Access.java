package dev.assay.server.access;

import dev.assay.server.web.Caller;
import dev.assay.server.web.Gate;
import dev.assay.server.web.Permission;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Route;
import dev.assay.store.Keys;
import dev.assay.store.Records;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Knows callers by their keys and log-ins. */
public final class Access implements Gate {

    /** How exactly the last use of a key is known: a write a request would be a sync a request. */
    private static final Duration USE = Duration.ofMinutes(1);

    private final Records records;
    private final boolean loopback;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Secrets secrets = new Secrets();
    private final Sessions sessions;
    /** Whether somebody was seen to have an account; one administrator stays, so that it stays true. */
    private volatile boolean locked;

    private final byte[] ownerHash;

    /**
     * @param loopback whether nobody but this machine can reach the server
     * @param ownerKey opens everything ({@link #newOwnerKey})
     */
    public Access(Records records, boolean loopback, String ownerKey, Clock clock, Supplier<String> ids) {
        this.records = records;
        this.loopback = loopback;
        this.ownerHash = Secrets.hash(ownerKey);
        this.clock = clock;
        this.ids = ids;
        this.sessions = new Sessions(records.logIns(), secrets, clock, ids);
    }

    /** Opens everything for as long as the process runs; for whoever owns the data folder, and could read it anyway. */
    public static String newOwnerKey() {
        return new Secrets().next(Credentials.PREFIX + "o_");
    }

    @Override
    public boolean isOpen() {
        if (locked || !loopback) {
            return false;
        }
        locked = records.users().any();
        return !locked;
    }

    @Override
    public Caller caller(Function<String, Optional<String>> header) {
        List<String> found = Credentials.of(header);
        for (String secret : found) {
            Optional<Caller> caller = ofKey(secret);
            if (caller.isPresent()) {
                return caller.get();
            }
        }
        boolean ours = found.stream().anyMatch(secret -> secret.startsWith(Credentials.PREFIX));
        // Clients that came from another server still send its key. One of ours that opens nothing is of a project that
        // was left or deleted.
        if (!ours && isOpen()) {
            return Caller.ANYBODY;
        }
        if (!found.isEmpty()) {
            throw new ProblemException(
                    401,
                    ours
                            ? "the key is not known here, or was revoked (expected: a key from the settings of the project)"
                            : "the key is none of this server's, which begin with '" + Credentials.PREFIX
                                    + "'; make one in the settings of the project");
        }
        Optional<Sessions.Session> session = sessions.of(header);
        if (session.isEmpty() && Sessions.isNamed(header)) {
            throw new ProblemException(401, "the session is over; log in again");
        }
        return session.map(Access::ofSession).orElse(Caller.NOBODY);
    }

    private Optional<Caller> ofKey(String secret) {
        if (!secret.startsWith(Credentials.PREFIX)) {
            return Optional.empty();
        }
        byte[] hash = Secrets.hash(secret);
        if (MessageDigest.isEqual(hash, ownerHash)) {
            return Optional.of(new Caller(
                    Caller.Kind.KEY, "owner", Optional.empty(), EnumSet.allOf(Permission.class), Optional.empty()));
        }
        return records.keys().find(hash).map(key -> {
            noteUse(key);
            return new Caller(
                    Caller.Kind.KEY, key.name(), Optional.of(key.project()), Rights.of(key.scope()), Optional.empty());
        });
    }

    private void noteUse(Keys.Key key) {
        Instant now = clock.instant();
        if (key.lastUsedAt().isEmpty() || key.lastUsedAt().get().plus(USE).isBefore(now)) {
            records.keys().used(key.id(), now);
        }
    }

    private static Caller ofSession(Sessions.Session session) {
        return new Caller(
                Caller.Kind.USER,
                session.found().logIn().user(),
                Optional.empty(),
                Rights.of(session.found().role()),
                session.cookie());
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new LogInRoutes(records.users(), sessions, clock).routes());
        routes.addAll(new UserRoutes(records.users(), records.logIns(), clock).routes());
        routes.addAll(new KeyRoutes(records.keys(), records.projects(), clock, ids).routes());
        routes.addAll(new ProjectRoutes(records.projects(), records.deletions(), clock).routes());
        return routes;
    }
}
