package dev.assay.structured.constrain.regex;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A state of reading a decimal number without exponent, with the remainder by a divisor.
 *
 * @param divisor the divisor times 10 to {@code scale}
 * @param scale how many digits after the point the divisor has
 * @param remainder of the digits so far
 * @param decimals digits after the point so far, -1 before it; no more than {@code scale} are counted
 */
record MultipleOf(long divisor, int scale, long remainder, int decimals) {

    static final Partition PARTITION = partition();

    /** @throws ArithmeticException if it has more than 17 digits */
    static MultipleOf of(BigDecimal divisor) {
        BigDecimal plain = divisor.stripTrailingZeros();
        int scale = Math.max(0, plain.scale());
        if (plain.precision() - plain.scale() + scale > 17) {
            throw new ArithmeticException("more than 17 digits");
        }
        return new MultipleOf(plain.scaleByPowerOfTen(scale).longValueExact(), scale, 0, -1);
    }

    private static Partition partition() {
        int[] keys = new int[256];
        Arrays.fill(keys, -1);
        for (int d = 0; d <= 9; d++) {
            keys['0' + d] = d;
        }
        keys['-'] = 10;
        keys['.'] = 11;
        return Partition.of(keys);
    }

    boolean holds() {
        long rest = remainder;
        for (int i = Math.max(decimals, 0); i < scale; i++) {
            rest = rest * 10 % divisor;
        }
        return rest == 0;
    }

    /** Whether the number may go on with {@code b}; its grammar is held by another language. */
    boolean allows(int b) {
        if (b == '-') {
            return decimals < 0;
        }
        if (b == '.') {
            return decimals < 0;
        }
        return b >= '0' && b <= '9' && (decimals < scale || b == '0');
    }

    MultipleOf after(int b) {
        if (b == '-') {
            return this;
        }
        if (b == '.') {
            return new MultipleOf(divisor, scale, remainder, 0);
        }
        if (decimals >= scale) {
            return this;
        }
        return new MultipleOf(
                divisor, scale, (remainder * 10 + (b - '0')) % divisor, decimals < 0 ? decimals : decimals + 1);
    }
}
