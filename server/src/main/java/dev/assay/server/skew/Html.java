package dev.assay.server.skew;

import java.util.Locale;

/** Texts as they may stand in a page. */
final class Html {

    private Html() {}

    /** For elements and attributes; hidden, reordering and control characters are shown by number. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.append((char) c);
                case '\r' -> escaped.append(' ');
                default -> {
                    boolean hidden =
                            type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
                    if (hidden) {
                        escaped.append(String.format(Locale.ROOT, "[U+%04X]", c));
                    } else {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** The same with each occurrence of a phrase in lower case marked. */
    static String marked(String text, String phrase) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (phrase.isEmpty() || lower.length() != text.length()) { // some letters are longer when they are small
            return escape(text);
        }
        StringBuilder marked = new StringBuilder(text.length() + 64);
        int from = 0;
        for (int at = lower.indexOf(phrase); at >= 0; at = lower.indexOf(phrase, from)) {
            int end = at + phrase.length();
            boolean whole = (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)))
                    && (end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end)));
            marked.append(escape(text.substring(from, at)));
            String found = escape(text.substring(at, end));
            marked.append(whole ? "<mark>" + found + "</mark>" : found);
            from = end;
        }
        return marked.append(escape(text.substring(from))).toString();
    }
}
