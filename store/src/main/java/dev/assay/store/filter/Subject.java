package dev.assay.store.filter;

/** What a term asks about. */
public sealed interface Subject permits Field, Subject.Attribute, Subject.Metadata, Subject.Score {

    /**
     * An attribute that no field was read from.
     *
     * @param key the whole key, dots and all; not empty
     */
    record Attribute(String key) implements Subject {}

    /**
     * What the application said about the call.
     *
     * @param key a key of the topmost object, dots and all; not empty
     */
    record Metadata(String key) implements Subject {}

    /**
     * Scores of one name.
     *
     * @param name not empty
     */
    record Score(String name) implements Subject {}
}
