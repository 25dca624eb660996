package dev.assay.server.ingest.dialect;

import dev.assay.model.SpanBuilder;

/** The fields of a span that are one text. */
enum TextField {
    OPERATION,
    PROVIDER,
    REQUEST_MODEL,
    RESPONSE_MODEL,
    RESPONSE_ID,
    SESSION,
    USER,
    PROMPT_NAME,
    PROMPT_VERSION,
    ENVIRONMENT,
    ERROR_TYPE,
    ERROR_MESSAGE;

    /** Sets the field where it is empty, and takes out the attributes whose text it now holds. */
    void fill(Attributes attributes, String[] keys, SpanBuilder span) {
        String held = get(span);
        for (String key : keys) {
            String text = attributes.text(key);
            if (text.isEmpty()) {
                continue;
            }
            if (held.isEmpty()) {
                held = this == PROVIDER ? Providers.normalised(text) : text;
                set(span, held);
            }
            if (text.equals(held)) {
                attributes.remove(key);
            }
        }
    }

    private String get(SpanBuilder span) {
        return switch (this) {
            case OPERATION -> span.operation;
            case PROVIDER -> span.provider;
            case REQUEST_MODEL -> span.requestModel;
            case RESPONSE_MODEL -> span.responseModel;
            case RESPONSE_ID -> span.responseId;
            case SESSION -> span.sessionId;
            case USER -> span.userId;
            case PROMPT_NAME -> span.promptName;
            case PROMPT_VERSION -> span.promptVersion;
            case ENVIRONMENT -> span.environment;
            case ERROR_TYPE -> span.errorType;
            case ERROR_MESSAGE -> span.errorMessage;
        };
    }

    private void set(SpanBuilder span, String text) {
        switch (this) {
            case OPERATION -> span.operation = text;
            case PROVIDER -> span.provider = text;
            case REQUEST_MODEL -> span.requestModel = text;
            case RESPONSE_MODEL -> span.responseModel = text;
            case RESPONSE_ID -> span.responseId = text;
            case SESSION -> span.sessionId = text;
            case USER -> span.userId = text;
            case PROMPT_NAME -> span.promptName = text;
            case PROMPT_VERSION -> span.promptVersion = text;
            case ENVIRONMENT -> span.environment = text;
            case ERROR_TYPE -> span.errorType = text;
            case ERROR_MESSAGE -> span.errorMessage = text;
        }
    }
}
