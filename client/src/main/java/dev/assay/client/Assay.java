package dev.assay.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Says to Assay what users do with outputs, and what is known of them. One for an application; safe to use by many threads.
 *
 * <pre>{@code
 * Assay assay = Assay.connect(Connection.from(System.getenv()));
 * assay.feedback(Target.current(), new Feedback.Edited(finalText));
 * assay.score(new Target.Response("chatcmpl-4711"), Score.bool("resolved", true));
 * }</pre>
 *
 * <p>No call waits for the network: statements are sent by a thread of their own, in order, and again for two minutes while the
 * server cannot be reached or is busy. Each has an id of its own, so that one that arrives twice counts once. Who has to know
 * keeps the future that is returned; failures that nobody asks about are logged by the platform's logger {@code dev.assay.client}.
 */
public final class Assay implements AutoCloseable {

    private final Connection connection;
    private final Outbox outbox;
    private final Clock clock;
    private final Supplier<String> ids;

    private Assay(Connection connection, Outbox outbox, Clock clock, Supplier<String> ids) {
        this.connection = connection;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Connects. Nothing is sent before there is something to say.
     *
     * @param connection where Assay is
     * @return the connection, to be closed with the application
     */
    public static Assay connect(Connection connection) {
        return connect(
                connection,
                Duration.ofMinutes(2),
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString());
    }

    static Assay connect(Connection connection, Duration patience, Clock clock, Supplier<String> ids) {
        return new Assay(connection, new Outbox(scores(connection), connection.key(), patience), clock, ids);
    }

    private static URI scores(Connection connection) {
        return connection.url().resolve("/api/v1/projects/" + percentEncoded(connection.project()) + "/scores");
    }

    private static String percentEncoded(String name) {
        return java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Says what a user did with an output. Kept as the score {@code feedback}; the final text of an edit beside it, as the score
     * {@code correction}.
     *
     * @param target what it is about
     * @param feedback what was done
     * @return the ids of the scores, once Assay has them durably; fails with {@link AssayException}
     */
    public CompletableFuture<List<String>> feedback(Target target, Feedback feedback) {
        return feedback(target, feedback, "");
    }

    /**
     * Says what a user did with an output, and what they said to it.
     *
     * @param target what it is about
     * @param feedback what was done
     * @param comment in the user's words; may be empty
     * @return the ids of the scores, once Assay has them durably; fails with {@link AssayException}
     */
    public CompletableFuture<List<String>> feedback(Target target, Feedback feedback, String comment) {
        Score told = Score.category("feedback", feedback.word());
        List<Score> scores = new ArrayList<>(List.of(comment.isEmpty() ? told : told.because(comment)));
        if (feedback instanceof Feedback.Edited edited && !edited.finalText().isEmpty()) {
            scores.add(Score.text("correction", edited.finalText()));
        }
        return score(target, scores);
    }

    /**
     * Says one thing.
     *
     * @param target what it is about
     * @param score what is said
     * @return the id of the score, once Assay has it durably; fails with {@link AssayException}
     */
    public CompletableFuture<String> score(Target target, Score score) {
        return score(target, List.of(score)).thenApply(all -> all.get(0));
    }

    /**
     * Says several things at once: all are kept, or none.
     *
     * @param target what they are about
     * @param scores 1 to 10,000
     * @return the ids of the scores, in order, once Assay has them durably; fails with {@link AssayException}
     */
    public CompletableFuture<List<String>> score(Target target, List<Score> scores) {
        String time = clock.instant().toString();
        List<Map<String, Object>> body = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        for (Score score : scores) {
            Map<String, Object> whole = score.about(target, ids.get(), time);
            body.add(whole);
            sent.add((String) whole.get("id"));
        }
        return outbox.send(JsonText.of(body)).thenApply(kept -> List.copyOf(sent));
    }

    /**
     * Waits until everything that was said so far has arrived or failed.
     *
     * @param atMost how long
     * @return whether that was so in time
     */
    public boolean flush(Duration atMost) {
        return outbox.flush(atMost);
    }

    /** Sends what waits, for at most five seconds, and ends. What has not arrived then fails. */
    @Override
    public void close() {
        outbox.close(Duration.ofSeconds(5));
    }

    /**
     * Where it speaks to.
     *
     * @return address and project
     */
    @Override
    public String toString() {
        return "Assay at " + connection;
    }
}
