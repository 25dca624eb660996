package dev.assay.structured.schema;

/**
 * A value does not become the Java type, although it may obey the schema: a constructor refused it, or it breaks a rule that has no keyword. The
 * message says where and why.
 */
public final class BindingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;

    BindingException(String path, String message, Throwable cause) {
        super(message, cause);
        this.path = path;
    }

    /**
     * Where in the value, as a JSON pointer (RFC 6901); {@code ""} is the whole.
     *
     * @return a JSON pointer (RFC 6901), {@code ""} for the whole
     */
    public String path() {
        return path;
    }
}
