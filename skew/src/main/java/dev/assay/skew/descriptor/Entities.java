package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;
import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.util.List;

/** Numbers, addresses, identifiers and secrets, found by scanning, with check digits where there are any. */
final class Entities {

    private static final List<String> SECRETS =
            List.of("sk-", "AKIA", "ghp_", "gho_", "xoxb-", "xoxp-", "-----BEGIN ", "AIza", "glpat-");

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
