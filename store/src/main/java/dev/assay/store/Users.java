package dev.assay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The people who have an account. Names differ by more than their case. Once there is an administrator, one stays. */
public interface Users {

    /** Whether there is an account at all; cheap enough to be asked with every request. */
    boolean any();

    /** By name. */
    List<User> all();

    /** Whatever the case of the name. */
    Optional<User> find(String name);

    /** @return false where the name is taken */
    boolean add(User user);

    /** @return false where there is nobody of that name, or the last administrator would be gone */
    boolean change(String name, Role role);

    /** @return false where there is nobody of that name */
    boolean changePassword(String name, String password);

    /**
     * Takes the account away, and its log-ins.
     *
     * @return false where there is nobody of that name, or the last administrator would be gone
     */
    boolean remove(String name);

    /**
     * @param name 1 to 64 characters
     * @param password its hash with salt and parameters in PHC's string format, never the password
     */
    record User(String name, Role role, String password, Instant createdAt) {

        /** Without the hash, which belongs into no log. */
        @Override
        public String toString() {
            return name + " (" + role.label() + ")";
        }
    }
}
