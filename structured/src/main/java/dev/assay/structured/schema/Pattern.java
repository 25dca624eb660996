package dev.assay.structured.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A regular expression that a text must match: the schema's {@code pattern}. It may match anywhere; anchor it with {@code ^} and {@code $}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
public @interface Pattern {

    /**
     * The expression, in the syntax of ECMA-262 as JSON Schema wants it.
     *
     * @return a regular expression of ECMA-262, found anywhere in the text unless it is anchored
     */
    String value();
}
