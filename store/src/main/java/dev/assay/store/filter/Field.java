package dev.assay.store.filter;

import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A canonical field of a span, by the name it has in the language. */
public enum Field implements Subject {
    TRACE("trace", Type.ID),
    SPAN("span", Type.ID),
    PARENT("parent", Type.ID),
    NAME("name", Type.TEXT),
    KIND("kind", Type.WORD),
    STATUS("status", Type.WORD),
    /** Of a span, whether its status is an error; of a trace, whether that of the whole is. */
    FAILED("failed", Type.TRUTH),
    OPERATION("operation", Type.TEXT),
    PROVIDER("provider", Type.TEXT),
    /** The model asked for or the model that answered. */
    MODEL("model", Type.TEXT),
    REQUEST_MODEL("request.model", Type.TEXT),
    RESPONSE_MODEL("response.model", Type.TEXT),
    RESPONSE_ID("response.id", Type.TEXT),
    ERROR_TYPE("error.type", Type.TEXT),
    ERROR_MESSAGE("error.message", Type.TEXT),
    FINISH("finish", Type.TEXT),
    SESSION("session", Type.TEXT),
    USER("user", Type.TEXT),
    TAG("tag", Type.TEXT),
    PROMPT("prompt", Type.TEXT),
    PROMPT_VERSION("prompt.version", Type.TEXT),
    SERVICE("service", Type.TEXT),
    ENVIRONMENT("environment", Type.TEXT),
    CLIENT("client", Type.TEXT),
    CLIENT_VERSION("client.version", Type.TEXT),
    DIALECT("dialect", Type.TEXT),
    INPUT("input", Type.CONTENT),
    OUTPUT("output", Type.CONTENT),
    SYSTEM("system", Type.CONTENT),
    TOOLS("tools", Type.CONTENT),
    /** Input and output together. */
    TOKENS("tokens", Type.NUMBER),
    INPUT_TOKENS("tokens.input", Type.NUMBER),
    OUTPUT_TOKENS("tokens.output", Type.NUMBER),
    CACHE_READ_TOKENS("tokens.cache_read", Type.NUMBER),
    CACHE_WRITE_TOKENS("tokens.cache_write", Type.NUMBER),
    REASONING_TOKENS("tokens.reasoning", Type.NUMBER),
    /** In US dollars. */
    COST("cost", Type.NUMBER),
    DURATION("duration", Type.DURATION),
    START("start", Type.TIME),
    END("end", Type.TIME);

    /** What can be asked of a field. */
    public enum Type {
        /** Hexadecimal digits, whatever their case; equal, or like a pattern. */
        ID,
        /** Equal, or like a pattern. */
        TEXT,
        /** One of a few words, whatever their case. */
        WORD,
        /** True or false, and of a trace one of the two for all of it; spans are not told apart by it. */
        TRUTH,
        /** Contains a text, whatever its case. */
        CONTENT,
        NUMBER,
        DURATION,
        TIME
    }

    private final String label;
    private final Type type;

    Field(String label, Type type) {
        this.label = label;
        this.type = type;
    }

    @Override
    public String label() {
        return label;
    }

    public Type type() {
        return type;
    }

    /** The words that the field may be; empty where it may be anything. */
    public List<String> words() {
        return switch (this) {
            case KIND -> Arrays.stream(SpanKind.values()).map(SpanKind::label).toList();
            case STATUS -> Arrays.stream(Status.values()).map(Status::label).toList();
            case FAILED -> List.of("true", "false");
            default -> List.of();
        };
    }

    /** The field of this name or alias. */
    public static Optional<Field> of(String name) {
        String label = switch (name) {
            case "env" -> ENVIRONMENT.label;
            case "tags" -> TAG.label;
            default -> name;
        };
        return Arrays.stream(values())
                .filter(field -> field.label.equals(label))
                .findFirst();
    }
}
