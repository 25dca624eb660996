package dev.assay.structured.constrain.schema;

import java.util.Map;
import java.util.Optional;

/**
 * Regular expressions of the formats that JSON Schema names (2020-12, validation, section 7.3). Each takes only what is valid; where a rule
 * goes beyond any regular language, it takes less.
 */
final class Formats {

    private static final String YEAR_29 =
            "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
    private static final String DATE = "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
            + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|" + YEAR_29 + "-02-29)";
    private static final String TIME =
            "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = "(?:" + OCTET + "\\.){3}" + OCTET;
    private static final String H = "[0-9a-fA-F]{1,4}";
    private static final String LS32 = "(?:" + H + ":" + H + "|" + IPV4 + ")";
    // RFC 3986, appendix A: IPv6address
    private static final String IPV6 = "(?:(?:" + H + ":){6}" + LS32 + "|::(?:" + H + ":){5}" + LS32 + "|(?:" + H
            + ")?::(?:" + H + ":){4}" + LS32 + "|(?:(?:" + H + ":){0,1}" + H + ")?::(?:" + H + ":){3}" + LS32
            + "|(?:(?:"
            + H + ":){0,2}" + H + ")?::(?:" + H + ":){2}" + LS32 + "|(?:(?:" + H + ":){0,3}" + H + ")?::" + H + ":"
            + LS32 + "|(?:(?:" + H + ":){0,4}" + H + ")?::" + LS32 + "|(?:(?:" + H + ":){0,5}" + H + ")?::" + H
            + "|(?:(?:" + H + ":){0,6}" + H + ")?::)";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String HOSTNAME = LABEL + "(?:\\." + LABEL + ")*";
    private static final String ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String PCT = "%[0-9a-fA-F]{2}";
    private static final String UNRESERVED = "[A-Za-z0-9._~!$&'()*+,;=-]";
    private static final String PCHAR = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|" + PCT + ")";
    private static final String AUTHORITY = "(?:(?:" + UNRESERVED + "|:|" + PCT + ")*@)?(?:\\[" + IPV6 + "\\]|(?:"
            + UNRESERVED + "|" + PCT + ")*)(?::[0-9]*)?";
    private static final String TAIL = "(?:\\?(?:" + PCHAR + "|[/?])*)?(?:#(?:" + PCHAR + "|[/?])*)?";
    private static final String ABEMPTY = "(?:/" + PCHAR + "*)*";
    private static final String ROOTED = "/(?:" + PCHAR + "+" + ABEMPTY + ")?";
    private static final String URI = "[A-Za-z][A-Za-z0-9+.-]*:(?://" + AUTHORITY + ABEMPTY + "|" + ROOTED + "|" + PCHAR
            + "+" + ABEMPTY + "|)" + TAIL;
    private static final String NO_COLON = "(?:[A-Za-z0-9._~!$&'()*+,;=@-]|" + PCT + ")";
    private static final String RELATIVE =
            "(?://" + AUTHORITY + ABEMPTY + "|" + ROOTED + "|" + NO_COLON + "+" + ABEMPTY + "|)" + TAIL;
    private static final String POINTER = "(?:/(?:[^~/]|~[01])*)*";
    private static final String DURATION_TIME = "T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)";
    private static final String DURATION_DATE = "(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)";

    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("date", DATE),
            Map.entry("time", TIME),
            Map.entry("date-time", DATE + "T" + TIME),
            Map.entry("duration", "P(?:" + DURATION_DATE + "(?:" + DURATION_TIME + ")?|" + DURATION_TIME + "|[0-9]+W)"),
            Map.entry("email", ATEXT + "(?:\\." + ATEXT + ")*@" + HOSTNAME),
            Map.entry("idn-email", ATEXT + "(?:\\." + ATEXT + ")*@" + HOSTNAME),
            Map.entry("hostname", HOSTNAME),
            Map.entry("idn-hostname", HOSTNAME),
            Map.entry("ipv4", IPV4),
            Map.entry("ipv6", IPV6),
            Map.entry("uuid", "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
            Map.entry("uri", URI),
            Map.entry("iri", URI),
            Map.entry("uri-reference", "(?:" + URI + "|" + RELATIVE + ")"),
            Map.entry("iri-reference", "(?:" + URI + "|" + RELATIVE + ")"),
            Map.entry("json-pointer", POINTER),
            Map.entry("relative-json-pointer", "(?:0|[1-9][0-9]*)(?:#|" + POINTER + ")"));

    private Formats() {}

    /** What texts of a format look like, as a whole; empty if the format is not known. */
    static Optional<String> pattern(String format) {
        return Optional.ofNullable(PATTERNS.get(format));
    }

    static String known() {
        return String.join(", ", PATTERNS.keySet().stream().sorted().toList());
    }
}
