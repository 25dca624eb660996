package dev.assay.server.ingest.redact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what {@link Detector} names in one walk over a text. Every step looks a bounded number of characters ahead, so the time
 * grows with the length of the text and nothing else. Texts are often JSON, so an escaped line break is no letter.
 */
final class Scanner {

    /** What stands after a backslash in JSON, and looks like a letter. */
    private static final String ESCAPES = "nrtbf";

    /** The shortest address of e-mail; all else is longer. */
    private static final int SHORTEST = 6;

    /** By the first character. */
    private static final Key[][] KEYS = new Key[128][];

    /** What a character of ASCII may be: a set of the flags below. */
    private static final byte[] KINDS = new byte[128];

    private static final int WORD = 1;
    private static final int BEGINNING = 2;

    static {
        for (char c = 0; c < 128; c++) {
            char first = c;
            KEYS[c] = Arrays.stream(Key.values())
                    .filter(key -> key.prefix.charAt(0) == first)
                    .toArray(Key[]::new);
            boolean begins = KEYS[c].length > 0 || isCapital(c) || isDigit(c) || "-e+(".indexOf(c) >= 0;
            KINDS[c] = (byte) ((isWord(c) ? WORD : 0) | (begins ? BEGINNING : 0));
        }
    }

    static final String PEM = "-----BEGIN ";
    /** How the header of a JSON Web Token begins: an object in Base64. */
    static final String WEB_TOKEN = "eyJ";

    private static final String PEM_END = "-----END ";
    private static final int MAX_PEM = 20_000;
    private static final int MAX_TOKEN = 10_000;
    private static final int MAX_EMAIL_PART = 254;
    private static final int MAX_IBAN = 34;

    private final String text;
    private final boolean emails;
    private final boolean phones;
    private final boolean cards;
    private final boolean ibans;
    private final boolean keys;
    private List<Match> matches = List.of();
    private int noHeaderBefore;

    /** Where the text is not taken by a match any more. */
    private int free;

    /** @param end after the last character */
    record Match(Detector detector, int start, int end) {}

    private Scanner(String text, Set<Detector> wanted) {
        this.text = text;
        this.emails = wanted.contains(Detector.EMAIL);
        this.phones = wanted.contains(Detector.PHONE);
        this.cards = wanted.contains(Detector.CARD);
        this.ibans = wanted.contains(Detector.IBAN);
        this.keys = wanted.contains(Detector.KEY);
    }

    /** In order, without overlaps. */
    static List<Match> find(String text, Set<Detector> wanted) {
        if (wanted.isEmpty() || text.length() < SHORTEST) {
            return List.of();
        }
        Scanner scanner = new Scanner(text, wanted);
        scanner.walk(new Candidates(text, wanted));
        return scanner.matches;
    }

    private void walk(Candidates candidates) {
        int at = 0;
        for (Optional<Candidates.Stretch> next = candidates.after(0); next.isPresent(); next = candidates.after(at)) {
            Candidates.Stretch stretch = next.get();
            at = walk(Math.max(at, stretch.start()), stretch.end());
        }
    }

    /**
     * Finds what begins between two places. Most of it is passed over word by word: whatever is looked for begins where a word does,
     * but for addresses, which are found by their @.
     *
     * @return where to go on, at the end or later
     */
    private int walk(int start, int end) {
        int at = start;
        boolean withinWord = at > 0 && isWithinWord(at - 1);
        while (at < end) {
            if (withinWord) {
                at = endOfWord(at);
                if (at >= end) {
                    return at;
                }
            }
            char c = text.charAt(at);
            int kind = kind(c);
            int after = -1;
            if (c == '@') {
                after = emails ? email(at) : -1;
            } else if ((kind & BEGINNING) != 0 && !withinWord) {
                after = startingAt(at, c);
            }
            if (after > at) {
                at = after;
                free = after;
                withinWord = isWithinWord(at - 1);
            } else {
                withinWord = (kind & WORD) != 0 && !isEscape(at);
                at++;
            }
        }
        return at;
    }

    private boolean isWithinWord(int at) {
        return isWord(text.charAt(at)) && !isEscape(at);
    }

    private static int kind(char c) {
        return c < KINDS.length ? KINDS[c] : isWord(c) ? WORD : 0;
    }

    private int endOfWord(int at) {
        int end = at;
        while (end < text.length() && (kind(text.charAt(end)) & WORD) != 0) {
            end++;
        }
        return end;
    }

    private int startingAt(int at, char c) {
        if (keys && at + 1 < text.length()) {
            int end = key(at, c);
            if (end > at) {
                return add(Detector.KEY, at, end);
            }
        }
        if (ibans && isCapital(c)) {
            int end = iban(at);
            if (end > at) {
                return add(Detector.IBAN, at, end);
            }
        }
        return isDigit(c) || c == '+' || c == '(' ? number(at) : -1;
    }

    private int add(Detector detector, int start, int end) {
        if (matches.isEmpty()) {
            matches = new ArrayList<>();
        }
        matches.add(new Match(detector, start, end));
        return end;
    }

    /** Whether this letter belongs to a backslash before it, as in JSON's line breaks. */
    private boolean isEscape(int at) {
        return at > 0 && text.charAt(at - 1) == '\\' && ESCAPES.indexOf(text.charAt(at)) >= 0;
    }

    private int key(int at, char c) {
        if (c == '-') {
            return pem(at);
        }
        if (c == 'e' && text.startsWith(WEB_TOKEN, at)) {
            return webToken(at);
        }
        for (Key key : KEYS[c]) {
            if (key.prefix.charAt(1) == text.charAt(at + 1) && text.startsWith(key.prefix, at)) {
                int start = at + key.prefix.length();
                int end = token(start);
                if (end - start >= key.atLeast) {
                    return end;
                }
            }
        }
        return -1;
    }

