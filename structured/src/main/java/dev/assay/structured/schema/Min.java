package dev.assay.structured.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The least number that is allowed: the schema's {@code minimum}, or {@code exclusiveMinimum}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
public @interface Min {

    /**
     * The bound.
     *
     * @return the least
     */
    double value();

    /**
     * Whether the bound itself is not allowed.
     *
     * @return whether the bound itself is too little
     */
    boolean exclusive() default false;
}
