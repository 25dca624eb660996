package dev.assay.structured.constrain;

/**
 * How JSON is written that a schema describes.
 *
 * @param whitespace where blanks and line feeds may stand
 * @param order in which order properties may come
 * @param formats whether the keyword "format" is held; if so, a format that is not known is an error, and if not, all are annotations, as
 *     2020-12 has it by default
 */
public record SchemaOptions(Whitespace whitespace, Order order, boolean formats) {

    /** Whatever a reader of JSON takes: any white space, any order, formats held. */
    public static final SchemaOptions DEFAULT = new SchemaOptions(Whitespace.ANY, Order.ANY, true);

    /** The shortest writing, properties as declared: the most is forced, so the model is asked least. */
    public static final SchemaOptions COMPACT = new SchemaOptions(Whitespace.NONE, Order.DECLARED, true);

    /** Where white space may stand. */
    public enum Whitespace {
        /** Anywhere between tokens of JSON, before and after the value, as much as there is. */
        ANY,
        /** At most one blank, after a colon or a comma. */
        ONE_BLANK,
        /** Nowhere. */
        NONE
    }

    /** In which order properties may come. */
    public enum Order {
        /** In any. */
        ANY,
        /** As the schema declares them, and then all others. */
        DECLARED
    }

    /**
     * The same with other white space.
     *
     * @param other where white space may stand
     * @return new options
     */
    public SchemaOptions withWhitespace(Whitespace other) {
        return new SchemaOptions(other, order, formats);
    }

    /**
     * The same with another order.
     *
     * @param other in which order properties may come
     * @return new options
     */
    public SchemaOptions withOrder(Order other) {
        return new SchemaOptions(whitespace, other, formats);
    }

    /**
     * The same with formats held or not.
     *
     * @param held whether {@code format} is held
     * @return new options
     */
    public SchemaOptions withFormats(boolean held) {
        return new SchemaOptions(whitespace, order, held);
    }
}
