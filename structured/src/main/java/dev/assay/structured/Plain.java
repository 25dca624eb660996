package dev.assay.structured;

import java.util.Optional;

/**
 * A text with plain quotes, dashes and single blanks, and where each of its characters came from.
 *
 * @param text the plain text
 * @param origin the position of each character in the text as it was, and behind them its length
 */
record Plain(String text, Origin origin) {

    /** Positions that nobody changes. */
    static final class Origin {
        private final int[] positions;

        Origin(int[] positions) {
            this.positions = positions;
        }

        int at(int index) {
            return positions[index];
        }
    }

    static Plain of(String source) {
        StringBuilder plain = new StringBuilder(source.length());
        int[] positions = new int[source.length() + 1];
        for (int i = 0; i < source.length(); i++) {
            char next = simple(source.charAt(i));
            boolean blankAgain = next == ' ' && (plain.length() == 0 || plain.charAt(plain.length() - 1) == ' ');
            if (!blankAgain) {
                positions[plain.length()] = i;
                plain.append(next);
            }
        }
        int length = plain.length();
        if (length > 0 && plain.charAt(length - 1) == ' ') {
            plain.setLength(--length);
        }
        positions[length] = source.length();
        return new Plain(plain.toString(), new Origin(positions));
    }

    private static char simple(char c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            return ' ';
        }
        return switch (c) {
            case '\u2018', '\u2019', '\u201a', '\u2032' -> '\'';
            case '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb', '\u2033' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
            default -> c;
        };
    }

    Optional<Citation> find(String quote, double likeness, int source) {
        int at = text.indexOf(quote);
        if (at >= 0) {
            return Optional.of(citation(source, at, at + quote.length(), 1));
        }
        return likeness < 1 ? alike(quote, likeness, source) : Optional.empty();
    }

    /** The part of the text with the least edit distance to the quotation (Sellers 1980), in one pass over the text. */
    private Optional<Citation> alike(String quote, double likeness, int source) {
        int most = (int) Math.floor((1 - likeness) * quote.length());
        int[] distance = new int[quote.length() + 1];
        int[] start = new int[quote.length() + 1];
        for (int row = 0; row <= quote.length(); row++) {
            distance[row] = row;
        }
        int best = most + 1;
        int from = 0;
        int to = 0;
        for (int column = 1; column <= text.length(); column++) {
            int diagonal = distance[0];
            int diagonalStart = start[0];
            start[0] = column; // a match may begin anywhere
            for (int row = 1; row <= quote.length(); row++) {
                int same = diagonal + (quote.charAt(row - 1) == text.charAt(column - 1) ? 0 : 1);
                int left = distance[row] + 1;
                int above = distance[row - 1] + 1;
                int least = Math.min(same, Math.min(left, above));
                int begun = least == same ? diagonalStart : least == left ? start[row] : start[row - 1];
                diagonal = distance[row];
                diagonalStart = start[row];
                distance[row] = least;
                start[row] = begun;
            }
            if (distance[quote.length()] < best) {
                best = distance[quote.length()];
                from = start[quote.length()];
                to = column;
            }
        }
        return best <= most
                ? Optional.of(citation(source, from, to, 1 - (double) best / quote.length()))
                : Optional.empty();
    }

    private Citation citation(int source, int from, int to, double alike) {
        return new Citation(source, origin.at(from), origin.at(to - 1) + 1, alike);
    }
}
