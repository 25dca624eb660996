package dev.assay.server.demo;

import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.store.json.MessageJson;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Records what the assistant does in the words of the OpenTelemetry GenAI convention. */
final class GenAiTape {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String AGENT = "support-assistant";
    private static final int MAX_TOKENS = 1_200;

    private final Tape tape;
    private final Case facts;
    private final SplittableRandom random;

    GenAiTape(Tape tape, Case facts, SplittableRandom random) {
        this.tape = tape;
        this.facts = facts;
        this.random = random;
    }

    /** Starts the span around a turn. */
    TapedSpan startTurn(Message asked, String channel) {
        TapedSpan span = tape.start("invoke_agent " + AGENT, SpanKind.SPAN_KIND_INTERNAL)
                .text("gen_ai.operation.name", "invoke_agent")
                .text("gen_ai.agent.name", AGENT)
                .text("gen_ai.agent.version", "2.3.0")
                .text("gen_ai.input.messages", MessageJson.write(List.of(asked)))
                .text(
                        "metadata",
                        JSON.createObjectNode()
                                .put("scripted", true)
                                .put("channel", channel)
                                .toString())
                .texts("tag.tags", List.of("scripted-demo", channel))
                .text("fernhill.release", "2026.11.3"); // most applications have attributes that only they know
        whose(span);
        tape.passAbout(2, 12);
        return span;
    }

    void endTurn(TapedSpan root, Message answer) {
        root.text("gen_ai.output.messages", MessageJson.write(List.of(answer)));
        tape.passAbout(1, 6);
        tape.end();
    }

    private void whose(TapedSpan span) {
        span.text("gen_ai.conversation.id", facts.session()).text("user.id", facts.user());
    }

    /** A call of the model that is answered. */
    void chat(Prompt prompt, List<Message> input, Message output, String finishReason) {
        ScriptedModel model = facts.model();
        TapedSpan span = startChat(prompt, input);
        String asked = MessageJson.write(input);
        String answered = MessageJson.write(List.of(output));
        long fixed = ScriptedModel.tokens(prompt.system()) + ScriptedModel.tokens(prompt.tools());
        long inputTokens = fixed + ScriptedModel.tokens(asked);
        long cached = random.nextInt(100) < 65 ? fixed / 128 * 128 : 0;
        long written = ScriptedModel.tokens(answered);
        // A model that runs into the limit has spent on thinking what is missing from its answer.
        long reasoning = finishReason.equals("length") ? MAX_TOKENS - written : reasoningTokens(output);
        long outputTokens = written + reasoning;
        long started = tape.now().toEpochMilli();
        tape.passAbout(180, 900);
        double firstChunk = (tape.now().toEpochMilli() - started) / 1000.0;
        tape.pass(Duration.ofMillis(outputTokens * 1000 / model.tokensPerSecond()));
        span.text("gen_ai.response.model", model.snapshot())
                .text("gen_ai.response.id", model.responseId(random))
                .texts("gen_ai.response.finish_reasons", List.of(finishReason))
                .number("gen_ai.response.time_to_first_chunk", firstChunk)
                .number("gen_ai.usage.input_tokens", inputTokens)
                .number("gen_ai.usage.output_tokens", outputTokens)
                .number("gen_ai.usage.cache_read.input_tokens", cached)
                .number("gen_ai.usage.reasoning.output_tokens", reasoning)
                .number("gen_ai.usage.cost", model.cost(inputTokens, cached, outputTokens))
                .text("gen_ai.output.messages", answered);
        tape.end();
    }

    private long reasoningTokens(Message output) {
        long written = output.parts().stream()
                .mapToLong(part ->
                        part instanceof Part.Reasoning reasoning ? ScriptedModel.tokens(reasoning.content()) : 0)
                .sum();
        return written > 0 ? written : facts.model().equals(ScriptedModel.SMALL) ? random.nextInt(4) * 64L : 0;
    }

    /** A call of the model that the provider turns away. */
    void turnedAway(Prompt prompt, List<Message> input) {
        startChat(prompt, input).number("http.response.status_code", 429);
        tape.passAbout(60, 200);
        tape.fail(
                "RateLimitError",
                "429 Too Many Requests: rate limit reached for " + facts.model().alias()
                        + " on tokens per minute (TPM): limit 2000000, used 1998412, requested 3107",
                """
                RateLimitError: 429 Too Many Requests
                    at APIError.generate (node_modules/sdk/core/error.js:57:20)
                    at Client.makeRequest (node_modules/sdk/client.js:405:31)
                    at async answer (src/assistant/answer.ts:88:18)""");
    }

