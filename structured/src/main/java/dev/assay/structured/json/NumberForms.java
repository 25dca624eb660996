package dev.assay.structured.json;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people and other languages write them. */
final class NumberForms {

    private static final int LONGEST = 400;
    private static final Pattern GROUPS =
            Pattern.compile("([+-]?)(\\d{1,3}(?:([,_' \u00A0\u202F\u2019])\\d{3})(?:\\3\\d{3})*)(\\.\\d+)?");
    private static final Pattern UNDERSCORES = Pattern.compile("([+-]?)(\\d+(?:_\\d+)+)(\\.\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("([+-]?)(\\d*)(?:\\.(\\d*))?((?:[eE][+-]?\\d+)?)");
    private static final Pattern HEXADECIMAL = Pattern.compile("([+-]?)0[xX]([0-9a-fA-F]+)");

    private NumberForms() {}

    /** The number of JSON that a text means; empty where it is none. What JSON can write as it stands is returned as it is. */
    static String json(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return "";
        }
        Matcher plain = PLAIN.matcher(text);
        if (plain.matches()) {
            return plain(plain);
        }
        Matcher groups = GROUPS.matcher(text);
        if (!groups.matches()) {
            groups = UNDERSCORES.matcher(text);
        }
        if (groups.matches()) {
            String digits = groups.group(2).replaceAll("\\D", "");
            if (digits.startsWith("0")) {
                return "";
            }
            String fraction = groups.group(groups.groupCount());
            return sign(groups.group(1)) + digits + (fraction == null ? "" : fraction);
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.matches()) {
            return sign(hexadecimal.group(1)) + new BigInteger(hexadecimal.group(2), 16);
        }
        return "";
    }

    private static String plain(Matcher plain) {
        String whole = plain.group(2);
        String fraction = plain.group(3) == null ? "" : plain.group(3);
        if (whole.isEmpty() && fraction.isEmpty()) {
            return "";
        }
        if (whole.length() > 1 && whole.startsWith("0")) {
            // Zeros before a number say that its digits are no amount: a code, a telephone number.
            return "";
        }
        return sign(plain.group(1))
                + (whole.isEmpty() ? "0" : whole)
                + (fraction.isEmpty() ? "" : "." + fraction)
                + plain.group(4);
    }

    private static String sign(String sign) {
        return sign.equals("-") ? "-" : "";
    }
}
