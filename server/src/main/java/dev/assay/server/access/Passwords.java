package dev.assay.server.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;

/**
 * Hashes passwords with Argon2id (RFC 9106), with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, two
 * passes, one lane. By password4j (Apache 2.0), because it is 90 KB of plain Java; Bouncy Castle is a hundred times that.
 */
final class Passwords {

    /** After NIST SP 800-63B: length counts, not kinds of characters. */
    static final int MIN_LENGTH = 12;

    static final int MAX_LENGTH = 1_000;

    /**
     * Random bytes in the place of a salt and a hash, so that a name that nobody has takes as long as one that somebody has. Written here, because
     * making one took a fifth of every start.
     */
    static final String OF_NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$bUxnsATnWWeV5rMQk0U8sQ$JpuWxy/m5gePXHDCrTlJ3kxwm3XZM44rc2aoBxHtzCs";

    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;

    /** Each hash takes 19 MiB and 30 ms of a core; so many at once, and the others wait. */
    private static final Semaphore PLACES = new Semaphore(2, true);

    private Passwords() {}

    /** @throws IllegalArgumentException where it is too short or too long; the message does not repeat it */
    static void check(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the password has " + length + " characters (expected: " + MIN_LENGTH + " to " + MAX_LENGTH + ")");
        }
    }

    /** In PHC's string format, with a new salt. */
    static String hash(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        PLACES.acquireUninterruptibly();
        try {
            return ARGON2ID.hash(password.getBytes(StandardCharsets.UTF_8), salt)
                    .getResult();
        } finally {
            PLACES.release();
        }
    }

    /** @param hash in PHC's string format; its own parameters count */
    static boolean matches(String password, String hash) {
        PLACES.acquireUninterruptibly();
        try {
            return Argon2Function.getInstanceFromHash(hash).check(password, hash);
        } finally {
            PLACES.release();
        }
    }
}
