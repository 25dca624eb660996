package dev.assay.store.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "model:gpt-5-mini | model:gpt-5-mini",
                "model:gpt-5*,claude* | model:gpt-5*,claude*",
                "env:production | environment:production",
                "STATUS:Error | status:error",
                "Failed:True | failed:true",
                "has:error | status:error",
                "has:cost | has:cost",
                "duration:>2s | duration:>2s",
                "duration:>1.5s | duration:>1500ms",
                "duration:>120s | duration:>2m",
                "cost:>=$0.01 | cost:>=0.01",
                "tokens:>1.5k | tokens:>1500",
                "tokens:10 | tokens:=10",
                "start:>2026-11-01 | start:>2026-11-01T00:00:00Z",
                "start:<=2026-11-01T14:00+01:00 | start:<=2026-11-01T13:00:00Z",
                "start:<2026-11-01T14:00:01.5 | start:<2026-11-01T14:00:01.500Z",
                "name:\"get order\" | name:\"get order\"",
                "name:get\\ * | name:get\\ *",
                "name:\"a*b\" | name:\"a*b\"",
                "attributes.http.route:/v1/* | attributes.http.route:/v1/*",
                "metadata.Plan:pro | metadata.Plan:pro",
                "attributes.a\\:b:x | attributes.a\\:b:x",
                "score.quality:<0.5 | score.quality:<0.5",
                "score.helpful:true | score.helpful:true",
                "refund please | refund please",
                "\"refund please\" | \"refund please\"",
                "12:30 | \"12:30\"",
                "-tag:x y | -tag:x y",
                "--tag:x | tag:x",
                "a AND b | a b",
                "a b OR c | a b OR c",
                "a (b OR c) | a (b OR c)",
                "(a (b)) | a b",
                "-(a b) | -(a b)",
                "-(a) | -a",
                "\"OR\" | \"OR\"",
                "order order | order",
            })
    void isReadAndWritten(String written, String canonical) {
        assertThat(Filter.parse(written).toString()).isEqualTo(canonical);
    }

    @Test
    void and_bindsTighterThanOr() {
        assertThat(Filter.parse("a b OR c"))
                .isEqualTo(Filter.or(List.of(
                        Filter.and(List.of(new Filter.Text("a"), new Filter.Text("b"))), new Filter.Text("c"))));
    }

    @Test
    void nothing_isEverything() {
        assertThat(Filter.parse(" \t")).isEqualTo(Filter.everything());
        assertThat(Filter.everything().toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "modle:x | 0 | at 1: 'modle' is no field (expected: 'model'; did you mean that?",
                "a tokns:>1 | 2 | did you mean that?",
                "colour:red | 0 | is no field (expected: ",
                "status:bad | 7 | 'status' is asked for 'bad' (expected: one of unset, ok, error)",
                "x duration:>2 | 11 | 'duration' is asked for '>2' (expected: a duration like >2s",
                "tokens:many | 7 | expected: a number like 1000",
                "start:2026-11-01 | 6 | expected: a time behind >",
                "start:>noon | 6 | expected: a time behind >",
                "name:>x | 5 | quote one that begins with >",
                "name: | 5 | 'name' has no value here",
                "name:a, | 7 | 'name' has no value here",
                "name:\"\" | 5 | 'name' is asked for ''",
                "input:a* | 6 | a text that it contains, without *",
                "(a | 0 | '(' is never closed",
                "a) | 1 | ')' closes nothing",
                "() | 1 | ')' stands where a term was expected",
                "a OR | 4 | the filter ends where a term was expected",
                "OR a | 0 | 'OR a' stands where a term was expected",
                "\"a | 0 | the quote is never closed",
                "a\\ | 1 | '\\' ends the filter",
                "has:modle | 4 | 'modle' is no field",
                "name:a\"b\" | 6 | expected: a space or a comma",
                "\"\" | 0 | the text is blank",
                "attributes.:x | 0 | is no field",
            })
    void whatCannotBeRead_saysWhereAndWhatWasExpected(String written, int position, String message) {
        assertThatThrownBy(() -> Filter.parse(written))
                .isInstanceOfSatisfying(
                        FilterException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "a OR (", "-("})
    void whatIsTooDeepOrTooLong_isRefused(String piece) {
        for (int times : List.of(60, 5_000, 20_000)) {
            assertThatThrownBy(() -> Filter.parse(piece.repeat(times) + "a")).isInstanceOf(FilterException.class);
        }
    }

    @Test
    void anyFilter_comesBackFromItsText() {
        Random random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            Filter filter = any(random, 3);
            assertThat(Filter.parse(filter.toString())).as("%s", filter).isEqualTo(filter);
        }
    }

    @Test
    void anyText_isReadOrRefused() {
        Random random = new Random(4712);
        String letters = "abORAND:-()\"\\*,<>=. 1s model:has:score.x:";
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                Filter filter = Filter.parse(text.toString());
                assertThat(Filter.parse(filter.toString())).as("%s", text).isEqualTo(filter);
                read++;
            } catch (FilterException e) {
                assertThat(e.position()).as("%s", text).isBetween(0, text.length());
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    static Filter any(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf(random);
        }
        List<Filter> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i >= 0; i--) {
            parts.add(any(random, depth - 1));
        }
        return switch (random.nextInt(3)) {
            case 0 -> Filter.and(parts);
            case 1 -> Filter.or(parts);
            default -> Filter.not(parts.getFirst());
        };
    }

    private static Filter leaf(Random random) {
        Subject subject = switch (random.nextInt(5)) {
            case 0 -> new Subject.Attribute(text(random));
            case 1 -> new Subject.Metadata(text(random));
            case 2 -> new Subject.Score(text(random));
            default -> pick(random, List.of(Field.values()));
        };
        return switch (random.nextInt(6)) {
            case 0 -> new Filter.Text("x" + text(random));
            case 1 -> new Filter.Has(subject);
            default -> {
                List<Match> anyOf = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    anyOf.add(match(subject, random));
                }
                yield new Filter.Term(subject, anyOf);
            }
        };
    }

    private static Match match(Subject subject, Random random) {
        Operator operator = pick(random, List.of(Operator.values()));
        if (!(subject instanceof Field field)) {
            return switch (random.nextInt(3)) {
                case 0 -> new Match.Amount(operator, number(random));
                case 1 -> new Match.Like(List.of(text(random), text(random)));
                default -> new Match.Equal(text(random));
            };
        }
        return switch (field.type()) {
            case TEXT ->
                random.nextBoolean()
                        ? new Match.Equal(text(random))
                        : new Match.Like(List.of("", text(random), text(random)));
            case ID -> new Match.Equal("0af%d".formatted(random.nextInt(1_000)));
            case WORD, TRUTH ->
                new Match.Equal(field.words().get(random.nextInt(field.words().size())));
            case CONTENT -> new Match.Equal("x" + text(random));
            case NUMBER -> new Match.Amount(operator, number(random));
            case DURATION -> new Match.Length(operator, Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 62))));
            case TIME ->
                new Match.Time(operator, Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
        };
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static double number(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(10_000);
            case 1 -> random.nextDouble();
            default -> -random.nextInt(100) / 8.0;
        };
    }

    private static String text(Random random) {
        String letters = "abzORAND019 _-.:,;*?\"'\\/()<>=$%!\n\té😀";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
