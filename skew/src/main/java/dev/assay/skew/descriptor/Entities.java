package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;
import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.util.List;
import java.util.Set;

/** Numbers, addresses, identifiers and secrets, found by scanning, with check digits where there are any. */
final class Entities {

    private static final List<String> SECRETS =
            List.of("sk-", "AKIA", "ghp_", "gho_", "xoxb-", "xoxp-", "-----BEGIN ", "AIza", "glpat-");

    private static final Set<String> UNITS = Set.of(
            "mm", "cm", "m", "km", "inch", "inches", "ft", "feet", "miles", "mile", "mg", "g", "kg", "lb", "lbs", "oz",
            "ml", "l", "liters", "litres", "gallons", "ms", "s", "sec", "seconds", "min", "minutes", "hours", "days",
            "weeks", "months", "years", "mph", "kmh", "kb", "mb", "gb", "tb", "hz", "khz", "mhz", "ghz", "w", "kw",
            "kwh", "degrees", "percent", "px");

    static final List<Descriptor> ALL = List.of(
            number(
                    "digits",
                    "of characters",
                    t -> share(t.characters().digits(), t.characters().all())),
            number("numbers", "numbers", Entities::numbers),
            flag("has a number", t -> t.characters().digits() > 0),
            flag("has a date", t -> has(t, Entities::date)),
            flag("has an amount of money", Entities::money),
            flag("has a URL", t -> t.value().contains("://") || t.value().contains("www.")),
            flag("has an e-mail address", t -> email(t.value())),
            flag("has a phone number", t -> has(t, Entities::phone)),
            flag("has a card number", t -> has(t, Entities::card)),
            flag("has an IBAN", t -> t.characters().digits() >= 12 && iban(t.value())),
            flag("has a quantity with a unit", t -> t.characters().digits() > 0 && quantity(t.words())),
            flag("has an IP address", t -> has(t, Entities::ip)),
            flag("has a UUID", t -> uuid(t.value())),
            flag("has a secret", t -> SECRETS.stream().anyMatch(s -> secret(t.value(), s))));

    private Entities() {}

    private interface Run {
        boolean is(String text, int start, int end);
    }

    /** Whether any run of digits and the marks that join them is such a thing. */
    private static boolean has(Text text, Run run) {
        if (text.characters().digits() == 0) {
            return false;
        }
        String value = text.value();
        int i = 0;
        while (i < value.length()) {
            char c = value.charAt(i);
            if ((c >= '0' && c <= '9') || c == '+') {
                int end = i + 1;
                while (end < value.length() && joins(value, end)) {
                    end++;
                }
                if (run.is(value, i, end)) {
                    return true;
                }
                i = end;
            } else {
                i++;
            }
        }
        return false;
    }

    private static boolean joins(String value, int i) {
        char c = value.charAt(i);
        if (c >= '0' && c <= '9') {
            return true;
        }
        boolean mark = c == '-' || c == '.' || c == '/' || c == ' ' || c == '(' || c == ')';
        return mark && i + 1 < value.length() && (Character.isDigit(value.charAt(i + 1)) || value.charAt(i + 1) == '(');
    }

    private static double numbers(Text text) {
        Words words = text.words();
        int count = 0;
        for (int i = 0; i < words.count(); i++) {
            char c = words.word(i).charAt(0);
            count += c >= '0' && c <= '9' ? 1 : 0;
        }
        return count;
    }

