package dev.assay.structured.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.structured.AskException;
import dev.assay.structured.Attempt;
import dev.assay.structured.ItemStream;
import dev.assay.structured.Partial;
import dev.assay.structured.Partials;
import dev.assay.structured.Prompt;
import dev.assay.structured.Structured;
import dev.assay.structured.provider.Mode;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of every provider in every mode. */
class StreamTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Structured in(Speakers.Case one) {
        return Structured.with(one.speaker().model(server)).mode(one.mode());
    }

    private static List<String> say(Speakers.Case one, String tool, String json) {
        return one.mode() == Mode.TOOL
                ? one.speaker().streamedCall(tool, json)
                : one.speaker().streamed(json);
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#cases")
    void theAnswerGrows(Speakers.Case one) {
        server.then(say(one, "Order", Order.GOOD));
        List<Integer> sizes = new ArrayList<>();
        try (Partials<Order> partials = in(one).question(Order.class).stream("Extract the order")) {
            for (Partial<Order> partial : partials) {
                sizes.add(partial.value().toString().length());
            }
            assertThat(partials.answer().value().items()).hasSize(2);
            assertThat(partials.answer().usage().total()).isEqualTo(Speaker.INPUT + Speaker.OUTPUT);
        }
        assertThat(sizes).isSorted().hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("dev.assay.structured.wire.Speakers#cases")
    void anInvalidStreamIsAskedAnew(Speakers.Case one) {
        server.then(say(one, "Order", Order.BAD)).then(say(one, "Order", Order.GOOD));
        try (Partials<Order> partials = in(one).question(Order.class).stream("Extract the order")) {
            assertThat(partials.answer().value().currency()).isEqualTo("EUR");
            assertThat(partials.answer().attempts()).hasSize(2);
        }
        assertThat(server.body(1).toString()).contains("/currency").contains("euro");
    }

    @Test
    void partsAreEmittedBeforeTheStreamEnds() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        List<String> pieces = Speakers.OPENAI.streamed(Order.GOOD);
        int half = pieces.size() / 2;
        server.then((exchange, self) -> {
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < pieces.size(); i++) {
                if (i == half) {
                    try {
                        assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                }
                out.write(pieces.get(i).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        });
        try (Partials<Order> partials =
                Structured.with(Speakers.OPENAI.model(server)).question(Order.class).stream("Extract the order")) {
            Partial<Order> first = partials.iterator().next();
            assertThat(first.answer()).isEmpty();
            seen.countDown(); // only now does the server send the rest
            assertThat(partials.answer().value().currency()).isEqualTo("EUR");
        }
    }

    @Test
    void aStreamThatCannotBecomeValidIsEndedEarly() throws InterruptedException {
        // the rest of this answer would never come
        List<String> doomed = Speakers.OPENAI.streamed("{\"currency\":\"euro\",\"total\":1,\"items\":[]}");
        server.thenHang(doomed.subList(0, doomed.size() * 3 / 4)).then(Speakers.OPENAI.streamed(Order.GOOD));
        try (Partials<Order> partials =
                Structured.with(Speakers.OPENAI.model(server)).question(Order.class).stream("Extract the order")) {
            assertThat(partials.answer().attempts())
                    .extracting(Attempt::outcome)
                    .containsExactly(Attempt.Outcome.ABORTED, Attempt.Outcome.ACCEPTED);
            assertThat(partials.answer().attempts().get(0).violations())
                    .extracting("path")
                    .containsExactly("/currency");
        }
        assertThat(server.wasAbandoned()).isTrue();
        assertThat(server.body(1).toString()).contains("/currency");
    }

    @Test
    void aStreamThatBreaksIsRepeatedAndNotJudged() {
        List<String> whole = Speakers.OPENAI.streamed(Order.GOOD);
        server.then(whole.subList(0, whole.size() - 4)).then(whole);
        try (Partials<Order> partials =
                Structured.with(Speakers.OPENAI.model(server)).retries(Quick.TWICE).question(Order.class).stream(
                        "Extract the order")) {
            assertThat(partials.answer().attempts()).hasSize(1);
            assertThat(partials.answer().attempts().get(0).retries()).isEqualTo(1);
        }
        assertThat(server.body(1)).isEqualTo(server.body(0));
    }

    @Test
    void itemsAreHandedOnOneByOneAndNoneTwice() {
        String list =
                "{\"items\":[{\"name\":\"tea\",\"count\":2},{\"name\":\"cup\",\"count\":0},{\"name\":\"jam\",\"count\":1}]}";
        String rest = "{\"items\":[{\"name\":\"cup\",\"count\":1},{\"name\":\"jam\",\"count\":1}]}";
        server.then(Speakers.OPENAI.streamed(list)).then(Speakers.OPENAI.streamed(rest));
        try (ItemStream<Order.Item> items =
                Structured.with(Speakers.OPENAI.model(server)).items(Order.Item.class).stream("List the items")) {
            List<Order.Item> seen = new ArrayList<>();
            items.forEach(seen::add);
            assertThat(seen).extracting(Order.Item::name).containsExactly("tea", "cup", "jam");
            assertThat(items.answer().value()).isEqualTo(seen);
            assertThat(items.answer().attempts()).hasSize(2);
            assertThat(items.answer().attempts().get(0).violations())
                    .extracting("path")
                    .containsExactly("/items/1/count");
        }
    }

    @Test
    void aListThatIsCutGivesItsWholeItemsAndThenFails() {
        String cut = "{\"items\":[{\"name\":\"tea\",\"count\":2},{\"name\":\"cu";
        List<String> events = new ArrayList<>(Speakers.OPENAI.streamed(cut));
        events.replaceAll(event -> event.replace("\"finish_reason\":\"stop\"", "\"finish_reason\":\"length\""));
        server.then(events);
        try (ItemStream<Order.Item> items =
                Structured.with(Speakers.OPENAI.model(server)).items(Order.Item.class).stream("List the items")) {
            Iterator<Order.Item> each = items.iterator();
            assertThat(each.next().name()).isEqualTo("tea");
            AskException failure = catchThrowableOfType(AskException.class, each::hasNext);
            assertThat(failure.reason()).isEqualTo(AskException.Reason.CUT);
        }
    }

    @Test
    void aPublisherKeepsToWhatIsAskedFor() throws Exception {
        server.then(Speakers.OPENAI.streamed(Order.GOOD));
        CompletableFuture<Order> whole = new CompletableFuture<>();
        List<String> kept = new ArrayList<>();
        Structured.with(Speakers.OPENAI.model(server))
                .question(Order.class)
                .publish(Prompt.of("Extract the order"))
                .subscribe(new Flow.Subscriber<Partial<Order>>() {
                    private final List<Flow.Subscription> subscription = new ArrayList<>();

                    @Override
                    public void onSubscribe(Flow.Subscription given) {
                        subscription.add(given);
                        given.request(1);
                    }

                    @Override
                    public void onNext(Partial<Order> partial) {
                        kept.add(partial.value().toString());
                        partial.answer().ifPresent(answer -> whole.complete(answer.value()));
                        subscription.get(0).request(1);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        whole.completeExceptionally(failure);
                    }

                    @Override
                    public void onComplete() {
                        whole.completeExceptionally(new IllegalStateException("no answer"));
                    }
                });
        assertThat(whole.get(20, TimeUnit.SECONDS).items()).hasSize(2);
        assertThat(kept).hasSizeGreaterThan(2);
    }

    @Test
    void nothingIsAskedBeforeSomebodyWantsIt() {
        try (Partials<Order> partials =
                Structured.with(Speakers.OPENAI.model(server)).question(Order.class).stream("Extract the order")) {
            assertThat(partials).isNotNull();
        }
        assertThat(server.asked()).isEmpty();
    }
}
