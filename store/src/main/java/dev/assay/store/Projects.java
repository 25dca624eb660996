package dev.assay.store;

import java.time.Instant;
import java.util.List;

/** The namespaces that own everything else. */
public interface Projects {

    /** By name. */
    List<Project> all();

    /** Makes the project where there is none of that name yet. */
    void ensure(String name, Instant at);

    /**
     * @param name 1 to 64 of the characters {@code a-z A-Z 0-9 . _ -}
     */
    record Project(String name, Instant createdAt) {}
}
