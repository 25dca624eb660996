package dev.assay.store.columns;

import dev.assay.store.filter.Field;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.Match;
import dev.assay.store.filter.Operator;
import dev.assay.store.filter.Subject;
import dev.assay.store.json.MessageJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One term as a condition on rows of the table that can tell. */
final class TermSql {

    /**
     * Words of the JSON around the texts. A search for a part of them would find every message, so it looks behind
     * them, at a price.
     */
    private static final String ENVELOPE = """
            [{"role":"system"},{"role":"user"},{"role":"assistant"},{"role":"tool"},"name":"","parts":[{"type":"text",\
            "content":""},{"type":"reasoning"},{"type":"tool_call","id":"","arguments":""},\
            {"type":"tool_call_response","response":""}]""";

    private static final String ENVELOPE_PATTERN =
            "\"(role|name|parts|type|content|id|arguments|response)\":(\"(system|user|assistant|tool|text|reasoning"
                    + "|tool_call|tool_call_response)\")?";

    /** Bytes of a text for which to begin with a pattern takes longer than to write them in small letters. */
    private static final int SHORT = 200;

    /** Code points. */
    private static final int MOST_IN_PATTERN = 64;

    private static final String NO_NUMBER = "('VARCHAR', 'BOOLEAN', 'NULL', 'OBJECT', 'ARRAY')";

    private final List<Object> values = new ArrayList<>();

    private TermSql() {}

    /** @param filter a term, a {@code has} or a text */
    static Condition of(Filter filter) {
        TermSql term = new TermSql();
        return switch (filter) {
            case Filter.Text(String text) ->
                term.condition("texts", term.contains("input", text) + " OR " + term.contains("output", text));
            case Filter.Has(Subject subject) -> term.condition(table(subject), term.has(subject));
            case Filter.Term(Subject subject, List<Match> anyOf) ->
                term.condition(
                        table(subject),
                        anyOf.stream().map(match -> term.match(subject, match)).collect(Collectors.joining(" OR ")));
            case Filter.Everything _, Filter.And _, Filter.Or _, Filter.Not _ ->
                throw new IllegalArgumentException("'" + filter + "' is no term");
        };
    }

    private Condition condition(String table, String text) {
        return new Condition(table, text, values);
    }

    private static String table(Subject subject) {
        return switch (subject) {
            case Field field -> field.type() == Field.Type.CONTENT ? "texts" : "spans";
            case Subject.Attribute _, Subject.Metadata _ -> "texts";
            case Subject.Score _ -> "scores";
        };
    }

    private String bind(Object... bound) {
        values.addAll(Arrays.asList(bound));
        return "";
    }

    private String has(Subject subject) {
        return switch (subject) {
            case Field field ->
                FieldSql.of(field).stream()
                        .map(expression -> expression + " IS NOT NULL")
                        .collect(Collectors.joining(" OR "));
            case Subject.Attribute(String key) -> hasKey("attributes", key);
            case Subject.Metadata(String key) -> hasKey("metadata", key);
            case Subject.Score(String name) -> bind(name) + "name = ?";
        };
    }

    /** Where the key is not there, the type is NULL. */
    private String hasKey(String column, String key) {
        return bind(pointer(key)) + "json_type(" + column + ", ?) <> 'NULL'";
    }

    private String match(Subject subject, Match match) {
        return switch (subject) {
            case Field field ->
                field.type() == Field.Type.CONTENT
                        ? content(field, match)
                        : FieldSql.of(field).stream()
                                .map(expression -> matchField(field, expression, match))
                                .collect(Collectors.joining(" OR "));
            case Subject.Attribute(String key) -> matchJson("attributes", key, match);
            case Subject.Metadata(String key) -> matchJson("metadata", key, match);
            case Subject.Score(String name) -> bind(name) + "name = ? AND (" + matchScore(match) + ")";
        };
    }

    private String matchField(Field field, String expression, Match match) {
        boolean list = field == Field.TAG || field == Field.FINISH;
        return switch (match) {
            case Match.Equal(String value) -> {
                if (list) {
                    yield bind(value) + "list_contains(" + expression + ", ?)";
                }
                yield bind(value) + expression + " = ?";
            }
            case Match.Like(List<String> pieces) ->
                list
                        ? bind(regex(pieces)) + "len(list_filter(" + expression
                                + ", lambda v: v <> '' AND regexp_full_match(v, ?, 's'))) > 0"
                        : like(expression, pieces);
            case Match.Amount(Operator operator, double value) ->
                bind(value) + expression + " " + operator.sign() + " ?";
            case Match.Length(Operator operator, var value) ->
                bind(value.toNanos()) + expression + " " + operator.sign() + " ?";
            case Match.Time(Operator operator, var value) ->
                bind(Sql.nanos(value)) + expression + " " + operator.sign() + " make_timestamp_ns(?)";
        };
    }

    private String content(Field field, Match match) {
        if (!(match instanceof Match.Equal(String words))) {
            throw new IllegalArgumentException(field.label() + " is asked for " + match + " (expected: a text)");
        }
        return contains(FieldSql.of(field).getFirst(), words);
    }