    private int token(int start) {
        int end = start;
        while (end < text.length() && end - start < MAX_TOKEN && isToken(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Header, content and signature with dots between. Where there is no dot, no later start finds one. */
    private int webToken(int at) {
        if (at < noHeaderBefore) {
            return -1;
        }
        int header = token(at);
        if (header - at < 10 || header >= text.length() || text.charAt(header) != '.') {
            noHeaderBefore = header;
            return -1;
        }
        int content = token(header + 1);
        if (content - header < 10 || content >= text.length() || text.charAt(content) != '.') {
            return -1;
        }
        int signature = token(content + 1);
        return signature - content < 10 ? -1 : signature;
    }

    private int pem(int at) {
        if (!text.startsWith(PEM, at)) {
            return -1;
        }
        int line = text.indexOf("-----", at + PEM.length(), Math.min(text.length(), at + 80));
        if (line < 0 || !text.substring(at, line).endsWith("PRIVATE KEY")) {
            return -1;
        }
        int limit = Math.min(text.length(), at + MAX_PEM);
        int last = text.indexOf(PEM_END, line, limit);
        int end = last < 0 ? -1 : text.indexOf("-----", last + PEM_END.length(), limit);
        return end < 0 ? limit : end + 5; // one that was cut is a key as well
    }

    private int iban(int at) {
        if (at + 15 > text.length()
                || !isCapital(text.charAt(at + 1))
                || !isDigit(text.charAt(at + 2))
                || !isDigit(text.charAt(at + 3))) {
            return -1;
        }
        StringBuilder iban = new StringBuilder();
        int end = at;
        int found = -1;
        while (end < text.length() && iban.length() < MAX_IBAN) {
            char c = text.charAt(end);
            if (isCapital(c) || isDigit(c)) {
                iban.append(c);
                end++;
                boolean whole = end == text.length() || !isWord(text.charAt(end));
                if (whole && iban.length() >= 15 && Checks.iban(iban)) {
                    found = end;
                }
            } else if (c == ' ' && iban.length() % 4 == 0) {
                end++;
            } else {
                break;
            }
        }
        return found;
    }

    /** A card, or else a telephone number. */
    private int number(int at) {
        int digits = 0;
        int groups = 0;
        int end = at;
        int last = at;
        boolean cardSeparators = true;
        while (end < text.length() && digits < 20) {
            char c = text.charAt(end);
            if (isDigit(c)) {
                digits++;
                last = end + 1;
            } else if (end > at && !isDigit(text.charAt(end - 1)) && c != '(' && text.charAt(end - 1) != ')') {
                break; // two separators
            } else if (c == ' ' || c == '-') {
                groups++;
            } else if (c == '.' || c == '(' || c == ')' || (c == '+' && end == at)) {
                cardSeparators = false;
                groups++;
            } else {
                break;
            }
            end++;
        }
        if (last < text.length() && isWord(text.charAt(last))) {
            return -1;
        }
        if (cards
                && cardSeparators
                && digits >= 13
                && digits <= 19
                && isCard(text.substring(at, last).replaceAll("[^0-9]", ""))) {
            return add(Detector.CARD, at, last);
        }
        return phones && isPhone(at, digits, groups) ? add(Detector.PHONE, at, last) : -1;
    }

    private static boolean isCard(String digits) {
        return isIssued(digits) && Checks.luhn(digits);
    }

    /** Cards begin with 3 to 6, or with 22 to 27; times in milliseconds and nanoseconds begin with 1. */
    private static boolean isIssued(String digits) {
        char first = digits.charAt(0);
        char second = digits.charAt(1);
        return (first >= '3' && first <= '6') || (first == '2' && second >= '2' && second <= '7');
    }

    private boolean isPhone(int at, int digits, int groups) {
        if (text.charAt(at) == '+') {
            return digits >= 8 && digits <= 15;
        }
        if (text.startsWith("00", at)) {
            return digits >= 10 && digits <= 17 && groups > 0 && !goesOn(at);
        }
        boolean northAmerican =
                matches(at, "(ddd) ddd-dddd") || matches(at, "ddd-ddd-dddd") || matches(at, "ddd.ddd.dddd");
        return northAmerican && digits == 10;
    }

    /** Whether groups of digits stand before this one: it is a part of something longer. */
    private boolean goesOn(int at) {
        return at >= 2 && " -.".indexOf(text.charAt(at - 1)) >= 0 && isDigit(text.charAt(at - 2));
    }

    /** @param form with d for a digit */
    private boolean matches(int at, String form) {
        if (at + form.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(at + i);
            if (form.charAt(i) == 'd' ? !isDigit(c) : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int email(int at) {
        int start = at;
        while (start > free && at - start < MAX_EMAIL_PART && isLocal(text.charAt(start - 1)) && !isEscape(start - 1)) {
            start--;
        }
        while (start < at && text.charAt(start) == '.') {
            start++;
        }
        int end = at + 1;
        while (end < text.length() && end - at < MAX_EMAIL_PART && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        int dot = end - 1;
        while (dot > at && text.charAt(dot) != '.') {
            dot--;
        }
        boolean domain = dot > at + 1 && end - dot > 2 && Character.isLetter(text.charAt(end - 1));
        return start < at && domain ? add(Detector.EMAIL, start, end) : -1;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    static boolean isToken(char c) {
        return isDigit(c) || isCapital(c) || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || ".!#$%&'*+/=?^_`{|}~-".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }
}
