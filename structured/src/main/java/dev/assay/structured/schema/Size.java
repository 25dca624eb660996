package dev.assay.structured.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a text may be in Unicode characters ({@code minLength}, {@code maxLength}), how many items a list may have ({@code minItems},
 * {@code maxItems}) or how many entries a map ({@code minProperties}, {@code maxProperties}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
public @interface Size {

    /**
     * The least size that is allowed.
     *
     * @return the least, from 0
     */
    int min() default 0;

    /**
     * The greatest size that is allowed.
     *
     * @return the most
     */
    int max() default Integer.MAX_VALUE;
}
