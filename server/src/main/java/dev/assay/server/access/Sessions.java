package dev.assay.server.access;

import dev.assay.store.LogIns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who is logged in, by a cookie that no script can read. Its token changes once an hour, so that one that leaks is soon worth
 * nothing; the one before counts for another minute, for requests that were under way.
 */
final class Sessions {

    static final String COOKIE = "assay-session";

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration LONGEST_IDLE = Duration.ofDays(7);
    private static final Duration ROTATION = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final LogIns logIns;
    private final Secrets secrets;
    private final Clock clock;
    private final Supplier<String> ids;

    Sessions(LogIns logIns, Secrets secrets, Clock clock, Supplier<String> ids) {
        this.logIns = logIns;
        this.secrets = secrets;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param cookie that gives the browser its next token; empty mostly */
    record Session(LogIns.Found found, Optional<String> cookie) {}

    /** Begins a session, in place of the one that the request belongs to, if any. The answer is a {@code Set-Cookie}. */
    String begin(String user, Function<String, Optional<String>> header) {
        end(header);
        Instant now = clock.instant();
        logIns.removeOlder(now.minus(LONGEST), now.minus(LONGEST_IDLE));
        String token = secrets.next("");
        logIns.add(new LogIns.LogIn(ids.get(), user, now, now), Secrets.hash(token));
        return cookie(token, LONGEST, header);
    }

    /** Begins a session, and ends all others of the user. The answer is a {@code Set-Cookie}. */
    String beginAlone(String user, Function<String, Optional<String>> header) {
        logIns.removeOf(user);
        return begin(user, header);
    }

    /** The session that a request belongs to. */
    Optional<Session> of(Function<String, Optional<String>> header) {
        return token(header).flatMap(token -> {
            byte[] hash = Secrets.hash(token);
            return logIns.find(hash).filter(this::counts).map(found -> {
                LogIns.LogIn logIn = found.logIn();
                boolean old = logIn.rotatedAt().plus(ROTATION).isBefore(clock.instant());
                if (!found.newest() || !old) {
                    return new Session(found, Optional.empty());
                }
                String next = secrets.next("");
                boolean rotated = logIns.rotate(logIn.id(), hash, Secrets.hash(next), clock.instant());
                return new Session(found, rotated ? Optional.of(cookie(next, LONGEST, header)) : Optional.empty());
            });
        });
    }

    private boolean counts(LogIns.Found found) {
        Instant now = clock.instant();
        Instant rotated = found.logIn().rotatedAt();
        return found.logIn().createdAt().plus(LONGEST).isAfter(now)
                && rotated.plus(LONGEST_IDLE).isAfter(now)
                && (found.newest() || rotated.plus(GRACE).isAfter(now));
    }

    /** Ends the session that a request belongs to. The answer is a {@code Set-Cookie} that removes the cookie. */
    String end(Function<String, Optional<String>> header) {
        token(header)
                .flatMap(token -> logIns.find(Secrets.hash(token)))
                .ifPresent(found -> logIns.remove(found.logIn().id()));
        return cookie("", Duration.ZERO, header);
    }

    /** Whether a request says that it belongs to a session, of whatever worth. */
    static boolean isNamed(Function<String, Optional<String>> header) {
        return token(header).isPresent();
    }

    private static Optional<String> token(Function<String, Optional<String>> header) {
        return header.apply("Cookie").flatMap(cookies -> {
            for (String cookie : cookies.split(";", -1)) {
                String pair = cookie.strip();
                if (pair.startsWith(COOKIE + "=") && pair.length() > COOKIE.length() + 1) {
                    return Optional.of(pair.substring(COOKIE.length() + 1));
                }
            }
            return Optional.empty();
        });
    }

    /** Strict costs nothing here: the page itself needs no cookie, and what it then asks for comes from the same site. */
    private static String cookie(String token, Duration age, Function<String, Optional<String>> header) {
        boolean https = header.apply("X-Forwarded-Proto")
                .filter("https"::equalsIgnoreCase)
                .isPresent();
        return COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + age.toSeconds()
                + (https ? "; Secure" : "");
    }
}
