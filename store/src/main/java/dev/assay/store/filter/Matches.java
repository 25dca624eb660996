package dev.assay.store.filter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes of what was written behind a field what the field can be asked for. */
final class Matches {

    private Matches() {}

    /** @param pieces what stands between the wildcards; one where there is none */
    static Match of(Subject subject, String name, int at, Optional<Operator> operator, List<String> pieces) {
        String written = operator.map(Operator::sign).orElse("") + String.join("*", pieces);
        FilterException wrong = new FilterException(
                at, "'" + name + "' is asked for '" + written + "' (expected: " + expected(subject) + ")");
        if (pieces.size() == 1 && pieces.getFirst().isEmpty()) {
            throw wrong;
        }
        return switch (subject) {
            case Field field -> ofField(field, operator, pieces).orElseThrow(() -> wrong);
            case Subject.Attribute _, Subject.Metadata _, Subject.Score _ ->
                ofAny(operator, pieces).orElseThrow(() -> wrong);
        };
    }

    private static Optional<Match> ofField(Field field, Optional<Operator> operator, List<String> pieces) {
        boolean wild = pieces.size() > 1;
        String value = pieces.getFirst();
        Operator compare = operator.orElse(Operator.EQUAL);
        return switch (field.type()) {
            case TEXT -> operator.isPresent() ? Optional.empty() : Optional.of(text(pieces));
            case ID ->
                operator.isPresent()
                        ? Optional.empty()
                        : Optional.of(text(pieces.stream()
                                .map(piece -> piece.toLowerCase(Locale.ROOT))
                                .toList()));
            case WORD, TRUTH -> {
                String lower = value.toLowerCase(Locale.ROOT);
                yield operator.isPresent() || wild || !field.words().contains(lower)
                        ? Optional.empty()
                        : Optional.of(new Match.Equal(lower));
            }
            case CONTENT ->
                operator.isPresent() || wild || value.isBlank()
                        ? Optional.empty()
                        : Optional.of(new Match.Equal(value));
            case NUMBER ->
                wild ? Optional.empty() : Values.number(value).map(number -> new Match.Amount(compare, number));
            case DURATION ->
                wild ? Optional.empty() : Values.length(value).map(length -> new Match.Length(compare, length));
            case TIME ->
                wild || operator.isEmpty()
                        ? Optional.empty()
                        : Values.time(value).map(time -> new Match.Time(compare, time));
        };
    }

    private static Optional<Match> ofAny(Optional<Operator> operator, List<String> pieces) {
        if (operator.isEmpty()) {
            return Optional.of(text(pieces));
        }
        return pieces.size() > 1
                ? Optional.empty()
                : Values.number(pieces.getFirst()).map(number -> new Match.Amount(operator.get(), number));
    }

    private static Match text(List<String> pieces) {
        return pieces.size() == 1 ? new Match.Equal(pieces.getFirst()) : new Match.Like(pieces);
    }

    /** What a subject can be asked for. */
    static String expected(Subject subject) {
        return switch (subject) {
            case Field field ->
                switch (field.type()) {
                    case TEXT -> "a text, where * stands for any characters; quote one that begins with > < or =";
                    case ID -> "hexadecimal digits, where * stands for any";
                    case WORD, TRUTH -> "one of " + String.join(", ", field.words());
                    case CONTENT -> "a text that it contains, without *";
                    case NUMBER -> "a number like 1000, >1.5k or <=0.01";
                    case DURATION -> "a duration like >2s, <=150ms or >1.5m";
                    case TIME -> "a time behind >, >=, < or <=, like >2026-11-01 or <2026-11-01T14:00Z";
                };
            case Subject.Attribute _, Subject.Metadata _, Subject.Score _ ->
                "a text, where * stands for any characters, a number, or a comparison like <0.5";
        };
    }
}
