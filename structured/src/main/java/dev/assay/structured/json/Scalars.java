package dev.assay.structured.json;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Reads a scalar as another kind of scalar. */
final class Scalars {

    private static final Set<String> YES = Set.of("true", "yes", "y", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "n", "off", "0");
    private static final Set<String> NOTHING =
            Set.of("", "null", "none", "nil", "n/a", "na", "undefined", "nan", "-", "--", "not available");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d{1,2}");
    private static final Pattern SIGNED = Pattern.compile(
            "(?:[$\u20AC\u00A3\u00A5\u20B9]|[A-Z]{3} )?\\s*([+-]?[\\d.,_' ]*\\d)\\s*(?:[$\u20AC\u00A3\u00A5\u20B9%]| ?[A-Z]{3})?");

    private Scalars() {}

    static Outcome text(Raw raw) {
        return switch (raw.kind) {
            case TEXT, WORD -> Outcome.asIs(StringNode.valueOf(raw.source));
            case NUMBER -> Outcome.repaired(StringNode.valueOf(raw.source), RepairKind.NUMBER_TO_TEXT, raw.start);
            case LITERAL ->
                raw.node.isNull()
                        ? Outcome.misfit(raw.node)
                        : Outcome.repaired(StringNode.valueOf(raw.source), RepairKind.LITERAL_TO_TEXT, raw.start);
            case OBJECT, LIST ->
                Outcome.repaired(StringNode.valueOf(JsonWriter.write(raw.node)), RepairKind.VALUE_TO_TEXT, raw.start);
        };
    }

    static Outcome number(Raw raw, boolean whole) {
        if (raw.kind == Raw.Kind.NUMBER) {
            return fits(raw.node, whole) ? Outcome.asIs(raw.node) : Outcome.misfit(raw.node);
        }
        if (raw.kind != Raw.Kind.TEXT && raw.kind != Raw.Kind.WORD) {
            return Outcome.misfit(raw.node);
        }
        String text = raw.source.strip();
        String plain = NumberForms.json(text);
        if (!plain.isEmpty()) {
            return number(plain, raw, whole, plain.equals(text) ? RepairKind.TEXT_TO_NUMBER : RepairKind.NUMBER_FORM);
        }
        if (DECIMAL_COMMA.matcher(text).matches()) {
            return number(NumberForms.json(text.replace(',', '.')), raw, whole, RepairKind.NUMBER_FORM);
        }
        Matcher signed = text.length() < 100 ? SIGNED.matcher(text) : SIGNED.matcher("");
        if (signed.matches()) {
            return number(NumberForms.json(signed.group(1).strip()), raw, whole, RepairKind.STRIPPED_SIGN);
        }
        // Zeros in front mean nothing where a number is wanted.
        String stripped = text.replaceFirst("^([+-]?)0+(?=\\d)", "$1");
        return stripped.equals(text)
                ? Outcome.misfit(raw.node)
                : number(NumberForms.json(stripped), raw, whole, RepairKind.NUMBER_FORM);
    }

    private static Outcome number(String number, Raw raw, boolean whole, RepairKind kind) {
        if (number.isEmpty()) {
            return Outcome.misfit(raw.node);
        }
        JsonNode node = Numbers.node(number);
        return node.isNumber() && fits(node, whole)
                ? Outcome.repaired(node, kind, raw.start)
                : Outcome.misfit(raw.node);
    }

    private static boolean fits(JsonNode number, boolean whole) {
        if (!number.isNumber()) {
            return false;
        }
        if (!whole || number.isIntegralNumber()) {
            return true;
        }
        BigDecimal value = number.decimalValue();
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    static Outcome truth(Raw raw) {
        if (raw.node.isBoolean()) {
            return Outcome.asIs(raw.node);
        }
        String text = raw.source.strip().toLowerCase(Locale.ROOT);
        if (raw.isContainer() || raw.kind == Raw.Kind.LITERAL) {
            return Outcome.misfit(raw.node);
        }
        if (YES.contains(text)) {
            return Outcome.repaired(BooleanNode.TRUE, RepairKind.VALUE_TO_BOOLEAN, raw.start);
        }
        return NO.contains(text)
                ? Outcome.repaired(BooleanNode.FALSE, RepairKind.VALUE_TO_BOOLEAN, raw.start)
                : Outcome.misfit(raw.node);
    }

    static Outcome nothing(Raw raw) {
        if (raw.node.isNull()) {
            return Outcome.asIs(NullNode.instance);
        }
        boolean text = raw.kind == Raw.Kind.TEXT || raw.kind == Raw.Kind.WORD;
        return text && NOTHING.contains(raw.source.strip().toLowerCase(Locale.ROOT))
                ? Outcome.repaired(NullNode.instance, RepairKind.TEXT_TO_NULL, raw.start)
                : Outcome.misfit(raw.node);
    }
}
