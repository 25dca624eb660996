package dev.assay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The namespaces that own everything else. */
public interface Projects {

    /** By name. */
    List<Project> all();

    Optional<Project> find(String name);

    /**
     * Makes the project where there is none of that name yet.
     *
     * @return whether it was made
     * @throws DeletedProjectException where it was deleted and may not come back yet
     */
    boolean ensure(String name, Instant at);

    /**
     * Changes what people read in place of the name, which stays: everything that was ever sent says it.
     *
     * @return false where there is no such project
     */
    boolean entitle(String name, String title);

    /**
     * @param name 1 to 64 of the characters {@code a-z A-Z 0-9 . _ -}
     * @param title what people read; the name where nobody chose another
     */
    record Project(String name, String title, Instant createdAt) {}
}
