package dev.assay.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    /** From {@code test.c} of the reference implementation, phc-winner-argon2: version 19, 2 passes, 64 MiB, 1 lane. */
    @Test
    void readsWhatTheReferenceImplementationWrites() {
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(Passwords.matches("password", hash)).isTrue();
        assertThat(Passwords.matches("differentpassword", hash)).isFalse();
    }

    @Test
    void writesTheStringFormat_withASaltOfItsOwn() {
        String one = Passwords.hash("correct horse", new SecureRandom());
        String other = Passwords.hash("correct horse", new SecureRandom());
        assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other);
        assertThat(Passwords.matches("correct horse", one)).isTrue();
        assertThat(Passwords.matches("correct horse ", one)).isFalse();
        assertThat(Passwords.OF_NOBODY)
                .as("takes as long as what is written")
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .hasSameSizeAs(one);
        assertThat(Passwords.matches("correct horse", Passwords.OF_NOBODY)).isFalse();
    }
}
