package dev.assay.server.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanContent.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanContentsTest {

    private static final String TRACE = "0102030405060708090a0b0c0d0e0f10";
    private static final String SPAN = "0102030405060708";
    private static final Message SYSTEM = Message.text("system", "Be brief.");
    private static final Message USER = Message.text("user", "hi");
    private static final Message CALL = Message.of("assistant", new Part.ToolCall("1", "f", Json.ABSENT));
    private static final Message RESULT = Message.of("tool", new Part.ToolCallResponse("1", new Json("2")));
    private static final Message FIRST = Message.text("assistant", "Hello");
    private static final Message SECOND = Message.text("assistant", "Good day");

    private static final List<SpanContent> ALL = List.of(
            input(5, 0, SYSTEM),
            input(5, 0, USER),
            input(5, 0, CALL),
            input(5, 0, RESULT),
            output(7, 0, FIRST, "stop"),
            output(6, 1, SECOND, "length"));

    @Test
    void messagesComeInOrderOfTimeAndChoicesByNumber() {
        Span joined = SpanContents.join(empty(), ALL);
        assertThat(joined.input()).containsExactly(SYSTEM, USER, CALL, RESULT);
        assertThat(joined.output()).containsExactly(FIRST, SECOND);
        assertThat(joined.finishReasons()).containsExactly("stop", "length");
    }

    @Test
    void theOrderWithinOneRequestCountsWhereTimesAreEqual() {
        List<SpanContent> history = List.of(
                input(5, 0, USER), input(5, 1, FIRST), input(5, 2, USER), input(5, 3, SECOND), input(4, 9, SYSTEM));
        assertThat(SpanContents.join(empty(), history.reversed()).input())
                .containsExactly(SYSTEM, USER, FIRST, USER, SECOND);
    }

    /** Whatever has been joined when, the answer is the same. */
    @Test
    void joiningDoesNotDependOnTheOrderOfArrival() {
        Span expected = SpanContents.join(empty(), ALL);
        for (List<SpanContent> order : permutations(ALL)) {
            Span span = empty();
            List<SpanContent> arrived = new ArrayList<>();
            for (SpanContent content : order) {
                arrived.add(content);
                span = SpanContents.join(span, arrived);
            }
            assertThat(span).isEqualTo(expected);
        }
    }

    @Test
    void joiningTwiceIsJoiningOnce() {
        Span once = SpanContents.join(empty(), ALL);
        assertThat(SpanContents.join(once, ALL)).isEqualTo(once);
        List<SpanContent> twice = new ArrayList<>(ALL);
        twice.addAll(ALL.reversed());
        assertThat(SpanContents.join(empty(), twice)).isEqualTo(once);
        assertThat(SpanContents.join(once, List.of())).isEqualTo(once);
    }

    @Test
    void whatTheSpanBringsItselfStays() {
        SpanBuilder own = empty().toBuilder();
        own.input = List.of(Message.text("user", "what I really said"));
        own.finishReasons = List.of("tool_call");
        Span joined = SpanContents.join(own.build(), ALL);
        assertThat(joined.input()).isEqualTo(own.input);
        assertThat(joined.output()).containsExactly(FIRST, SECOND);
        assertThat(joined.finishReasons()).containsExactly("tool_call");
    }

    private static Span empty() {
        return new SpanBuilder(TRACE, SPAN).build();
    }

    private static SpanContent input(long millis, int index, Message message) {
        return new SpanContent(TRACE, SPAN, Instant.ofEpochMilli(millis), Direction.INPUT, index, message, "");
    }

    private static SpanContent output(long millis, int index, Message message, String reason) {
        return new SpanContent(TRACE, SPAN, Instant.ofEpochMilli(millis), Direction.OUTPUT, index, message, reason);
    }

    private static <T> List<List<T>> permutations(List<T> elements) {
        if (elements.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            List<T> rest = new ArrayList<>(elements);
            T first = rest.remove(i);
            for (List<T> permutation : permutations(rest)) {
                List<T> whole = new ArrayList<>(List.of(first));
                whole.addAll(permutation);
                all.add(whole);
            }
        }
        return all;
    }
}
