package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.regex.CodePoints;
import dev.assay.structured.constrain.regex.Encoding;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How numbers are written (RFC 8259, section 6), and which writings lie on one side of a bound. Where a bound is not 0, exponents are taken
 * only in scientific notation with one digit other than 0 before the point, which is how programs write them; nothing else that is regular
 * covers them. Exponents have no more than three digits.
 */
final class NumberTexts {

    private final Regexes re;
    private final Regex digit;
    private final Regex digits;
    private final Regex nonZero;
    private final Regex zeros;
    private final Regex fraction;
    private final Regex exponent;
    private final Regex natural;

    NumberTexts(Regexes re) {
        this.re = re;
        this.digit = range('0', '9');
        this.digits = re.star(digit);
        this.nonZero = range('1', '9');
        this.zeros = re.star(range('0', '0'));
        this.fraction = re.concat(re.word("."), re.atLeast(digit, 1));
        this.exponent = re.concat(re.oneOf(CodePoints.anyOf("eE"), Encoding.PLAIN), shortPower());
        this.natural = re.or(re.word("0"), re.concat(nonZero, digits));
    }

    /** The digits of an exponent with its sign: three, for no reader knows what to do with 1e1000. */
    private Regex shortPower() {
        return re.concat(re.optional(re.oneOf(CodePoints.anyOf("+-"), Encoding.PLAIN)), zeros, re.repeat(digit, 1, 3));
    }

    private Regex range(int first, int last) {
        return first > last ? re.empty() : re.oneOf(CodePoints.range(first, last), Encoding.PLAIN);
    }

    /** Any number. */
    Regex any() {
        return re.concat(re.optional(re.word("-")), natural, re.optional(fraction), re.optional(exponent));
    }

    /** Numbers without a fraction other than zeros (JSON Schema takes 1.0 for an integer). */
    Regex integer() {
        return re.concat(re.optional(re.word("-")), natural, re.optional(wholeFraction()));
    }

    /** Numbers with a fraction that is not 0. */
    Regex fractional() {
        return re.concat(re.optional(re.word("-")), natural, re.word("."), digits, nonZero, digits);
    }

    private Regex wholeFraction() {
        return re.concat(re.word("."), re.atLeast(range('0', '0'), 1));
    }

    /** Numbers without an exponent. */
    Regex plain() {
        return re.concat(re.optional(re.word("-")), natural, re.optional(fraction));
    }

    /** Numbers at least {@code bound}, or more than it. */
    Regex atLeast(BigDecimal bound, boolean exclusive) {
        if (bound.signum() > 0) {
            return magnitudeAtLeast(bound, exclusive);
        }
        Regex positive = bound.signum() == 0 && exclusive ? aboveZero() : magnitude();
        Regex negative =
                bound.signum() == 0 ? exclusive ? re.empty() : zero() : magnitudeAtMost(bound.negate(), exclusive);
        return re.or(positive, re.concat(re.word("-"), negative));
    }

    /** Numbers at most {@code bound}, or less than it. */
    Regex atMost(BigDecimal bound, boolean exclusive) {
        if (bound.signum() < 0) {
            return re.concat(re.word("-"), magnitudeAtLeast(bound.negate(), exclusive));
        }
        Regex negative = bound.signum() == 0 && exclusive ? aboveZero() : magnitude();
        Regex positive = bound.signum() == 0 ? exclusive ? re.empty() : zero() : magnitudeAtMost(bound, exclusive);
        return re.or(positive, re.concat(re.word("-"), negative));
    }

    /** One number, in every way to write it that the bounds know. */
    Regex exactly(BigDecimal number) {
        return re.and(atLeast(number, false), atMost(number, false));
    }

    private Regex magnitude() {
        return re.concat(natural, re.optional(fraction), re.optional(exponent));
    }

    private Regex zero() {
        return re.concat(re.word("0"), re.optional(wholeFraction()), re.optional(exponent));
    }

    private Regex aboveZero() {
        Regex some = re.or(
                re.concat(nonZero, digits, re.optional(fraction)), re.concat(re.word("0."), digits, nonZero, digits));
        return re.concat(some, re.optional(exponent));
    }

    /** Bound above 0. */
    private Regex magnitudeAtLeast(BigDecimal bound, boolean exclusive) {
        String whole = whole(bound);
        String part = part(bound);
        Regex more = re.concat(naturalAtLeast(increment(whole)), re.optional(fraction));
        Regex same = re.concat(re.word(whole), partAtLeast(part, exclusive));
        return re.or(more, same, scientific(bound, exclusive, true));
    }

    /** Bound above 0. */
    private Regex magnitudeAtMost(BigDecimal bound, boolean exclusive) {
        String whole = whole(bound);
        String part = part(bound);
        Regex less = whole.equals("0")
                ? re.empty()
                : re.concat(
                        naturalAtMost(
                                new BigInteger(whole).subtract(BigInteger.ONE).toString()),
                        re.optional(fraction));
        Regex same = re.concat(re.word(whole), partAtMost(part, exclusive));
        Regex zeroWithExponent = re.concat(re.word("0"), re.optional(wholeFraction()), exponent);
        return re.or(less, same, zeroWithExponent, scientific(bound, exclusive, false));
    }

