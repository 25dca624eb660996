package dev.assay.structured.json;

import dev.assay.structured.schema.JsonEquality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds which of the allowed values is meant. */
final class Choices {

    private static final int LONGEST = 10_000;
    private static final int SHORTEST_FOR_TYPO = 4;

    private Choices() {}

    static Outcome choose(Raw raw, List<JsonNode> allowed) {
        for (JsonNode value : allowed) {
            if (JsonEquality.equal(raw.node, value)) {
                return Outcome.asIs(value);
            }
        }
        String text = raw.source.strip();
        if (raw.isContainer() || text.isEmpty() || text.length() > LONGEST) {
            return Outcome.misfit(raw.node);
        }
        List<JsonNode> exact =
                allowed.stream().filter(value -> text(value).equals(text)).toList();
        if (!exact.isEmpty()) {
            return outcome(exact, raw, RepairKind.CHOICE_FORM);
        }
        String form = Shape.form(text);
        List<JsonNode> formed = form.isEmpty()
                ? List.of()
                : allowed.stream()
                        .filter(value -> Shape.form(text(value)).equals(form))
                        .toList();
        if (!formed.isEmpty()) {
            return outcome(formed, raw, RepairKind.CHOICE_FORM);
        }
        List<JsonNode> parts = parts(text, allowed);
        if (!parts.isEmpty()) {
            return outcome(parts, raw, RepairKind.CHOICE_PART);
        }
        List<JsonNode> near = allowed.stream()
                .filter(value -> value.isString() && isTypo(form, Shape.form(text(value))))
                .toList();
        return near.isEmpty() ? Outcome.misfit(raw.node) : outcome(near, raw, RepairKind.CHOICE_TYPO);
    }

    private static Outcome outcome(List<JsonNode> meant, Raw raw, RepairKind kind) {
        Outcome first = Outcome.repaired(meant.get(0), kind, raw.start);
        if (meant.size() == 1) {
            return first;
        }
        List<String> texts = meant.stream().map(Choices::text).toList();
        return new Outcome(
                first.node(),
                0,
                first.cost(),
                first.own(),
                List.of(),
                Optional.of(new Outcome.Tie(raw.start, "one of " + String.join(", ", texts))));
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : JsonWriter.write(value);
    }

    /** The allowed texts that stand in a text as whole words, without those that are part of another. */
    private static List<JsonNode> parts(String text, List<JsonNode> allowed) {
        String words = words(text);
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode value : allowed) {
            String wanted = words(text(value));
            if (value.isString() && !wanted.isBlank() && words.contains(wanted)) {
                found.add(value);
            }
        }
        found.removeIf(value -> found.stream()
                .anyMatch(other -> !other.equals(value)
                        && words(text(other)).contains(words(text(value)))
                        && words(text(other)).length() > words(text(value)).length()));
        return found;
    }

    /** The words of a text in lower case, each between blanks. */
    private static String words(String text) {
        StringBuilder words = new StringBuilder(" ");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                words.append(Character.toLowerCase(c));
            } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.charAt(words.length() - 1) == ' '
                ? words.toString()
                : words.append(' ').toString();
    }

    /** Whether one letter is too many, missing or another. */
    private static boolean isTypo(String left, String right) {
        if (Math.abs(left.length() - right.length()) > 1 || right.length() < SHORTEST_FOR_TYPO) {
            return false;
        }
        int start = 0;
        int shorter = Math.min(left.length(), right.length());
        while (start < shorter && left.charAt(start) == right.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && left.charAt(left.length() - 1 - end) == right.charAt(right.length() - 1 - end)) {
            end++;
        }
        return left.length() - start - end <= 1 && right.length() - start - end <= 1;
    }
}
