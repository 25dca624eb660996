package dev.assay.structured.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The formats of JSON Schema 2020-12, section 7.3, that are checked: date-time, date, time, duration, email, hostname, ipv4, ipv6, uri,
 * uri-reference, uuid, regex and json-pointer; beside them local-date-time and local-time, which java.time has and the standard has not.
 * Others are not checked.
 */
final class Formats {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME =
            Pattern.compile("(\\d{2}):(\\d{2}):(\\d{2})(?:\\.\\d+)?(?:[zZ]|([+-])(\\d{2}):(\\d{2}))");
    private static final Pattern LOCAL_TIME = Pattern.compile("(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?");
    private static final Pattern DURATION = Pattern.compile(
            "P(?:\\d+W|(?=\\d|T\\d)(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?)");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LOCAL_PART = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~0|~1)*)*", Pattern.DOTALL);

    private Formats() {}

    /** The check of a format; one that always holds where it is not known. */
    static Check check(String format) {
        Predicate<String> holds = of(format);
        return (value, at) -> !value.isString() || holds.test(value.stringValue()) || fail(format, value, at);
    }

    private static boolean fail(String format, JsonNode value, At at) {
        return at.fail(value, "format", "expected " + example(format) + ", found " + Words.of(value));
    }

    private static Predicate<String> of(String format) {
        return switch (format) {
            case "date-time" -> Formats::isDateTime;
            case "date" -> Formats::isDate;
            case "time" -> Formats::isTime;
            case "local-date-time" -> Formats::isLocalDateTime;
            case "local-time" -> Formats::isLocalTime;
            case "duration" -> text -> DURATION.matcher(text).matches();
            case "email" -> Formats::isEmail;
            case "hostname" -> Formats::isHostname;
            case "ipv4" -> Formats::isIpv4;
            case "ipv6" -> Formats::isIpv6;
            case "uri" -> text -> isUri(text, true);
            case "uri-reference" -> text -> isUri(text, false);
            case "uuid" -> text -> UUID.matcher(text).matches();
            case "json-pointer" -> text -> POINTER.matcher(text).matches();
            case "regex" -> Formats::isRegex;
            default -> text -> true;
        };
    }

    private static String example(String format) {
        return switch (format) {
            case "date-time" -> "a date-time with its offset, such as 2026-11-23T09:30:00Z";
            case "date" -> "a date, such as 2026-11-23";
            case "time" -> "a time with its offset, such as 09:30:00Z";
            case "local-date-time" -> "a date and time without offset, such as 2026-11-23T09:30:00";
            case "local-time" -> "a time without offset, such as 09:30:00";
            case "duration" -> "a duration, such as PT1H30M";
            default -> "text of the format " + format;
        };
    }

    private static boolean isDateTime(String text) {
        return text.length() > 11
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && isDate(text.substring(0, 10))
                && isTime(text.substring(11));
    }

    private static boolean isLocalDateTime(String text) {
        return text.length() > 11
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && isDate(text.substring(0, 10))
                && isLocalTime(text.substring(11));
    }

    private static boolean isDate(String text) {
        if (!DATE.matcher(text).matches()) {
            return false;
        }
        try {
            return LocalDate.parse(text).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return false;
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = Integer.parseInt(time.group(2));
        int second = Integer.parseInt(time.group(3));
        int offset = 0;
        if (time.group(4) != null) {
            int hours = Integer.parseInt(time.group(5));
            int minutes = Integer.parseInt(time.group(6));
            if (hours > 23 || minutes > 59) {
                return false;
            }
            offset = (time.group(4).equals("-") ? -1 : 1) * (hours * 60 + minutes);
        }
        // A leap second comes at the end of a day in UTC.
        boolean leap = second == 60 && Math.floorMod(hour * 60 + minute - offset, 1440) == 1439;
        return hour < 24 && minute < 60 && (second < 60 || leap);
    }

    private static boolean isLocalTime(String text) {
        Matcher time = LOCAL_TIME.matcher(text);
        return time.matches()
                && Integer.parseInt(time.group(1)) < 24
                && Integer.parseInt(time.group(2)) < 60
                && (time.group(3) == null || Integer.parseInt(time.group(3)) < 60);
    }

    private static boolean isEmail(String text) {
        int at = text.lastIndexOf('@');
        if (at <= 0 || at > 64 || !LOCAL_PART.matcher(text.substring(0, at)).matches()) {
            return false;
        }
        String domain = text.substring(at + 1);
        if (domain.startsWith("[") && domain.endsWith("]")) {
            String address = domain.substring(1, domain.length() - 1);
            return address.startsWith("IPv6:") ? isIpv6(address.substring(5)) : isIpv4(address);
        }
        return isHostname(domain);
    }

    private static boolean isHostname(String text) {
        if (text.isEmpty() || text.length() > 253) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || (part.length() > 1 && part.startsWith("0"))
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == 8;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int left = before.isEmpty() ? 0 : groups(before);
        int right = after.isEmpty() ? 0 : groups(after);
        return left >= 0 && right >= 0 && left + right < 8 && !before.contains(".");
    }

    /** How many groups of 16 bits a part of an address has; less than 0 where it is none. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        int groups = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].contains(".")) {
                if (!isIpv4(parts[i])) {
                    return -100;
                }
                groups += 2;
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                groups++;
            } else {
                return -100;
            }
        }
        return groups;
    }

    private static boolean isUri(String text, boolean absolute) {
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            return false;
        }
        try {
            return new URI(text).isAbsolute() || !absolute;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isRegex(String text) {
        try {
            EcmaRegex.compile(text);
            return true;
        } catch (SchemaException e) {
            return false;
        }
    }
}
