package dev.assay.store.filter;
/** What a term asks about. */
public sealed interface Subject permits Field, Subject.Attribute, Subject.Metadata, Subject.Score {

    /**
     * The subject of this name, for example {@code model} or {@code attributes.http.route}.
     *
     * @param name neither quoted nor escaped
     * @throws FilterException where it is none
     */
    static Subject named(String name) {
        return FilterParser.subject(0, name);
    }

    /** Its name as it stands in a filter, escaped where it has to be. */
    default String label() {
        return FilterText.subject(this);
    }

    /** Whether spans can be told apart by its values: whether those are texts or words. */
    default boolean isGrouped() {
        return switch (this) {
            case Field field -> field.type() == Field.Type.TEXT || field.type() == Field.Type.WORD;
            case Attribute _, Metadata _, Score _ -> true;
        };
    }

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
