package dev.assay.store;

import java.util.Optional;

/** Settings of projects, each a text under a name. */
public interface ProjectSettings {

    /** Empty where it was never written. */
    Optional<String> read(String project, String name);

    /** Takes the place of an older one. */
    void write(String project, String name, String value);
}