    private static String whole(BigDecimal bound) {
        return bound.toBigInteger().toString();
    }

    private static String increment(String whole) {
        return new BigInteger(whole).add(BigInteger.ONE).toString();
    }

    /** The digits after the point, without zeros at the end. */
    private static String part(BigDecimal bound) {
        BigDecimal rest = bound.remainder(BigDecimal.ONE).stripTrailingZeros();
        return rest.signum() == 0 ? "" : rest.toPlainString().substring(2);
    }

    /** An optional fraction that is at least {@code .part}. */
    private Regex partAtLeast(String part, boolean exclusive) {
        if (part.isEmpty()) {
            return exclusive ? re.concat(re.word("."), digits, nonZero, digits) : re.optional(fraction);
        }
        return re.concat(re.word("."), digitsAtLeast(part, exclusive));
    }

    private Regex digitsAtLeast(String part, boolean exclusive) {
        Regex all = exclusive ? re.concat(digits, nonZero, digits) : digits;
        for (int i = part.length() - 1; i >= 0; i--) {
            char d = part.charAt(i);
            all = re.or(re.concat(range(d + 1, '9'), digits), re.concat(range(d, d), all));
        }
        return all;
    }

    /** An optional fraction that is at most {@code .part}. */
    private Regex partAtMost(String part, boolean exclusive) {
        if (part.isEmpty()) {
            return exclusive ? re.empty() : re.optional(wholeFraction());
        }
        Regex all = exclusive ? re.empty() : zeros;
        for (int i = part.length() - 1; i >= 0; i--) {
            char d = part.charAt(i);
            Regex sooner = i == part.length() - 1 ? all : re.optional(all);
            all = re.or(re.concat(range('0', d - 1), digits), re.concat(range(d, d), sooner));
        }
        return re.optional(re.concat(re.word("."), all));
    }

    private Regex naturalAtLeast(String number) {
        Regex same = re.epsilon();
        for (int i = number.length() - 1; i >= 0; i--) {
            char d = number.charAt(i);
            int after = number.length() - 1 - i;
            same = re.or(
                    re.concat(range(i == 0 ? Math.max(d + 1, '1') : d + 1, '9'), re.repeat(digit, after, after)),
                    re.concat(range(d, d), same));
        }
        return re.or(same, re.concat(nonZero, re.atLeast(digit, number.length())));
    }

    private Regex naturalAtMost(String number) {
        Regex same = re.epsilon();
        for (int i = number.length() - 1; i >= 0; i--) {
            char d = number.charAt(i);
            int after = number.length() - 1 - i;
            int least = i == 0 && number.length() > 1 ? '1' : '0';
            same = re.or(re.concat(range(least, d - 1), re.repeat(digit, after, after)), re.concat(range(d, d), same));
        }
        if (number.length() == 1) {
            return same;
        }
        Regex shorter = re.or(re.word("0"), re.concat(nonZero, re.repeat(digit, 0, number.length() - 2)));
        return re.or(same, shorter);
    }

    /** One digit that is not 0, a fraction, and an exponent: the exponent decides, then the digits. */
    private Regex scientific(BigDecimal bound, boolean exclusive, boolean atLeast) {
        BigDecimal plain = bound.stripTrailingZeros();
        int power = plain.precision() - plain.scale() - 1;
        String figures = plain.unscaledValue().toString();
        char first = figures.charAt(0);
        String part = figures.substring(1);
        Regex e = re.oneOf(CodePoints.anyOf("eE"), Encoding.PLAIN);
        Regex beyond = re.concat(nonZero, re.optional(fraction), e, power(power + (atLeast ? 1 : -1), atLeast));
        Regex sameDigit =
                re.concat(range(first, first), atLeast ? partAtLeast(part, exclusive) : partAtMost(part, exclusive));
        Regex otherDigit = re.concat(atLeast ? range(first + 1, '9') : range('1', first - 1), re.optional(fraction));
        Regex samePower = re.and(power(power, true), power(power, false));
        return re.or(beyond, re.concat(re.or(sameDigit, otherDigit), e, samePower));
    }

    /** An exponent with its sign, at least or at most a number, with zeros before it. */
    private Regex power(int bound, boolean atLeast) {
        return re.and(shortPower(), anyPower(bound, atLeast));
    }

    private Regex anyPower(int bound, boolean atLeast) {
        Regex plus = re.concat(re.optional(re.word("+")), zeros);
        Regex minus = re.concat(re.word("-"), zeros);
        Regex anyDigits = natural;
        if (atLeast) {
            return bound > 0
                    ? re.concat(plus, naturalAtLeast(Integer.toString(bound)))
                    : re.or(re.concat(plus, anyDigits), re.concat(minus, naturalAtMost(Integer.toString(-bound))));
        }
        return bound < 0
                ? re.concat(minus, naturalAtLeast(Integer.toString(-bound)))
                : re.or(re.concat(minus, anyDigits), re.concat(plus, naturalAtMost(Integer.toString(bound))));
    }
}
