package dev.assay.structured;

/**
 * A tool that the model called, with valid arguments.
 *
 * @param tool its name
 * @param value its arguments, of the type that the tool was declared with
 */
public record Call(String tool, Object value) {

    /**
     * The arguments as their type.
     *
     * @param type the type that the tool was declared with
     * @return the arguments
     * @param <T> the type
     * @throws ClassCastException if the tool was declared with another type
     */
    public <T> T as(Class<T> type) {
        return type.cast(value);
    }
}
