package dev.assay.structured.constrain.schema;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Regular expressions of the formats that JSON Schema names (2020-12, validation, section 7.3), of OpenAPI's {@code byte}, and of those of
 * java.time that have no offset. Each takes only what is valid; where a rule goes beyond any regular language, it takes less: addresses
 * without quotes and comments, host names in ASCII, regular expressions with no more than three groups within each other.
 */
final class Formats {

    private static final String YEAR_29 =
            "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
    private static final String DATE = "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
            + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|" + YEAR_29 + "-02-29)";
    private static final String TIME =
            "(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
                    + "|23:59:60(?:\\.[0-9]+)?Z)";
    static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = "(?:" + OCTET + "\\.){3}" + OCTET;
    private static final String H = "[0-9a-fA-F]{1,4}";
    private static final String LS32 = "(?:" + H + ":" + H + "|" + IPV4 + ")";
    // RFC 3986, appendix A: IPv6address
    static final String IPV6 = "(?:(?:" + H + ":){6}" + LS32 + "|::(?:" + H + ":){5}" + LS32 + "|(?:" + H
            + ")?::(?:" + H + ":){4}" + LS32 + "|(?:(?:" + H + ":){0,1}" + H + ")?::(?:" + H + ":){3}" + LS32
            + "|(?:(?:"
            + H + ":){0,2}" + H + ")?::(?:" + H + ":){2}" + LS32 + "|(?:(?:" + H + ":){0,3}" + H + ")?::" + H + ":"
            + LS32 + "|(?:(?:" + H + ":){0,4}" + H + ")?::" + LS32 + "|(?:(?:" + H + ":){0,5}" + H + ")?::" + H
            + "|(?:(?:" + H + ":){0,6}" + H + ")?::)";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String HOSTNAME = LABEL + "(?:\\." + LABEL + ")*";
    private static final String HOSTNAME_LENGTH = "^(?=[A-Za-z0-9.-]{1,253}$)"; // RFC 1123, section 2.1
    private static final String ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String IDN_ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~" + UriFormats.BEYOND_ASCII + "-]+";
    private static final String POINTER = "(?:/(?:[^~/]|~[01])*)*";
    private static final String DURATION_TIME = "T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)";
    private static final String DURATION_DATE = "(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)";

    private static final String LOCAL_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?";
    // RFC 5321, section 4.5.3.1: the lengths of both sides
    private static final String EMAIL_LENGTHS = "^(?=[^@]{1,64}@[^@]{1,253}$)";

    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("date", DATE),
            Map.entry("time", TIME),
            Map.entry("date-time", DATE + "T" + TIME),
            Map.entry("local-time", LOCAL_TIME),
            Map.entry("local-date-time", DATE + "T" + LOCAL_TIME),
            Map.entry("duration", "P(?:" + DURATION_DATE + "(?:" + DURATION_TIME + ")?|" + DURATION_TIME + "|[0-9]+W)"),
            Map.entry("email", EMAIL_LENGTHS + ATEXT + "(?:\\." + ATEXT + ")*@" + HOSTNAME),
            Map.entry("idn-email", EMAIL_LENGTHS + IDN_ATEXT + "(?:\\." + IDN_ATEXT + ")*@" + HOSTNAME),
            Map.entry("hostname", HOSTNAME_LENGTH + HOSTNAME),
            Map.entry("idn-hostname", HOSTNAME_LENGTH + HOSTNAME),
            Map.entry("ipv4", IPV4),
            Map.entry("ipv6", IPV6),
            Map.entry("uuid", "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
            Map.entry("uri", UriFormats.URI.absolute()),
            Map.entry("uri-reference", UriFormats.URI.reference()),
            Map.entry("iri", UriFormats.IRI.absolute()),
            Map.entry("iri-reference", UriFormats.IRI.reference()),
            Map.entry("uri-template", UriFormats.TEMPLATE),
            Map.entry("json-pointer", POINTER),
            Map.entry("relative-json-pointer", "(?:0|[1-9][0-9]*)(?:#|" + POINTER + ")"),
            Map.entry("regex", expression(3)),
            Map.entry("byte", "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"));

    /** OpenAPI's, of numbers or of texts that they say nothing about (its registry of formats). */
    private static final Set<String> NOTES = Set.of(
            "int8",
            "int16",
            "int32",
            "int64",
            "uint8",
            "uint16",
            "uint32",
            "uint64",
            "single-int",
            "double-int",
            "float",
            "double",
            "decimal",
            "decimal128",
            "half",
            "single",
            "binary",
            "password",
            "commonmark",
            "html",
            "unknown");

    private Formats() {}

    /** What texts of a format look like, as a whole; empty if the format is not known. */
    static Optional<String> pattern(String format) {
        return Optional.ofNullable(PATTERNS.get(format));
    }

    /** Whether a format says nothing that a text could violate. */
    static boolean isNote(String format) {
        return NOTES.contains(format);
    }

    static String known() {
        return String.join(", ", PATTERNS.keySet().stream().sorted().toList());
    }

    /** Regular expressions that every reader of ECMA-262 takes; of groups, no more than some within each other. */
    private static String expression(int depth) {
        String character = "[^\\\\^$.*+?()\\[\\]{}|/\\u0000-\\u001F]";
        String escape = "\\\\[dDwWsSnrtfv\\\\^$.*+?()\\[\\]{}|/]";
        String member = "(?:[^\\\\\\[\\]^\\u0000-\\u001F-]|" + escape + ")";
        String set = "\\[\\^?(?:" + ranges('a', 'z') + "|" + ranges('A', 'Z') + "|" + ranges('0', '9') + "|" + member
                + ")+-?\\]";
        String one = "(?:" + character + "|" + escape + "|\\.|" + set
                + (depth == 0 ? "" : "|\\((?:\\?:)?" + expression(depth - 1) + "\\)") + ")";
        String count = "(?:[*+?]|\\{[0-9]{1,3}(?:,|,[1-9][0-9]{3})?\\}|\\{" + "(?:" + ordered() + ")\\})\\??";
        String piece = "(?:" + one + "(?:" + count + ")?|[\\^$])";
        return piece + "*(?:\\|" + piece + "*)*";
    }

    private static String ranges(char first, char last) {
        StringBuilder all = new StringBuilder();
        for (char low = first; low <= last; low++) {
            all.append(all.isEmpty() ? "" : "|")
                    .append(low)
                    .append("-[")
                    .append(low)
                    .append('-')
                    .append(last)
                    .append(']');
        }
        return all.toString();
    }

    /** Two numbers of one digit, or one of one digit and one of more, the second no less than the first. */
    private static String ordered() {
        StringBuilder all = new StringBuilder("[0-9],[1-9][0-9]{1,2}");
        for (char low = '0'; low <= '9'; low++) {
            all.append('|').append(low).append(",[").append(low).append("-9]");
        }
        return all.toString();
    }
}
