package dev.assay.structured.constrain.schema;

/**
 * Regular expressions of addresses and their templates.
 *
 * @param absolute one with its scheme (RFC 3986, section 3; RFC 3987, section 2.2)
 * @param reference one with or without
 */
record UriFormats(String absolute, String reference) {

    /** RFC 3987's {@code ucschar}, to be put between brackets. */
    static final String BEYOND_ASCII = beyondAscii();

    private static final String PCT = "%[0-9a-fA-F]{2}";

    static final UriFormats URI = of("");
    static final UriFormats IRI = of(BEYOND_ASCII);

    /** RFC 6570, section 2. */
    static final String TEMPLATE = template();

    private static UriFormats of(String more) {
        String unreserved = "[A-Za-z0-9._~!$&'()*+,;=" + more + "-]";
        String pchar = "(?:[A-Za-z0-9._~!$&'()*+,;=:@" + more + "-]|" + PCT + ")";
        String noColon = "(?:[A-Za-z0-9._~!$&'()*+,;=@" + more + "-]|" + PCT + ")";
        String authority = "(?:(?:" + unreserved + "|:|" + PCT + ")*@)?(?:\\[" + Formats.IPV6 + "\\]|(?:" + unreserved
                + "|" + PCT + ")*)(?::[0-9]*)?";
        String tail = "(?:\\?(?:" + pchar + "|[/?])*)?(?:#(?:" + pchar + "|[/?])*)?";
        String segments = "(?:/" + pchar + "*)*";
        String rooted = "/(?:" + pchar + "+" + segments + ")?";
        String absolute = "[A-Za-z][A-Za-z0-9+.-]*:(?://" + authority + segments + "|" + rooted + "|" + pchar + "+"
                + segments + "|)" + tail;
        String relative = "(?://" + authority + segments + "|" + rooted + "|" + noColon + "+" + segments + "|)" + tail;
        return new UriFormats(absolute, "(?:" + absolute + "|" + relative + ")");
    }

    private static String template() {
        String literal = "(?:[!#$&(-;=?-\\[\\]_a-z~" + BEYOND_ASCII + "]|" + PCT + ")";
        String letter = "(?:[A-Za-z0-9_]|" + PCT + ")";
        String variable = letter + "(?:\\.?" + letter + ")*(?::[1-9][0-9]{0,3}|\\*)?";
        String expression = "\\{[+#./;?&=,!@|]?" + variable + "(?:," + variable + ")*\\}";
        return "(?:" + literal + "|" + expression + ")*";
    }

    private static String beyondAscii() {
        StringBuilder ranges = new StringBuilder("\\u00A0-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFEF");
        for (int plane = 1; plane <= 14; plane++) {
            int first = plane == 14 ? 0xE1000 : plane << 16;
            ranges.append(String.format("\\u{%X}-\\u{%X}", first, (plane << 16) + 0xFFFD));
        }
        return ranges.toString();
    }
}
