package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Score;
import dev.assay.model.ScoreSource;
import dev.assay.model.ScoreValue;
import dev.assay.model.SessionSummary;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.model.TraceSummary;
import dev.assay.store.filter.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session is, and which traces are those of some ids; every engine of the columns gives the same answers. */
public abstract class SessionsContract {

    private static final String P = "shop";

    /** Columns with nothing in them. */
    protected abstract Columns open();

    protected Columns columns;

    /** Session a: trace 1, and trace 3, an agent whose call names the session. Session b: trace 2. Trace 4 has none. */
    @BeforeEach
    void write() {
        columns = open();
        SpanBuilder first = Spans.llm(1, 10, 0);
        first.sessionId = "a";
        first.userId = "ana";
        SpanBuilder other = Spans.llm(2, 20, 0);
        other.sessionId = "b";
        other.status = Status.ERROR;
        SpanBuilder agent = Spans.step(SpanKind.AGENT, 3, 30, 0);
        SpanBuilder call = Spans.llm(3, 31, 30);
        call.sessionId = "a";
        call.costUsd = OptionalDouble.of(0.5);
        call.responseModel = "claude";
        call.input = List.of(
                Message.text("system", "Be brief."),
                Message.text("user", "Where is my order 10?"),
                Message.text("assistant", "It left on Monday."),
                Message.text("user", "And now?"),
                Message.of("assistant", new Part.ToolCall("c1", "track", Json.ABSENT)),
                Message.text("tool", "Berlin"));
        call.output = List.of(Message.text("assistant", "It is in Berlin."));
        SpanBuilder alone = Spans.llm(4, 40, 0);
        columns.write(new Batch(
                1,
                List.of(first, other, agent, call, alone).stream()
                        .map(span -> Spans.write(P, span.build()))
                        .toList(),
                List.of(),
                List.of(
                        score("of-session", "", "a"),
                        score("of-trace", Spans.trace(1), "a"),
                        score("of-other", "", "b"))));
    }

    @AfterEach
    void close() {
        columns.close();
    }

    @Test
    void sessions_areListedByTheirNewestTrace() {
        List<SessionSummary> items = find("", 10).items();

        assertThat(items).extracting(SessionSummary::sessionId).containsExactly("a", "b");
        SessionSummary a = items.getFirst();
        assertThat(a.traceCount()).isEqualTo(2);
        assertThat(a.errorCount()).isZero();
        assertThat(a.startTime()).isEqualTo(Spans.NOON.plusSeconds(10));
        assertThat(a.lastTime()).isEqualTo(Spans.NOON.plusSeconds(30));
        assertThat(a.userId()).isEqualTo("ana");
        assertThat(a.models()).containsExactly("gpt-5-mini-2025-08-07", "claude");
        assertThat(a.inputTokens()).hasValue(80);
        assertThat(a.costUsd()).hasValue(0.5);
        assertThat(a.inputPreview()).isEqualTo("Where is my order 10?");
        assertThat(a.outputPreview()).isEqualTo("It is in Berlin.");
        assertThat(a.scores()).extracting(Score::id).containsExactly("of-session");
        assertThat(items.getLast().errorCount()).isEqualTo(1);
    }

    @Test
    void sessions_arePaged() {
        FindSessions.Page page = find("", 1);
        assertThat(page.items()).extracting(SessionSummary::sessionId).containsExactly("a");
        FindSessions.Page next = columns.findSessions().find(filter(""), 1, page.next());
        assertThat(next.items()).extracting(SessionSummary::sessionId).containsExactly("b");
        assertThat(next.next()).isEmpty();
    }

    @Test
    void sessions_obeyTheFilter_andTellAllOfTheRange() {
        assertThat(find("model:claude", 10).items())
                .extracting(SessionSummary::sessionId, SessionSummary::traceCount)
                .containsExactly(tuple("a", 2));
        assertThat(find("status:error", 10).items())
                .extracting(SessionSummary::sessionId)
                .containsExactly("b");
        TraceFilter later =
                new TraceFilter(P, Spans.NOON.plusSeconds(15), Spans.NOON.plusSeconds(100), Filter.everything());
        assertThat(columns.findSessions().find(later, 10, Optional.empty()).items())
                .extracting(SessionSummary::sessionId, SessionSummary::traceCount)
                .containsExactly(tuple("a", 1), tuple("b", 1));
        assertThat(find("user:nobody", 10).items()).isEmpty();
    }

    @Test
    void session_isAConversation() {
        ReadSession.Session session =
                columns.readSession().read(P, "a", 10, Optional.empty()).orElseThrow();

        assertThat(session.summary()).isEqualTo(find("", 10).items().getFirst());
        assertThat(session.turns())
                .extracting(turn -> turn.trace().traceId())
                .containsExactly(Spans.trace(1), Spans.trace(3));
        assertThat(session.turns().getFirst().messages())
                .containsExactly(
                        Message.text("user", "Where is my order 10?"), Message.text("assistant", "It left on Monday."));
        assertThat(session.turns().getLast().messages())
                .extracting(Message::role)
                .containsExactly("user", "assistant", "tool", "assistant");
        assertThat(session.next()).isEmpty();
        assertThat(columns.readSession().read(P, "nobody", 10, Optional.empty()))
                .isEmpty();
        assertThat(columns.readSession().read("other", "a", 10, Optional.empty()))
                .isEmpty();
    }

    @Test
    void session_isPaged() {
        ReadSession.Session first =
                columns.readSession().read(P, "a", 1, Optional.empty()).orElseThrow();
        assertThat(first.turns()).hasSize(1);
        ReadSession.Session second =
                columns.readSession().read(P, "a", 1, first.next()).orElseThrow();
        assertThat(second.turns()).extracting(turn -> turn.trace().traceId()).containsExactly(Spans.trace(3));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void tracesAmongSome_areThoseThatPass() {
        List<String> ids = List.of(Spans.trace(1), Spans.trace(3), Spans.trace(4), Spans.trace(99));
        TraceFilter aroundThem = new TraceFilter(
                P, Spans.NOON.plusSeconds(31), Spans.NOON.plusSeconds(32), Filter.parse("monday -user:ana"));

        assertThat(columns.findTraces().among(aroundThem, ids))
                .extracting(TraceSummary::traceId, TraceSummary::spanCount)
                .containsExactly(tuple(Spans.trace(4), 1), tuple(Spans.trace(3), 2));
        assertThat(columns.findTraces().among(aroundThem, List.of())).isEmpty();
    }

    private FindSessions.Page find(String text, int limit) {
        return columns.findSessions().find(filter(text), limit, Optional.empty());
    }

    private static TraceFilter filter(String text) {
        return new TraceFilter(P, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Filter.parse(text));
    }

    private static Batch.ScoreWrite score(String id, String traceId, String sessionId) {
        return new Batch.ScoreWrite(
                P,
                new Score(
                        id,
                        "tone",
                        new ScoreValue.Bool(true),
                        "",
                        ScoreSource.USER,
                        "",
                        "",
                        traceId,
                        "",
                        sessionId,
                        "",
                        Spans.NOON));
    }
}
