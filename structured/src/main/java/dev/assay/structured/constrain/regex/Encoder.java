package dev.assay.structured.constrain.regex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the automaton of one character of a class (UTF-8: RFC 3629; escapes: RFC 8259, section 7). */
final class Encoder {

    /** Bytes that may stand at a place, and what follows; equal tails are one object. */
    private static final class Tail {
        final int[] ranges;
        final @Nullable Tail next;

        Tail(int[] ranges, @Nullable Tail next) {
            this.ranges = ranges;
            this.next = next;
        }
    }

    private static final String SHORT = "\"\\\b\f\n\r\t";
    private static final String SHORT_LETTERS = "\"\\bfnrt";

    private final Map<List<Object>, Tail> tails = new HashMap<>();
    private final Map<List<Tail>, Atom> nodes = new HashMap<>();
    private final List<Tail> starts = new ArrayList<>();

    private Encoder() {}

    static Atom encode(CodePoints characters, Encoding encoding) {
        Encoder encoder = new Encoder();
        if (encoding == Encoding.PLAIN) {
            encoder.utf8(characters);
        } else {
            encoder.json(characters, encoding == Encoding.JSON_ANY_SPELLING);
        }
        return encoder.node(encoder.starts, characters);
    }

    private void json(CodePoints characters, boolean anySpelling) {
        CodePoints printable = CodePoints.range(0x20, 0x7E).minus(CodePoints.anyOf("\"\\"));
        CodePoints raw = CodePoints.range(0x20, 0x10FFFF).minus(CodePoints.anyOf("\"\\"));
        utf8(characters.and(raw));
        for (int i = 0; i < SHORT.length(); i++) {
            if (characters.contains(SHORT.charAt(i))) {
                starts.add(text("\\" + SHORT_LETTERS.charAt(i), null));
            }
        }
        if (anySpelling && characters.contains('/')) {
            starts.add(text("\\/", null));
        }
        CodePoints escaped = anySpelling ? characters : characters.minus(printable);
        CodePoints basic = escaped.and(CodePoints.range(0, 0xFFFF));
        for (int i = 0; i < basic.runs(); i++) {
            hex(basic.first(i), basic.last(i), null);
        }
        CodePoints astral = escaped.and(CodePoints.range(0x10000, 0x10FFFF));
        for (int i = 0; i < astral.runs(); i++) {
            surrogates(astral.first(i), astral.last(i));
        }
    }

    private void surrogates(int first, int last) {
        int high1 = Character.highSurrogate(first);
        int high2 = Character.highSurrogate(last);
        int low1 = Character.lowSurrogate(first);
        int low2 = Character.lowSurrogate(last);
        if (high1 == high2) {
            pair(high1, high1, low1, low2);
            return;
        }
        if (low1 > 0xDC00) {
            pair(high1, high1, low1, 0xDFFF);
            high1++;
        }
        if (low2 < 0xDFFF) {
            pair(high2, high2, 0xDC00, low2);
            high2--;
        }
        if (high1 <= high2) {
            pair(high1, high2, 0xDC00, 0xDFFF);
        }
    }

    private void pair(int high1, int high2, int low1, int low2) {
        for (Tail low : hexTails(low1, low2, null)) {
            hex(high1, high2, text("\\u", low));
        }
    }

    private void hex(int first, int last, @Nullable Tail then) {
        for (Tail digits : hexTails(first, last, then)) {
            starts.add(text("\\u", digits));
        }
    }

    /** Four hexadecimal digits from first to last. */
    private List<Tail> hexTails(int first, int last, @Nullable Tail then) {
        List<Tail> found = new ArrayList<>();
        split(first, last, 3, 16, new int[4], new int[4], (low, high) -> {
            Tail tail = then;
            for (int i = 3; i >= 0; i--) {
                tail = tail(digits(low[i], high[i]), tail);
            }
            found.add(Objects.requireNonNull(tail));
        });
        return found;
    }

    private static int[] digits(int low, int high) {
        List<Integer> ranges = new ArrayList<>();
        if (low <= 9) {
            ranges.addAll(List.of('0' + low, '0' + Math.min(high, 9)));
        }
        if (high >= 10) {
            ranges.addAll(List.of('A' + Math.max(low, 10) - 10, 'A' + high - 10));
            ranges.addAll(List.of('a' + Math.max(low, 10) - 10, 'a' + high - 10));
        }
        return ranges.stream().mapToInt(Integer::intValue).toArray();
    }

    private interface Places {
        void accept(int[] low, int[] high);
    }

