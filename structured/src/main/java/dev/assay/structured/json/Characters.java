package dev.assay.structured.json;

/** What single characters mean, in JSON and in what looks like it. */
final class Characters {

    private Characters() {}

    /** What an escape's letter stands for; 0 where JSON has no such escape, or it is {@code u}. */
    static char escape(char letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> 0;
        };
    }

    /** The value of four hexadecimal digits; -1 where they are none or do not end before {@code limit}. */
    static int hex(char[] text, int at, int limit) {
        return hex(text, at, 4, limit);
    }

    static int hex(char[] text, int at, int digits, int limit) {
        if (at + digits > limit) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = text[i] < 128 ? Character.digit(text[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** Where the number of JSON that begins at {@code start} ends; -1 where none begins there. */
    static int numberEnd(char[] text, int start, int limit) {
        int i = start;
        if (i < limit && text[i] == '-') {
            i++;
        }
        if (i >= limit || !isDigit(text[i])) {
            return -1;
        }
        if (text[i] == '0') {
            i++;
            if (i < limit && isDigit(text[i])) {
                return -1;
            }
        } else {
            i = digits(text, i, limit);
        }
        if (i < limit && text[i] == '.') {
            int fraction = digits(text, i + 1, limit);
            if (fraction == i + 1) {
                return -1;
            }
            i = fraction;
        }
        if (i < limit && (text[i] == 'e' || text[i] == 'E')) {
            int sign = i + 1 < limit && (text[i + 1] == '+' || text[i + 1] == '-') ? i + 2 : i + 1;
            int exponent = digits(text, sign, limit);
            if (exponent == sign) {
                return -1;
            }
            i = exponent;
        }
        return i;
    }

    static int digits(char[] text, int at, int limit) {
        int i = at;
        while (i < limit && isDigit(text[i])) {
            i++;
        }
        return i;
    }

    /** Whether a number has neither fraction nor exponent. */
    static boolean isWhole(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == '.' || text[i] == 'e' || text[i] == 'E') {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || (c > 127 && isOddBlank(c)) || c == '\f' || c == 0x0B;
    }

    /** Blanks that JSON does not allow between tokens, the byte order mark among them. */
    static boolean isOddBlank(char c) {
        return c == 0xA0
                || c == 0xFEFF
                || (c >= 0x2000 && c <= 0x200B)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000
                || c == 0x85;
    }

    /** Whether a text can begin with it: a quote of any kind. */
    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`' || (c > 127 && isTypographic(c));
    }

    private static boolean isTypographic(char c) {
        return (c >= 0x2018 && c <= 0x201F) || c == 0x300C || c == 0x300E || c == 0xFF02 || c == 0xFF07;
    }

    /** Whether it can end a text that began with {@code opening}. */
    static boolean closes(char opening, char c) {
        return switch (opening) {
            case '"', '\'' -> c == opening;
            case '`' -> c == '`' || c == '\'' || c == 0xB4;
            case 0x2018, 0x2019, 0x201A, 0x201B -> c == 0x2018 || c == 0x2019 || c == 0x201B || c == '\'';
            case 0x201C, 0x201D, 0x201E, 0x201F -> c == 0x201C || c == 0x201D || c == 0x201F || c == '"';
            case 0x300C -> c == 0x300D;
            case 0x300E -> c == 0x300F;
            default -> c == opening;
        };
    }

    static boolean isColon(char c) {
        return c == ':' || c == 0xFF1A;
    }

    static boolean isComma(char c) {
        return c == ',' || c == 0xFF0C || c == 0x3001;
    }

    /** Whether a name without quotes may hold it. */
    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-' || c == '.' || c == '@';
    }
}
