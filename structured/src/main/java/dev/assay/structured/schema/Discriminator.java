package dev.assay.structured.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a sealed interface a discriminated union: each alternative gets a required property that holds its name and nothing else.
 * Without this annotation (and without Jackson's {@code @JsonTypeInfo}) alternatives are told apart by their other properties.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Discriminator {

    /**
     * The name of the property.
     *
     * @return the name of the property
     */
    String value() default "type";
}
