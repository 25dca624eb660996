package dev.assay.files;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Values as tables write them. */
final class Values {

    /** How tables say that there is no value. */
    private static final Set<String> NOTHING = Set.of("", "null", "none", "nan", "n/a", "na", "-");

    private Values() {}

    static boolean isNothing(String text) {
        return NOTHING.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** A finite number, with or without a dollar sign. */
    static OptionalDouble number(String text) {
        String stripped = text.strip();
        String digits = stripped.startsWith("$") ? stripped.substring(1) : stripped;
        try {
            double number = Double.parseDouble(digits);
            // The parser also takes 1f and 0x1p3, which nobody means.
            boolean plain = !digits.isEmpty()
                    && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
            return Double.isFinite(number) && plain ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }
}
