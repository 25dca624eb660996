package dev.assay.structured.schema;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema (2020-12), of a Java type or given directly. Immutable; made once and used often, by many threads.
 *
 * <p>Formats are rules here, not notes: {@code date-time}, {@code uuid} and the others that {@link Validator} knows are checked.
 */
public final class Schema {

    private final JsonNode json;
    private final Optional<Type> type;
    private final Validator validator;

    private Schema(JsonNode json, Optional<Type> type) {
        this.json = json;
        this.type = type;
        this.validator = Validator.compile(json);
    }

    /**
     * The schema of a class.
     *
     * @param type the type
     * @return the schema
     * @throws SchemaException where the class, or one that it leads to, has no schema
     */
    public static Schema of(Class<?> type) {
        return of((Type) type);
    }

    /**
     * The schema of a generic type.
     *
     * @param type the type
     * @return the schema
     * @throws SchemaException where the type, or one that it leads to, has no schema
     */
    public static Schema of(TypeRef<?> type) {
        return of(type.type());
    }

    /**
     * The schema of a type: records, beans, enums, sealed interfaces, lists, sets, maps, optionals, arrays, numbers, texts, and java.time.
     *
     * @param type the type
     * @return the schema
     * @throws SchemaException where the type, or one that it leads to, has no schema
     */
    public static Schema of(Type type) {
        return new Schema(SchemaGenerator.generate(type), Optional.of(type));
    }

    /**
     * A schema that is given directly. It is copied.
     *
     * @param json an object or a boolean
     * @return the schema
     * @throws SchemaException where it is no schema of 2020-12, or refers to what is not there
     */
    public static Schema ofJson(JsonNode json) {
        return new Schema(json.deepCopy(), Optional.empty());
    }

    /**
     * A schema that is given as JSON text.
     *
     * @param json an object or a boolean
     * @return the schema
     * @throws SchemaException where it is no JSON, no schema of 2020-12, or refers to what is not there
     */
    public static Schema ofJson(String json) {
        try {
            return new Schema(SchemaJson.MAPPER.readTree(json), Optional.empty());
        } catch (JacksonException e) {
            throw new SchemaException("the schema is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The schema itself; not to be changed.
     *
     * @return an object or a boolean
     */
    public JsonNode json() {
        return json;
    }

    /**
     * The type that it was made of, where it was made of one.
     *
     * @return the type; empty for a schema that was given as JSON
     */
    public Optional<Type> type() {
        return type;
    }

    /**
     * All rules that a value breaks; empty where it breaks none.
     *
     * @param value any value
     * @return the violations, in the order of the schema
     */
    public List<Violation> validate(JsonNode value) {
        return validator.validate(value);
    }

    /**
     * Whether a value breaks no rule. Faster than {@link #validate}.
     *
     * @param value any value
     * @return true where {@link #validate} would be empty
     */
    public boolean isValid(JsonNode value) {
        return validator.isValid(value);
    }

    /**
     * The schema as a provider takes it, with a record of what it leaves out.
     *
     * @param dialect the provider's dialect
     * @return what is sent, and what has to be checked afterwards
     */
    public ProviderSchema forDialect(Dialect dialect) {
        return DownConverter.convert(json, dialect);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema schema && json.equals(schema.json) && type.equals(schema.type);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** The schema as JSON. */
    @Override
    public String toString() {
        return json.toString();
    }
}
