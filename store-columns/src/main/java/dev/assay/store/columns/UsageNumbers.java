package dev.assay.store.columns;

import dev.assay.model.Usage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Tokens and cost as a bit for each that is told, and one number for each bit, in their order. */
final class UsageNumbers {

    /** The kinds of tokens, in the order of their columns. */
    static final List<Function<Usage, OptionalLong>> TOKENS = List.of(
            Usage::inputTokens,
            Usage::outputTokens,
            Usage::cacheReadTokens,
            Usage::cacheWriteTokens,
            Usage::reasoningTokens);

    private static final int COST = 1 << TOKENS.size();

    /** All bits. */
    static final int EVERYTHING = (COST << 1) - 1;

    private UsageNumbers() {}

    /** The bits. */
    static int told(Usage usage, OptionalDouble cost) {
        int told = cost.isPresent() ? COST : 0;
        for (int i = 0; i < TOKENS.size(); i++) {
            if (TOKENS.get(i).apply(usage).isPresent()) {
                told |= 1 << i;
            }
        }
        return told;
    }

    /**
     * Writes the numbers.
     *
     * @return behind them
     */
    static int write(Usage usage, OptionalDouble cost, long[] numbers, int from) {
        int at = from;
        for (Function<Usage, OptionalLong> kind : TOKENS) {
            OptionalLong tokens = kind.apply(usage);
            if (tokens.isPresent()) {
                numbers[at++] = tokens.getAsLong();
            }
        }
        if (cost.isPresent()) {
            numbers[at++] = Double.doubleToRawLongBits(cost.getAsDouble());
        }
        return at;
    }

    static Usage usage(int told, long[] numbers, int at) {
        return (told & ~COST) == 0
                ? Usage.NONE
                : new Usage(
                        tokens(0, told, numbers, at),
                        tokens(1, told, numbers, at),
                        tokens(2, told, numbers, at),
                        tokens(3, told, numbers, at),
                        tokens(4, told, numbers, at));
    }

    private static OptionalLong tokens(int kind, int told, long[] numbers, int at) {
        int bit = 1 << kind;
        return (told & bit) == 0
                ? OptionalLong.empty()
                : OptionalLong.of(numbers[at + Integer.bitCount(told & (bit - 1))]);
    }

    static OptionalDouble cost(int told, long[] numbers, int at) {
        return (told & COST) == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.longBitsToDouble(numbers[at + Integer.bitCount(told & (COST - 1))]));
    }
}
