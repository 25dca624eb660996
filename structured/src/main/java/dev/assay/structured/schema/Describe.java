package dev.assay.structured.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a component, a type or a constant of an enum means: the schema's {@code description}, which the model reads. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE,
    ElementType.TYPE_USE
})
public @interface Describe {

    /**
     * The description, in words for the model.
     *
     * @return the words that the model reads
     */
    String value();
}
