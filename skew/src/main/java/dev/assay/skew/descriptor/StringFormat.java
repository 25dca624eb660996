package dev.assay.skew.descriptor;

/** The formats of strings in JSON that schemas have names for. */
final class StringFormat {

    private static final int LONGEST = 2_000;

    private StringFormat() {}

    /** {@code date}, {@code date-time}, {@code uuid}, {@code uri}, {@code email}, {@code digits}, or empty. */
    static String of(String value) {
        int length = value.length();
        if (length < 4 || length > LONGEST) {
            return "";
        }
        if (length == 10 && isDate(value)) {
            return "date";
        }
        if (length > 15 && isDate(value) && (value.charAt(10) == 'T' || value.charAt(10) == ' ')) {
            return "date-time";
        }
        if (length == 36 && isUuid(value)) {
            return "uuid";
        }
        if (value.indexOf(' ') >= 0) {
            return "";
        }
        if (value.startsWith("https://") || value.startsWith("http://")) {
            return "uri";
        }
        int at = value.indexOf('@');
        if (at > 0 && at == value.lastIndexOf('@') && value.indexOf('.', at + 2) > 0) {
            return "email";
        }
        return value.chars().allMatch(c -> c >= '0' && c <= '9') ? "digits" : "";
    }

    private static boolean isDate(String value) {
        for (int i = 0; i < 10; i++) {
            char c = value.charAt(i);
            boolean fits = (i == 4 || i == 7) ? c == '-' : (c >= '0' && c <= '9');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUuid(String value) {
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? value.charAt(i) != '-' : Character.digit(value.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
