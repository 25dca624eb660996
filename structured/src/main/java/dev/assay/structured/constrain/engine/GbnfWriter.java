package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.engine.Place.Step;
import dev.assay.structured.constrain.regex.CodePoints;
import dev.assay.structured.constrain.regex.Regex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes rules in llama.cpp's notation: each place a rule, each state of a terminal a rule, straight runs of characters as texts. */
public final class GbnfWriter {

    private static final int MOST_RULES = 50_000;

    private final Map<Rule, String> rules = new LinkedHashMap<>();
    private final Map<Place, String> places = new HashMap<>();
    private final Map<Regex, String> states = new HashMap<>();
    private final List<Runnable> open = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();

    private GbnfWriter() {}

    /**
     * The grammar of a rule's texts.
     *
     * @throws IllegalArgumentException if it has more than 50,000 rules
     */
    public static String write(Rule grammar) {
        GbnfWriter writer = new GbnfWriter();
        writer.out.append("root ::= ").append(writer.name(grammar)).append('\n');
        for (int i = 0; i < writer.open.size(); i++) {
            if (i > MOST_RULES) {
                throw new IllegalArgumentException(
                        "more than " + MOST_RULES + " rules (expected: fewer; large counts make a rule each)");
            }
            writer.open.get(i).run();
        }
        return writer.out.toString();
    }

    private String name(Rule rule) {
        String known = rules.get(rule);
        if (known == null) {
            known = "r" + rules.size();
            rules.put(rule, known);
            String name = known;
            open.add(() -> body(name, rule.start()));
        }
        return known;
    }

    private String name(Place place) {
        String known = places.get(place);
        if (known == null) {
            known = "p" + places.size();
            places.put(place, known);
            String name = known;
            open.add(() -> body(name, place));
        }
        return known;
    }

    private void body(String name, Place place) {
        List<String> ways = new ArrayList<>();
        for (Step step : place.steps()) {
            Regex terminal = step.terminal;
            Rule rule = step.rule;
            String first = terminal != null ? text(terminal) : rule != null ? name(rule) : "";
            ways.add(step.after.isOnlyEnd() ? first : first + " " + name(step.after));
        }
        if (place.end) {
            ways.add("\"\"");
        }
        rule(name, ways);
    }

    private void rule(String name, List<String> ways) {
        out.append(name).append(" ::= ").append(String.join(" | ", ways)).append('\n');
    }

    /** What a terminal matches from here: the characters up to the first choice as a text, then the rule of the state. */
    private String text(Regex state) {
        StringBuilder literal = new StringBuilder();
        Regex at = state;
        while (!at.accepts()) {
            Map<Regex, CodePoints> next = next(at);
            if (next.size() != 1) {
                break;
            }
            CodePoints only = next.values().iterator().next();
            if (only.runs() != 1 || only.first(0) != only.last(0)) {
                break;
            }
            literal.appendCodePoint(only.first(0));
            at = next.keySet().iterator().next();
        }
        String quoted = literal.isEmpty() ? "" : quoted(literal.toString());
        if (at.isEpsilon()) {
            return quoted.isEmpty() ? "\"\"" : quoted;
        }
        return quoted.isEmpty() ? name(at) : quoted + " " + name(at);
    }

    private String name(Regex state) {
        String known = states.get(state);
        if (known == null) {
            known = "t" + states.size();
            states.put(state, known);
            String name = known;
            open.add(() -> state(name, state));
        }
        return known;
    }

    private void state(String name, Regex state) {
        List<String> ways = new ArrayList<>();
        next(state)
                .forEach((after, characters) ->
                        ways.add(set(characters) + (after.isEpsilon() ? "" : " " + text(after))));
        if (state.accepts()) {
            ways.add("\"\"");
        }
        rule(name, ways);
    }

    /** The characters that may follow, by the state they lead to. */
    private static Map<Regex, CodePoints> next(Regex state) {
        Map<Regex, CodePoints> found = new LinkedHashMap<>();
        bytes(state, 0, 0x7F, 0, new int[] {0, 0}, 0, found);
        bytes(state, 0xC2, 0xDF, 0xC0, new int[] {0, 0}, 1, found);
        bytes(state, 0xE0, 0xEF, 0xE0, new int[] {0, 0}, 2, found);
        bytes(state, 0xF0, 0xF4, 0xF0, new int[] {0, 0}, 3, found);
        return found;
    }

    /** Runs of bytes that do the same, after any of a run of prefixes. */
    private static void bytes(
            Regex state, int first, int last, int base, int[] prefixes, int more, Map<Regex, CodePoints> found) {
        int b = first;
        while (b <= last) {
            Regex after = state.next(b);
            int from = b++;
            while (b <= last && state.next(b) == after) {
                b++;
            }
            if (after.isEmpty()) {
                continue;
            }
            boolean whole = prefixes[0] == prefixes[1] || (from == 0x80 && b == 0xC0);
            int step = whole ? prefixes[1] - prefixes[0] + 1 : 1;
            for (int prefix = prefixes[0]; prefix <= prefixes[1]; prefix += step) {
                int low = (prefix << 6) | (from - base);
                int high = ((prefix + step - 1) << 6) | (b - 1 - base);
                if (more > 0) {
                    bytes(after, 0x80, 0xBF, 0x80, new int[] {low, high}, more - 1, found);
                } else {
                    found.merge(after, CodePoints.range(low, high), CodePoints::or);
                }
            }
        }
    }

    private static String set(CodePoints characters) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < characters.runs(); i++) {
            text.append(escaped(characters.first(i), "[]^-\\"));
            if (characters.last(i) > characters.first(i)) {
                text.append('-').append(escaped(characters.last(i), "[]^-\\"));
            }
        }
        return text.append(']').toString();
    }

    private static String quoted(String text) {
        StringBuilder all = new StringBuilder("\"");
        text.codePoints().forEach(c -> all.append(escaped(c, "\"\\")));
        return all.append('"').toString();
    }

    private static String escaped(int c, String special) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '"', '\\' -> special.indexOf(c) >= 0 ? "\\" + (char) c : Character.toString(c);
            default -> {
                if (c >= 0x20 && c < 0x7F && special.indexOf(c) < 0) {
                    yield Character.toString(c);
                }
                yield c < 0x100
                        ? String.format("\\x%02X", c)
                        : c < 0x10000 ? String.format("\\u%04X", c) : String.format("\\U%08X", c);
            }
        };
    }
}
