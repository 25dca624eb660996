package dev.assay.server.access;

import dev.assay.store.Role;
import dev.assay.store.Users;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Pattern;

/** What an account must be like, over REST and on the command line. */
public final class NewUser {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+-]{1,64}");

    private NewUser() {}

    /** @throws IllegalArgumentException where the name, the role or the password is not allowed */
    public static Users.User of(String name, String role, String password, Instant now) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name is '" + name + "' (expected: 1 to 64 letters, digits and characters of '._@+-')");
        }
        return new Users.User(name, role(role), hash(password), now);
    }

    /** @throws IllegalArgumentException where there is no such role */
    public static Role role(String label) {
        return Role.ofLabel(label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the role is '" + label + "' (expected: viewer, reviewer, editor or admin)"));
    }

    /** @throws IllegalArgumentException where the password is not allowed */
    public static String hash(String password) {
        Passwords.check(password);
        return Passwords.hash(password, new SecureRandom());
    }
}
