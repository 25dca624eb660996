package dev.assay.structured.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a component, of a constant of an enum, or of an alternative of a {@link Discriminator}'s union in JSON, where it is not its name
 * in Java.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface Name {

    /**
     * The name.
     *
     * @return the name in JSON
     */
    String value();
}