    private String matchJson(String column, String key, Match match) {
        String type = "json_type(" + column + ", ?)";
        String text = "json_extract_string(" + column + ", ?)";
        String number = "TRY_CAST(" + text + " AS DOUBLE)";
        String pointer = pointer(key);
        return switch (match) {
            case Match.Equal(String value) -> {
                String equal = bind(pointer, pointer, value) + type + " IN ('VARCHAR', 'BOOLEAN') AND " + text + " = ?";
                OptionalDouble wanted = Match.numberOf(value);
                yield wanted.isEmpty()
                        ? equal
                        : equal + " OR " + bind(pointer, pointer, wanted.getAsDouble()) + type + " NOT IN " + NO_NUMBER
                                + " AND " + number + " = ?";
            }
            case Match.Like(List<String> pieces) ->
                bind(pointer) + type + " IN ('VARCHAR', 'BOOLEAN') AND " + bind(pointer)
                        + like("nullif(" + text + ", '')", pieces);
            case Match.Amount(Operator operator, double value) ->
                bind(pointer, pointer, value) + type + " NOT IN " + NO_NUMBER + " AND " + number + " " + operator.sign()
                        + " ?";
            case Match.Length _, Match.Time _ ->
                throw new IllegalArgumentException(key + " is asked for " + match + " (expected: a text or a number)");
        };
    }

    private String matchScore(Match match) {
        String text = "coalesce(category_value, text_value, boolean_value::VARCHAR)";
        return switch (match) {
            case Match.Equal(String value) -> {
                String equal = bind(value) + text + " = ?";
                OptionalDouble wanted = Match.numberOf(value);
                yield wanted.isEmpty() ? equal : equal + bind(wanted.getAsDouble()) + " OR number_value = ?";
            }
            case Match.Like(List<String> pieces) -> like("nullif(" + text + ", '')", pieces);
            case Match.Amount(Operator operator, double value) ->
                bind(value) + "number_value " + operator.sign() + " ?";
            case Match.Length _, Match.Time _ ->
                throw new IllegalArgumentException("a score is asked for " + match + " (expected: a text or a number)");
        };
    }

    private String like(String expression, List<String> pieces) {
        String pattern = pieces.stream()
                .map(piece -> piece.replace("!", "!!").replace("%", "!%").replace("_", "!_"))
                .collect(Collectors.joining("%"));
        return bind(pattern) + expression + " LIKE ? ESCAPE '!'";
    }

    /** For lists, whose elements are no rows. What means something to RE2 is spelled by its code. */
    private static String regex(List<String> pieces) {
        return pieces.stream().map(TermSql::literal).collect(Collectors.joining(".*"));
    }

    /** Of the beginning of words: what follows tells little more. */
    private static String pattern(String words) {
        int end = words.offsetByCodePoints(0, Math.min(MOST_IN_PATTERN, words.codePointCount(0, words.length())));
        return literal(words.substring(0, end));
    }

    static String literal(String piece) {
        StringBuilder literal = new StringBuilder();
        // Half a character is bound as a question mark.
        piece.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(c -> {
                    if (c < 128 && !Character.isLetterOrDigit(c)) {
                        literal.append("\\x{").append(Integer.toHexString(c)).append('}');
                    } else {
                        literal.appendCodePoint(c);
                    }
                });
        return literal.toString();
    }

    /** Texts lie there as JSON strings, arguments and results as JSON: the words are looked for in both spellings. */
    static Stream<String> spellings(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        String quoted = MessageJson.quote(words).text();
        return Stream.of(quoted.substring(1, quoted.length() - 1), words).distinct();
    }

    private String contains(String column, String text) {
        List<String> spellings = spellings(text).toList();
        boolean besides = !column.equals("tools") && spellings.stream().anyMatch(ENVELOPE::contains);
        return spellings.stream()
                .map(words -> besides ? containsBesides(column, words) : containsFast(column, words))
                .collect(Collectors.joining(" OR "));
    }

    /** Finds words that the envelope has too. */
    private String containsBesides(String column, String words) {
        String besides = "regexp_replace(" + column + ", '" + ENVELOPE_PATTERN + "', '', 'g')";
        return bind(words) + "coalesce(contains(lower(" + besides + "), ?), false)";
    }

    /**
     * To write a long text in small letters takes longer than to read it, so a pattern that finds all that pass, and little else, goes
     * first. What the engine's {@code lower} takes for one letter its patterns do too, except for the dotted capital I.
     */
    private String containsFast(String column, String words) {
        String dotted = words.indexOf('i') < 0 ? "" : " OR contains(" + column + ", 'İ')";
        return bind(pattern(words), words) + "CASE WHEN strlen(" + column + ") < " + SHORT + " OR regexp_matches("
                + column + ", ?, 'i')" + dotted + " THEN contains(lower(" + column + "), ?) ELSE false END";
    }

    /** A JSON pointer (RFC 6901) to a key of the topmost object. */
    static String pointer(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
