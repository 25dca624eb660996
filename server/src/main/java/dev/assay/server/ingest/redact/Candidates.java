package dev.assay.server.ingest.redact;

import java.util.Optional;
import java.util.Set;

/**
 * Where in a text something may be that {@link Scanner} looks for. Nearly all of a text cannot hold any, and is not walked through.
 *
 * <p>What has no mark of its own is a long run of few characters: of a token, or of digits and capitals and what sets them apart. A
 * run of n characters covers one of any n places in a row, so windows are looked at from their end, as Boyer and Moore do (A fast string searching
 * algorithm, CACM 20, 1977): the first character that does not belong passes over all of the window before it.
 */
final class Candidates {

    private static final int SHORTEST_TOKEN = Key.fewestThatFollow();

    /** Some begin with what is no part of a token. */
    private static final int BEFORE_TOKEN = Key.longestPrefix();

    /** A plus and eight digits; cards and IBANs are longer. */
    private static final int SHORTEST_NUMBER = 9;

    private static final int FEWEST_DIGITS = 8;

    /** Of an IBAN, capitals included. */
    private static final int FEWEST_OF_IBAN = 15;

    private static final int TOKEN = 1;
    private static final int NUMBER = 2;

    /** What a character of ASCII may belong to: a set of the flags above. */
    private static final byte[] KINDS = new byte[128];

    static {
        for (char c = 0; c < KINDS.length; c++) {
            boolean number = Scanner.isDigit(c) || Scanner.isCapital(c) || " .()+-".indexOf(c) >= 0;
            KINDS[c] = (byte) ((Scanner.isToken(c) ? TOKEN : 0) | (number ? NUMBER : 0));
        }
    }

    private final String text;
    private final Stretch sign = new Stretch();
    private final Stretch header = new Stretch();
    private final Stretch pem = new Stretch();
    private final Stretch token = new Stretch();
    private final Stretch number = new Stretch();

    Candidates(String text, Set<Detector> wanted) {
        this.text = text;
        boolean keys = wanted.contains(Detector.KEY);
        sign.none = !wanted.contains(Detector.EMAIL);
        header.none = !keys;
        pem.none = !keys;
        token.none = !keys;
        number.none =
                !wanted.contains(Detector.PHONE) && !wanted.contains(Detector.CARD) && !wanted.contains(Detector.IBAN);
    }

    /** Where something of one kind may begin; the end is after the last place. Found once, and kept until it is passed. */
    static final class Stretch {

        private int start;
        private int end;
        private boolean none;

        int start() {
            return start;
        }

        int end() {
            return end;
        }

        private void set(int from, int to) {
            start = from;
            end = to;
        }

        private void setMark(int at) {
            none = at < 0;
            set(at, at + 1);
        }

        private boolean isPassed(int at) {
            return !none && end <= at;
        }

        private Stretch earlier(Stretch other) {
            return other.none || (!none && start <= other.start) ? this : other;
        }
    }

    /**
     * The next one that reaches beyond a place.
     *
     * @return one that may begin before that place
     */
    Optional<Stretch> after(int at) {
        if (sign.isPassed(at)) {
            sign.setMark(text.indexOf('@', at));
        }
        if (header.isPassed(at)) {
            header.setMark(text.indexOf(Scanner.WEB_TOKEN, at));
        }
        if (pem.isPassed(at)) {
            pem.setMark(text.indexOf(Scanner.PEM, at));
        }
        if (token.isPassed(at)) {
            findToken(at);
        }
        if (number.isPassed(at)) {
            findNumber(at);
        }
        Stretch next = number.earlier(token).earlier(sign).earlier(header).earlier(pem);
        return next.none ? Optional.empty() : Optional.of(next);
    }

    private void findToken(int at) {
        int start = run(at, SHORTEST_TOKEN, TOKEN);
        token.none = start < 0;
        if (start >= 0) {
            token.set(Math.max(at, start - BEFORE_TOKEN), endOfRun(start, TOKEN));
        }
    }

    private void findNumber(int at) {
        int start = run(at, SHORTEST_NUMBER, NUMBER);
        while (start >= 0) {
            int end = endOfRun(start, NUMBER);
            if (mayBeNumber(start, end)) {
                number.set(start, end);
                return;
            }
            start = run(end, SHORTEST_NUMBER, NUMBER);
        }
        number.none = true;
    }

    private boolean mayBeNumber(int start, int end) {
        int digits = 0;
        int capitals = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digits += Scanner.isDigit(c) ? 1 : 0;
            capitals += Scanner.isCapital(c) ? 1 : 0;
        }
        return digits >= FEWEST_DIGITS || (digits >= 2 && digits + capitals >= FEWEST_OF_IBAN);
    }

    /** Where the first run of so many begins, or -1. */
    private int run(int from, int length, int kind) {
        int start = from;
        while (start + length <= text.length()) {
            int at = start + length - 1;
            while (at >= start && is(at, kind)) {
                at--;
            }
            if (at < start) {
                return start;
            }
            start = at + 1;
        }
        return -1;
    }

    private int endOfRun(int start, int kind) {
        int end = start;
        while (end < text.length() && is(end, kind)) {
            end++;
        }
        return end;
    }

    private boolean is(int at, int kind) {
        char c = text.charAt(at);
        return c < KINDS.length && (KINDS[c] & kind) != 0;
    }
}
