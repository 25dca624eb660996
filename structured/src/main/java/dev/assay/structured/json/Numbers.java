package dev.assay.structured.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** Nodes of numbers, with all their digits. */
final class Numbers {

    /** Reading digits into a number takes time by their square; longer ones stay text, so that a long text takes linear time. */
    static final int MOST_DIGITS = 10_000;

    private Numbers() {}

    /**
     * The node of a number that is written as JSON wants it. One that Java cannot hold (more than {@link #MOST_DIGITS} digits, an exponent beyond
     * 32 bits) becomes text.
     *
     * @param text holds the number from {@code start} to {@code end}
     * @param whole whether it has neither fraction nor exponent
     */
    static JsonNode node(char[] text, int start, int end, boolean whole) {
        int length = end - start;
        if (length > MOST_DIGITS) {
            return StringNode.valueOf(new String(text, start, length));
        }
        if (whole) {
            return length <= 18 ? small(text, start, end) : big(new String(text, start, length));
        }
        try {
            BigDecimal value = new BigDecimal(text, start, length);
            return isPlain(text, start, end, value)
                    ? new DecimalNode(value)
                    : new SourceNumber(value, new String(text, start, length));
        } catch (NumberFormatException e) {
            // The exponent does not fit.
            return StringNode.valueOf(new String(text, start, length));
        }
    }

    static JsonNode node(String number) {
        char[] text = number.toCharArray();
        boolean whole = number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0;
        return node(text, 0, text.length, whole);
    }

    private static JsonNode small(char[] text, int start, int end) {
        boolean negative = text[start] == '-';
        long value = 0;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            value = value * 10 + (text[i] - '0');
        }
        if (negative) {
            value = -value;
        }
        return (int) value == value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    private static JsonNode big(String digits) {
        BigInteger value = new BigInteger(digits);
        return value.bitLength() < 64 ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
    }

    /** Whether the value alone is written as it was. */
    private static boolean isPlain(char[] text, int start, int end, BigDecimal value) {
        if (value.scale() > 6 && value.precision() - value.scale() < -5) {
            return false;
        }
        for (int i = end - 1; i > start; i--) {
            if (text[i] == 'e' || text[i] == 'E') {
                return false;
            }
        }
        return true;
    }
}
