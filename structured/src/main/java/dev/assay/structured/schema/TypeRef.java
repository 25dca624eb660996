package dev.assay.structured.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A generic type that is kept at run time: {@code new TypeRef<List<Order>>() {}}.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {

    private final Type type;

    /** To be called by an anonymous subclass that names the type. */
    protected TypeRef() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parameterized)
                || parameterized.getRawType() != TypeRef.class) {
            throw new SchemaException(
                    "a TypeRef is made as new TypeRef<List<Order>>() {}, with its type named; this one is "
                            + getClass().getGenericSuperclass());
        }
        this.type = parameterized.getActualTypeArguments()[0];
    }

    /**
     * The type that was named.
     *
     * @return the type with its arguments
     */
    public final Type type() {
        return type;
    }

    @Override
    public final String toString() {
        return type.getTypeName();
    }
}
