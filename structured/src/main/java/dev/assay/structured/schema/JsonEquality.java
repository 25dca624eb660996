package dev.assay.structured.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/**
 * Equality of JSON values as JSON Schema means it: numbers by their value ({@code 1}, {@code 1.0} and {@code 1e0} are equal), objects without
 * regard to order. Needs no stack, however deep the values are.
 */
public final class JsonEquality {

    private JsonEquality() {}

    private record Pair(JsonNode left, JsonNode right) {

        /** Readings of one text share what they leave as it is, however deep that may be. */
        @SuppressWarnings("ReferenceEquality") // it saves looking at the values
        boolean isOne() {
            return left == right;
        }
    }

    /**
     * Whether two values are equal.
     *
     * @param left a value
     * @param right another
     * @return true where JSON Schema takes them for the same
     */
    public static boolean equal(JsonNode left, JsonNode right) {
        if (!left.isContainer() || !right.isContainer()) {
            return scalarsEqual(left, right);
        }
        Deque<Pair> open = new ArrayDeque<>();
        open.push(new Pair(left, right));
        while (!open.isEmpty()) {
            Pair pair = open.pop();
            if (pair.isOne()) {
                continue;
            }
            if (!sameShape(pair.left, pair.right)) {
                return false;
            }
            if (pair.left.isArray()) {
                Iterator<JsonNode> others = pair.right.iterator();
                for (JsonNode child : pair.left) {
                    if (!push(open, child, others.next())) {
                        return false;
                    }
                }
            } else {
                for (Map.Entry<String, JsonNode> child : pair.left.properties()) {
                    JsonNode other = pair.right.path(child.getKey());
                    if (other.isMissingNode() || !push(open, child.getValue(), other)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean sameShape(JsonNode left, JsonNode right) {
        return left.isArray() == right.isArray() && left.isObject() == right.isObject() && left.size() == right.size();
    }

    private static boolean push(Deque<Pair> open, JsonNode left, JsonNode right) {
        if (left.isContainer() && right.isContainer()) {
            open.push(new Pair(left, right));
            return true;
        }
        return scalarsEqual(left, right);
    }

    private static boolean scalarsEqual(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.equals(right) || compare(left, right) == 0;
        }
        return !left.isContainer() && !right.isContainer() && left.equals(right);
    }

    /** Compares two numbers by their value. */
    static int compare(JsonNode left, JsonNode right) {
        if (left.canConvertToLong()
                && right.canConvertToLong()
                && left.isIntegralNumber()
                && right.isIntegralNumber()) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return decimal(left).compareTo(decimal(right));
    }

    /** A number's value; not finite ones, which JSON has not, count as zero. */
    static BigDecimal decimal(JsonNode number) {
        return number instanceof NumericNode n && n.isNaN() ? BigDecimal.ZERO : number.decimalValue();
    }

    /** Whether a number has no fractional part: {@code 1.0} and {@code 1e400} have none. */
    static boolean isInteger(JsonNode number) {
        if (number.isIntegralNumber()) {
            return true;
        }
        BigDecimal value = decimal(number);
        return value.scale() <= 0
                || value.signum() == 0
                || value.stripTrailingZeros().scale() <= 0;
    }

    /** Whether a number is a multiple of another, also where writing out their digits would fill the memory. */
    static boolean isMultiple(JsonNode number, BigDecimal of) {
        BigDecimal value = decimal(number);
        if (value.signum() == 0) {
            return true;
        }
        BigDecimal step = of.stripTrailingZeros();
        long shift = (long) step.scale() - value.scale();
        BigInteger modulus = step.unscaledValue().abs();
        if (shift >= 0) {
            BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(shift), modulus);
            return value.unscaledValue().multiply(power).mod(modulus).signum() == 0;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() <= step.scale() && isMultipleOfStripped(stripped, step);
    }

    private static boolean isMultipleOfStripped(BigDecimal value, BigDecimal step) {
        BigInteger modulus = step.unscaledValue().abs();
        BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf((long) step.scale() - value.scale()), modulus);
        return value.unscaledValue().multiply(power).mod(modulus).signum() == 0;
    }

    /** A hash that agrees with {@link #equal}. Looks only at the first levels, so it needs little stack. */
    static int hash(JsonNode value) {
        return hash(value, 4);
    }

    private static int hash(JsonNode value, int levels) {
        if (value.isNumber()) {
            double near = value.asDouble(0); // 0 also for what is beyond a double
            return Double.hashCode(near == 0 ? 0.0 : near);
        }
        if (!value.isContainer()) {
            return value.hashCode();
        }
        int hash = value.size() + (value.isArray() ? 17 : 31);
        if (levels == 0) {
            return hash;
        }
        if (value.isArray()) {
            for (JsonNode child : value) {
                hash = 31 * hash + hash(child, levels - 1);
            }
        } else {
            for (Map.Entry<String, JsonNode> child : value.properties()) {
                hash += child.getKey().hashCode() ^ (31 * hash(child.getValue(), levels - 1));
            }
        }
        return hash;
    }

    /** A value as a key of a map, by {@link #equal}. */
    record Key(JsonNode value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && equal(value, key.value);
        }

        @Override
        public int hashCode() {
            return hash(value);
        }
    }
}
