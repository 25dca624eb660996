package dev.assay.server.web;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name of the user or key; empty where there is none
 * @param project the only one that the caller sees; empty where all are seen
 * @param may the permissions
 * @param cookie a {@code Set-Cookie} that goes with the answer; empty mostly
 */
public record Caller(Kind kind, String name, Optional<String> project, Set<Permission> may, Optional<String> cookie) {

    /** What makes a caller known. */
    public enum Kind {
        /** Nothing does. */
        NOBODY,
        /** Nothing needs to, because nothing is locked. */
        ANYBODY,
        KEY,
        USER
    }

    /** Shows nothing that is known here. */
    public static final Caller NOBODY =
            new Caller(Kind.NOBODY, "", Optional.empty(), EnumSet.of(Permission.NOTHING), Optional.empty());

    /** May do everything. */
    public static final Caller ANYBODY =
            new Caller(Kind.ANYBODY, "", Optional.empty(), EnumSet.allOf(Permission.class), Optional.empty());

    /** Whether the caller may know that the project exists. */
    public boolean sees(String other) {
        return project.isEmpty() || project.get().equals(other);
    }

    /** @throws ProblemException with 401 where nobody knows who asks, with 403 where it is somebody who may not */
    public void require(Permission permission) {
        if (may.contains(permission)) {
            return;
        }
        if (kind == Kind.NOBODY) {
            throw new ProblemException(
                    401,
                    "nothing says who asks (expected: a key of a project as 'Authorization: Bearer KEY', or a log-in)");
        }
        throw new ProblemException(
                403,
                (kind == Kind.KEY ? "the key '" : "the account '") + name + "' lacks the permission '"
                        + permission.label() + "'; an administrator can give another");
    }
}