    private TapedSpan startChat(Prompt prompt, List<Message> input) {
        ScriptedModel model = facts.model();
        TapedSpan span = tape.start("chat " + model.alias(), SpanKind.SPAN_KIND_CLIENT)
                .text("gen_ai.operation.name", "chat")
                .text("gen_ai.provider.name", model.provider())
                .text("gen_ai.request.model", model.alias())
                .text("server.address", model.server())
                .number("server.port", 443)
                .text("gen_ai.output.type", prompt.outputType())
                .number("gen_ai.request.max_tokens", MAX_TOKENS)
                .number("gen_ai.request.temperature", prompt.outputType().equals("json") ? 0.0 : 0.4)
                .text("gen_ai.prompt.name", prompt.name())
                .text("gen_ai.prompt.version", prompt.version())
                .text("gen_ai.system_instructions", MessageJson.writeParts(List.of(new Part.Text(prompt.system()))))
                .text("gen_ai.input.messages", MessageJson.write(input));
        if (!prompt.tools().isEmpty()) {
            span.text("gen_ai.tool.definitions", prompt.tools());
        }
        whose(span);
        return span;
    }

    /** A tool that answers; {@code inside} is what it does for that. */
    void tool(Part.ToolCall call, String result, Runnable inside) {
        TapedSpan span = startTool(call);
        tape.passAbout(25, 240);
        inside.run();
        span.text("gen_ai.tool.call.result", result);
        tape.end();
    }

    /** A tool that does not answer in time. */
    void toolFails(Part.ToolCall call) {
        startTool(call);
        tape.pass(Duration.ofMillis(3_000 + random.nextInt(9)));
        tape.fail("TimeoutError", "orders-service did not answer within 3000 ms", """
                TimeoutError: orders-service did not answer within 3000 ms
                    at Timeout.expire (src/http/timeout.ts:31:11)
                    at OrdersClient.get (src/orders/client.ts:64:14)
                    at async getOrder (src/assistant/tools.ts:22:17)
                    at async runTool (src/assistant/answer.ts:117:20)""");
    }

    private TapedSpan startTool(Part.ToolCall call) {
        TapedSpan span = tape.start("execute_tool " + call.name(), SpanKind.SPAN_KIND_INTERNAL)
                .text("gen_ai.operation.name", "execute_tool")
                .text("gen_ai.tool.name", call.name())
                .text("gen_ai.tool.type", "function")
                .text("gen_ai.tool.call.id", call.id())
                .text("gen_ai.tool.call.arguments", call.arguments().text());
        whose(span);
        return span;
    }

    /** Looks a question up in the help centre: its embedding, then the nearest articles. */
    void lookUp(String question, ArrayNode documents) {
        long tokens = ScriptedModel.tokens(question);
        TapedSpan embedding = tape.start("embeddings text-embedding-3-small", SpanKind.SPAN_KIND_CLIENT)
                .text("gen_ai.operation.name", "embeddings")
                .text("gen_ai.provider.name", "openai")
                .text("gen_ai.request.model", "text-embedding-3-small")
                .text("gen_ai.response.model", "text-embedding-3-small")
                .number("gen_ai.embeddings.dimension.count", 512)
                .number("gen_ai.usage.input_tokens", tokens)
                .number("gen_ai.usage.cost", tokens * 0.02 / 1_000_000);
        whose(embedding);
        tape.passAbout(40, 160);
        tape.end();
        TapedSpan retrieval = tape.start("retrieval help-centre", SpanKind.SPAN_KIND_CLIENT)
                .text("gen_ai.operation.name", "retrieval")
                .text("gen_ai.data_source.id", "help-centre")
                .text("gen_ai.retrieval.query.text", question)
                .number("gen_ai.retrieval.top_k", documents.size())
                .text("gen_ai.retrieval.documents", documents.toString());
        whose(retrieval);
        tape.passAbout(8, 60);
        tape.end();
    }
}
