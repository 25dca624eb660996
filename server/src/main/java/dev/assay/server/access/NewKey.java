package dev.assay.server.access;

import dev.assay.store.KeyScope;
import dev.assay.store.Keys;
import java.time.Instant;
import java.util.Optional;

/**
 * A key as it is made, over REST and on the command line.
 *
 * @param secret is shown once, and kept nowhere
 * @param hash what is kept of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewKey(Keys.Key key, String secret, byte[] hash) {

    /** Of the random part: 4 of its 43 characters, which leaves 232 bits. */
    private static final int SHOWN = 4;

    private static final int MAX_NAME = 100;

    /** @throws IllegalArgumentException where the name or the scope is not allowed */
    public static NewKey of(String id, String project, String name, String scope, Instant now) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "the name of the key has " + name.length() + " characters (expected: 1 to " + MAX_NAME + ")");
        }
        KeyScope reach = KeyScope.ofLabel(scope)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the scope of the key is '" + scope + "' (expected: ingest or full)"));
        String prefix = Credentials.PREFIX + reach.label().charAt(0) + "_";
        String secret = new Secrets().next(prefix);
        String hint = secret.substring(0, prefix.length() + SHOWN);
        return new NewKey(
                new Keys.Key(id, project, name, reach, hint, now, Optional.empty(), Optional.empty()),
                secret,
                Secrets.hash(secret));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return key.toString();
    }
}