    private static int digits(String text, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
        }
        return count;
    }

    /** 2026-11-23, 23/11/2026, 23.11.2026. */
    private static boolean date(String text, int start, int end) {
        String[] parts = text.substring(start, Math.min(end, start + 10)).split("[-/.]", -1);
        if (parts.length != 3 || parts[1].length() > 2 || parts[1].isEmpty()) {
            return false;
        }
        return (parts[0].length() == 4 && parts[2].length() == 2)
                || (parts[0].length() <= 2 && (parts[2].length() == 4 || parts[2].length() == 2));
    }

    private static boolean phone(String text, int start, int end) {
        int digits = digits(text, start, end);
        boolean grouped = text.charAt(start) == '+' || end - start > digits;
        return digits >= 9 && digits <= 15 && grouped && !date(text, start, end);
    }

    /** 13 to 19 digits with Luhn's check digit. */
    private static boolean card(String text, int start, int end) {
        int sum = 0;
        int digits = 0;
        for (int i = end - 1; i >= start; i--) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                int d = c - '0';
                d = digits % 2 == 1 ? 2 * d : d;
                sum += d > 9 ? d - 9 : d;
                digits++;
            } else if (c != ' ' && c != '-') {
                return false;
            }
        }
        return digits >= 13 && digits <= 19 && sum % 10 == 0 && sum > 0;
    }

    /** Two letters and two check digits, then 11 to 30 letters and digits, alone or in fours, whose remainder by 97 is 1 (ISO 13616). */
    private static boolean iban(String text) {
        for (int i = 0; i + 14 < text.length(); i++) {
            boolean starts = capital(text.charAt(i))
                    && capital(text.charAt(i + 1))
                    && digit(text.charAt(i + 2))
                    && digit(text.charAt(i + 3))
                    && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
            if (starts && ibanAt(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ibanAt(String text, int start) {
        StringBuilder code = new StringBuilder(34);
        int i = start;
        while (i < text.length() && code.length() <= 34) {
            char c = text.charAt(i);
            boolean space = c == ' ' && code.length() % 4 == 0 && i + 1 < text.length();
            if (capital(c) || digit(c)) {
                code.append(c);
            } else if (!space) {
                break;
            }
            i++;
        }
        // What follows in capitals may be the next word: a group less is tried as well.
        while (code.length() >= 15 && code.length() <= 36) {
            if (code.length() <= 34 && remainder(code) == 1) {
                return true;
            }
            code.setLength((code.length() - 1) / 4 * 4);
        }
        return false;
    }

    private static int remainder(CharSequence code) {
        int remainder = 0;
        for (int k = 0; k < code.length(); k++) {
            char c = code.charAt((k + 4) % code.length());
            remainder = digit(c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'A' + 10) % 97;
        }
        return remainder;
    }

    private static boolean capital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A number before a unit, or with one at its end: 5 km, 20mg. */
    private static boolean quantity(Words words) {
        for (int i = 0; i < words.count(); i++) {
            String word = words.word(i);
            if (digit(word.charAt(0))) {
                int end = 1;
                while (end < word.length() && digit(word.charAt(end))) {
                    end++;
                }
                boolean attached = end < word.length() && UNITS.contains(word.substring(end));
                if (attached || (end == word.length() && i + 1 < words.count() && UNITS.contains(words.word(i + 1)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean ip(String text, int start, int end) {
        String[] parts = text.substring(start, end).split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || digits(part, 0, part.length()) != part.length()
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean money(Text text) {
        String value = text.value();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '$' || c == '\u20ac' || c == '\u00a3' || c == '\u00a5') {
                boolean after = i + 1 < value.length() && Character.isDigit(value.charAt(i + 1));
                boolean before =
                        i > 1 && (Character.isDigit(value.charAt(i - 1)) || Character.isDigit(value.charAt(i - 2)));
                if (after || before) {
                    return true;
                }
            }
        }
        if (text.characters().digits() == 0) {
            return false;
        }
        return text.head().contains(" dollars")
                || text.head().contains(" usd")
                || text.head().contains(" eur");
    }

    private static boolean email(String text) {
        for (int at = text.indexOf('@'); at > 0; at = text.indexOf('@', at + 1)) {
            int dot = text.indexOf('.', at + 2);
            boolean plain = dot > 0 && dot + 2 < text.length() && Character.isLetterOrDigit(text.charAt(at - 1));
            for (int i = at + 1; plain && i < dot; i++) {
                plain = Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '-';
            }
            if (plain && Character.isLetter(text.charAt(dot + 1)) && Character.isLetter(text.charAt(dot + 2))) {
                return true;
            }
        }
        return false;
    }

    private static boolean uuid(String text) {
        for (int dash = text.indexOf('-', 8);
                dash > 0 && dash + 28 <= text.length();
                dash = text.indexOf('-', dash + 1)) {
            boolean is = text.charAt(dash + 5) == '-' && text.charAt(dash + 10) == '-' && text.charAt(dash + 15) == '-';
            for (int i = dash - 8; is && i < dash + 28; i++) {
                boolean mark = i == dash || i == dash + 5 || i == dash + 10 || i == dash + 15;
                is = mark || Character.digit(text.charAt(i), 16) >= 0;
            }
            if (is) {
                return true;
            }
        }
        return false;
    }

    /** The mark of a kind of key with at least sixteen characters of one behind it. */
    private static boolean secret(String text, String mark) {
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            int end = at + mark.length();
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || "-_+/ ".indexOf(text.charAt(end)) > 0)) {
                end++;
            }
            if (begins && end - at - mark.length() >= 16) {
                return true;
            }
        }
        return false;
    }
}