    /** Cuts a range of numbers into products of ranges of digits. */
    private static void split(int first, int last, int places, int base, int[] low, int[] high, Places sink) {
        int at = low.length - 1 - places;
        int unit = (int) Math.pow(base, places);
        int digit1 = first / unit;
        int digit2 = last / unit;
        if (places == 0) {
            low[at] = first;
            high[at] = last;
            sink.accept(low.clone(), high.clone());
            return;
        }
        if (digit1 == digit2) {
            low[at] = digit1;
            high[at] = digit1;
            split(first % unit, last % unit, places - 1, base, low, high, sink);
            return;
        }
        if (first % unit != 0) {
            low[at] = digit1;
            high[at] = digit1;
            split(first % unit, unit - 1, places - 1, base, low, high, sink);
            digit1++;
        }
        if (last % unit != unit - 1) {
            low[at] = digit2;
            high[at] = digit2;
            split(0, last % unit, places - 1, base, low, high, sink);
            digit2--;
        }
        if (digit1 <= digit2) {
            low[at] = digit1;
            high[at] = digit2;
            split(0, unit - 1, places - 1, base, low, high, sink);
        }
    }

    private void utf8(CodePoints characters) {
        int[] limits = {0, 0x7F, 0x7FF, 0xFFFF, 0x10FFFF};
        int[] leads = {0, 0, 0xC0, 0xE0, 0xF0};
        for (int length = 1; length <= 4; length++) {
            int from = length == 1 ? 0 : limits[length - 1] + 1;
            CodePoints part = characters.and(CodePoints.range(from, limits[length]));
            int lead = leads[length];
            int count = length;
            for (int i = 0; i < part.runs(); i++) {
                if (length == 1) {
                    starts.add(tail(new int[] {part.first(i), part.last(i)}, null));
                    continue;
                }
                split(part.first(i), part.last(i), length - 1, 64, new int[length], new int[length], (low, high) -> {
                    Tail tail = null;
                    for (int k = count - 1; k >= 1; k--) {
                        tail = tail(new int[] {0x80 + low[k], 0x80 + high[k]}, tail);
                    }
                    starts.add(tail(new int[] {lead + low[0], lead + high[0]}, tail));
                });
            }
        }
    }

    private Tail text(String ascii, @Nullable Tail then) {
        Tail tail = then;
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        for (int i = bytes.length - 1; i >= 0; i--) {
            tail = tail(new int[] {bytes[i], bytes[i]}, tail);
        }
        return Objects.requireNonNull(tail);
    }

    private Tail tail(int[] ranges, @Nullable Tail next) {
        List<Object> key = new ArrayList<>();
        for (int bound : ranges) {
            key.add(bound);
        }
        key.add(next == null ? "" : next);
        return tails.computeIfAbsent(key, k -> new Tail(ranges, next));
    }

    private Atom node(List<Tail> alternatives, CodePoints characters) {
        Atom known = nodes.get(alternatives);
        if (known != null) {
            return known;
        }
        TreeSet<Integer> cuts = new TreeSet<>();
        for (Tail tail : alternatives) {
            for (int i = 0; i < tail.ranges.length; i += 2) {
                cuts.add(tail.ranges[i]);
                cuts.add(tail.ranges[i + 1] + 1);
            }
        }
        List<int[]> edges = new ArrayList<>();
        List<Atom> targets = new ArrayList<>();
        Integer from = null;
        for (Integer to : cuts) {
            if (from != null) {
                edge(alternatives, from, to - 1, edges, targets);
            }
            from = to;
        }
        int[] first = edges.stream().mapToInt(e -> e[0]).toArray();
        int[] last = edges.stream().mapToInt(e -> e[1]).toArray();
        Atom atom = new Atom(false, first, last, targets.toArray(new Atom[0]), characters);
        nodes.put(alternatives, atom);
        return atom;
    }

    private void edge(List<Tail> alternatives, int first, int last, List<int[]> edges, List<Atom> targets) {
        Set<Tail> rest = new LinkedHashSet<>();
        boolean ends = false;
        for (Tail tail : alternatives) {
            for (int i = 0; i < tail.ranges.length; i += 2) {
                if (tail.ranges[i] <= first && last <= tail.ranges[i + 1]) {
                    if (tail.next == null) {
                        ends = true;
                    } else {
                        rest.add(tail.next);
                    }
                }
            }
        }
        if (!ends && rest.isEmpty()) {
            return;
        }
        // the writings of two characters never begin one another, so nothing ends and goes on at once
        Atom target = ends ? Atom.END : node(List.copyOf(rest), CodePoints.NONE);
        int size = edges.size();
        if (size > 0 && edges.get(size - 1)[1] == first - 1 && targets.get(size - 1) == target) {
            edges.get(size - 1)[1] = last;
        } else {
            edges.add(new int[] {first, last});
            targets.add(target);
        }
    }
}
