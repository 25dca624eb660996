package dev.assay.bench;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;

/** How one client writes a call of a model on a span. */
enum ClientForm {
    GEN_AI("opentelemetry.instrumentation.openai_v2") {
        @Override
        void describe(Span.Builder span, Call call) {
            genAi(span, call);
            number(span, "gen_ai.request.max_tokens", 1_024);
            text(span, "gen_ai.conversation.id", call.session);
            text(span, "server.address", "api.example.com");
            number(span, "server.port", 443);
            text(span, "openai.response.service_tier", "default");
            text(span, "openai.api.type", "chat_completions");
            if (call.isTexted()) {
                text(span, "gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be brief.\"}]");
                text(span, "gen_ai.input.messages", "[" + parts("user", call.input) + "]");
                text(span, "gen_ai.output.messages", "[" + parts("assistant", call.output) + "]");
            }
        }
    },
    OPEN_INFERENCE("openinference.instrumentation.openai") {
        @Override
        void describe(Span.Builder span, Call call) {
            text(span, "openinference.span.kind", "LLM");
            text(span, "llm.provider", call.provider);
            text(span, "llm.model_name", call.snapshot);
            text(span, "llm.invocation_parameters", "{\"model\":\"" + call.model + "\",\"temperature\":0.2}");
            number(span, "llm.token_count.prompt", call.inputTokens);
            number(span, "llm.token_count.completion", call.outputTokens);
            text(span, "llm.input_messages.0.message.role", "system");
            text(span, "llm.input_messages.0.message.content", "Be brief.");
            text(span, "llm.input_messages.1.message.role", "user");
            text(span, "llm.input_messages.1.message.content", call.input);
            text(span, "llm.output_messages.0.message.role", "assistant");
            text(span, "llm.output_messages.0.message.content", call.output);
            text(span, "session.id", call.session);
            text(span, "user.id", call.user);
        }
    },
    TRACELOOP("@traceloop/instrumentation-openai") {
        @Override
        void describe(Span.Builder span, Call call) {
            text(span, "llm.request.type", "chat");
            genAi(span, call);
            text(span, "gen_ai.prompt.0.role", "user");
            text(span, "gen_ai.prompt.0.content", call.input);
            text(span, "gen_ai.completion.0.role", "assistant");
            text(span, "gen_ai.completion.0.content", call.output);
            text(span, "gen_ai.completion.0.finish_reason", "stop");
            text(span, "traceloop.association.properties.session_id", call.session);
        }
    },
    LANGFUSE("langfuse-sdk") {
        @Override
        void describe(Span.Builder span, Call call) {
            text(span, "langfuse.observation.type", "generation");
            text(span, "langfuse.observation.model.name", call.snapshot);
            text(span, "langfuse.observation.input", "[" + chat("user", call.input) + "]");
            text(span, "langfuse.observation.output", chat("assistant", call.output));
            text(
                    span,
                    "langfuse.observation.usage_details",
                    "{\"input\":" + call.inputTokens + ",\"output\":" + call.outputTokens + "}");
            text(span, "session.id", call.session);
            text(span, "user.id", call.user);
        }
    },
    AI_SDK("ai") {
        @Override
        void describe(Span.Builder span, Call call) {
            text(span, "ai.operationId", "ai.generateText.doGenerate");
            text(span, "operation.name", "ai.generateText.doGenerate");
            text(span, "ai.model.provider", call.provider + ".chat");
            text(span, "ai.model.id", call.model);
            text(span, "ai.response.model", call.snapshot);
            text(span, "ai.response.id", call.id);
            text(span, "ai.prompt.messages", "[" + chat("user", call.input) + "]");
            text(span, "ai.response.text", call.output);
            text(span, "ai.response.finishReason", "stop");
            number(span, "ai.usage.inputTokens", call.inputTokens);
            number(span, "ai.usage.outputTokens", call.outputTokens);
            text(span, "ai.telemetry.metadata.sessionId", call.session);
            text(span, "ai.telemetry.metadata.userId", call.user);
        }
    },
    PYDANTIC_AI("pydantic-ai") {
        @Override
        void describe(Span.Builder span, Call call) {
            genAi(span, call);
            text(span, "gen_ai.conversation.id", call.session);
            text(span, "gen_ai.input.messages", "[" + parts("user", call.input) + "]");
            text(span, "gen_ai.output.messages", "[" + parts("assistant", call.output) + "]");
            text(span, "model_request_parameters", "{\"output_mode\":\"text\",\"function_tools\":[]}");
        }
    };

    /** What all of them tell; texts may be empty. */
    record Call(
            String provider,
            String model,
            String snapshot,
            String id,
            int inputTokens,
            int outputTokens,
            String session,
            String user,
            String input,
            String output) {

        boolean isTexted() {
            return !input.isEmpty();
        }
    }

    final String scope;

    ClientForm(String scope) {
        this.scope = scope;
    }

    abstract void describe(Span.Builder span, Call call);

    private static void genAi(Span.Builder span, Call call) {
        text(span, "gen_ai.operation.name", "chat");
        text(span, "gen_ai.provider.name", call.provider);
        text(span, "gen_ai.request.model", call.model);
        text(span, "gen_ai.response.model", call.snapshot);
        text(span, "gen_ai.response.id", call.id);
        number(span, "gen_ai.usage.input_tokens", call.inputTokens);
        number(span, "gen_ai.usage.output_tokens", call.outputTokens);
        span.addAttributes(KeyValue.newBuilder()
                .setKey("gen_ai.response.finish_reasons")
                .setValue(AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder()
                                .addValues(AnyValue.newBuilder().setStringValue("stop")))));
        text(span, "user.id", call.user);
    }

    private static String parts(String role, String content) {
        return "{\"role\":\"" + role + "\",\"parts\":[{\"type\":\"text\",\"content\":" + quoted(content) + "}]}";
    }

    private static String chat(String role, String content) {
        return "{\"role\":\"" + role + "\",\"content\":" + quoted(content) + "}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 32).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c < ' ' || Character.isSurrogate(c) ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
    }

    private static void text(Span.Builder span, String key, String value) {
        span.addAttributes(
                KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)));
    }

    private static void number(Span.Builder span, String key, long value) {
        span.addAttributes(
                KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setIntValue(value)));
    }
}
