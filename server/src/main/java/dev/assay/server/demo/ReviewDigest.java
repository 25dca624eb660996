package dev.assay.server.demo;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The second application: sums up the reviews of a product, and writes its spans as OpenInference does. */
final class ReviewDigest {

    static final String SERVICE = "review-digest (scripted demo)";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ScriptedModel MODEL = ScriptedModel.SMALL;
    private static final String SYSTEM =
            "Sum up what buyers say about a product in two sentences. Say nothing that is not in the reviews.";

    private final Grammar grammar;
    private final SplittableRandom random;
    private final Tape tape;
    private final Map<String, String> words;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);

    ReviewDigest(Grammar grammar, Instant start, SplittableRandom random) {
        this.grammar = grammar;
        this.random = random;
        this.tape = new Tape(start, random);
        this.words = Map.of("product", grammar.say("product", Map.of(), random));
    }

    Exchange play() {
        Instant start = tape.now();
        String product = words.getOrDefault("product", "");
        String session = "digest-" + product.replace(' ', '-');
        String asked = "Digest of the reviews of: " + product;
        TapedSpan root = span("digest_reviews", "CHAIN", SpanKind.SPAN_KIND_INTERNAL)
                .text("input.value", asked)
                .text("input.mime_type", "text/plain")
                .text("session.id", session)
                .text(
                        "metadata",
                        JSON.createObjectNode()
                                .put("scripted", true)
                                .put("job", "nightly")
                                .toString())
                .texts("tag.tags", List.of("scripted-demo", "batch"));
        tape.passAbout(1, 8);
        List<String> reviews = retrieve(product, session);
        boolean madeUp = random.nextInt(100) < 8;
        if (madeUp) {
            faults.add(Fault.MADE_UP);
        }
        String digest = grammar.say(madeUp ? "digest.madeup" : "digest", words, random);
        write(product, reviews, digest, session);
        boolean passed = check(digest, madeUp, session);
        root.text("output.value", passed ? digest : "").text("output.mime_type", "text/plain");
        tape.passAbout(1, 5);
        tape.end();
        return new Exchange(tape.traceId(), session, start, tape.now(), sent(), faults, Optional.empty());
    }

    private TapedSpan span(String name, String kind, SpanKind spanKind) {
        return tape.start(name, spanKind).text("openinference.span.kind", kind);
    }

    private List<String> retrieve(String product, String session) {
        TapedSpan span = span("reviews", "RETRIEVER", SpanKind.SPAN_KIND_CLIENT)
                .text("input.value", product)
                .text("session.id", session);
        List<String> reviews = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String review = grammar.say(random.nextInt(3) == 0 ? "blame" : "praise", words, random);
            String document = "retrieval.documents." + i + ".document.";
            span.text(document + "id", "review-" + random.nextInt(10_000, 100_000))
                    .text(document + "content", review)
                    .number(document + "score", Math.round((0.95 - 0.07 * i) * 100) / 100.0)
                    .text(
                            document + "metadata",
                            JSON.createObjectNode()
                                    .put("stars", random.nextInt(1, 6))
                                    .toString());
            reviews.add(review);
        }
        tape.passAbout(12, 90);
        tape.end();
        return reviews;
    }

    private void write(String product, List<String> reviews, String digest, String session) {
        ArrayNode list = JSON.createArrayNode();
        reviews.forEach(list::add);
        String user = "Product: " + product + "\nReviews: " + list;
        long input = ScriptedModel.tokens(SYSTEM) + ScriptedModel.tokens(user) + 8;
        long output = ScriptedModel.tokens(digest) + 64;
        span("ChatCompletion", "LLM", SpanKind.SPAN_KIND_CLIENT)
                .text("llm.provider", MODEL.provider())
                .text("llm.system", MODEL.provider())
                .text("llm.model_name", MODEL.snapshot())
                .text("llm.request.model_name", MODEL.alias())
                .text(
                        "llm.invocation_parameters",
                        JSON.createObjectNode()
                                .put("model", MODEL.alias())
                                .put("max_completion_tokens", 400)
                                .toString())
                .text("llm.input_messages.0.message.role", "system")
                .text("llm.input_messages.0.message.content", SYSTEM)
                .text("llm.input_messages.1.message.role", "user")
                .text("llm.input_messages.1.message.content", user)
                .text("llm.output_messages.0.message.role", "assistant")
                .text("llm.output_messages.0.message.content", digest)
                .text("llm.finish_reason", "stop")
                .number("llm.token_count.prompt", input)
                .number("llm.token_count.completion", output)
                .number("llm.token_count.total", input + output)
                .number("llm.token_count.completion_details.reasoning", 64)
                .number("llm.cost.total", MODEL.cost(input, 0, output))
                .text("session.id", session);
        tape.passAbout(200, 700);
        tape.pass(Duration.ofMillis(output * 1000 / MODEL.tokensPerSecond()));
        tape.end();
    }

    /** The guard finds most of what is made up. */
    private boolean check(String digest, boolean madeUp, String session) {
        boolean passed = !madeUp || random.nextInt(100) < 40;
        span("claims_in_reviews", "GUARDRAIL", SpanKind.SPAN_KIND_INTERNAL)
                .text("input.value", digest)
                .text(
                        "output.value",
                        JSON.createObjectNode().put("passed", passed).toString())
                .text("output.mime_type", "application/json")
                .text("session.id", session);
        tape.passAbout(4, 30);
        tape.end();
        return passed;
    }

    private ResourceSpans sent() {
        return ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder()
                        .addAttributes(TapedSpan.attribute("service.name", SERVICE))
                        .addAttributes(TapedSpan.attribute("openinference.project.name", "review-digest"))
                        .addAttributes(TapedSpan.attribute("deployment.environment.name", "production")))
                .addScopeSpans(ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder()
                                .setName("openinference.instrumentation.fernhill")
                                .setVersion("0.4.1"))
                        .addAllSpans(tape.spans()))
                .build();
    }
}
