package dev.assay.server.demo;

import java.util.Locale;
import java.util.SplittableRandom;

/** How somebody types. */
enum Hand {
    TIDY,
    LOWER_CASE,
    HASTY,
    SHOUTING;

    static Hand of(SplittableRandom random) {
        int roll = random.nextInt(100);
        return roll < 45 ? TIDY : roll < 68 ? LOWER_CASE : roll < 96 ? HASTY : SHOUTING;
    }

    /** Only the first line is typed; what follows is pasted. */
    String type(String text, SplittableRandom random) {
        int end = text.indexOf('\n');
        String typed = end < 0 ? text : text.substring(0, end);
        String written = switch (this) {
            case TIDY -> typed;
            case LOWER_CASE -> typed.toLowerCase(Locale.ROOT);
            case HASTY -> slips(typed, random);
            case SHOUTING -> typed.toUpperCase(Locale.ROOT);
        };
        return end < 0 ? written : written + text.substring(end);
    }

    private static String slips(String text, SplittableRandom random) {
        StringBuilder written = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inWord =
                    Character.isLowerCase(c) && i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
            int roll = inWord ? random.nextInt(100) : 99;
            boolean lastFullStop = c == '.' && i == text.length() - 1;
            if (roll < 2) {
                written.append(text.charAt(i + 1)).append(c);
                i++;
            } else if (roll == 2) {
                written.append(c).append(c);
            } else if (roll != 3 && !lastFullStop) {
                written.append(c);
            }
        }
        return written.toString();
    }
}
