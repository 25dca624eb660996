package dev.assay.store;

import java.time.Instant;
import java.util.List;

/** Questions that a team gave a name, per project. */
public interface Views {

    /** Those of a project, by name. */
    List<View> of(String project);

    /** Keeps a view; one of the same name gives way. */
    void keep(View view);

    /** @return false where the project has no view of that name */
    boolean remove(String project, String name);

    /**
     * @param address behind the project: a page of the page, and what is asked there
     * @param by who keeps it; empty where nobody has an account
     */
    record View(String project, String name, String address, String by, Instant at) {}
}
