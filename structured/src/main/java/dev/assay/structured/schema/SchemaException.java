package dev.assay.structured.schema;

/** A schema, or a Java type that a schema is wanted of, cannot be used. The message names the place and what is wrong there. */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A schema or type that cannot be used.
     *
     * @param message the place in the schema or the type, what stands there, and what was expected
     */
    public SchemaException(String message) {
        super(message);
    }

    /**
     * A schema or type that cannot be read.
     *
     * @param message the place in the schema or the type, what stands there, and what was expected
     * @param cause what was thrown when it was read
     */
    public SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
