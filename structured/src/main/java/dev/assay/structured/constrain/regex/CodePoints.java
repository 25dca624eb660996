package dev.assay.structured.constrain.regex;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A set of Unicode code points without the surrogates, which no UTF-8 text contains. Immutable. */
public final class CodePoints {

    /** No code point. */
    public static final CodePoints NONE = new CodePoints(new int[0]);

    /** Every code point that UTF-8 can write. */
    public static final CodePoints ALL =
            new CodePoints(new int[] {0, Character.MIN_SURROGATE - 1, Character.MAX_SURROGATE + 1, 0x10FFFF});

    private final int[] bounds; // first and last of each run, ascending, runs never touch

    private CodePoints(int[] bounds) {
        this.bounds = bounds;
    }

    /** One code point, or none if it is a surrogate. */
    public static CodePoints of(int codePoint) {
        return range(codePoint, codePoint);
    }

    /** All from {@code first} to {@code last}, both included. */
    public static CodePoints range(int first, int last) {
        return new CodePoints(new int[] {first, last}).and(ALL);
    }

    /** Those of the characters in {@code text}. */
    public static CodePoints anyOf(String text) {
        CodePoints all = NONE;
        for (int codePoint : text.codePoints().toArray()) {
            all = all.or(of(codePoint));
        }
        return all;
    }

    /** Those of which {@code test} is true. */
    public static CodePoints matching(IntPredicate test) {
        int[] bounds = new int[64];
        int size = 0;
        int start = -1;
        for (int c = 0; c <= 0x110000; c++) {
            boolean in =
                    c <= 0x10FFFF && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) && test.test(c);
            if (in && start < 0) {
                start = c;
            } else if (!in && start >= 0) {
                if (size + 2 > bounds.length) {
                    bounds = Arrays.copyOf(bounds, size * 2);
                }
                bounds[size++] = start;
                bounds[size++] = c - 1;
                start = -1;
            }
        }
        return new CodePoints(Arrays.copyOf(bounds, size));
    }

    /** How many runs there are. */
    public int runs() {
        return bounds.length / 2;
    }

    /** The first of run {@code run}. */
    public int first(int run) {
        return bounds[2 * run];
    }

    /** The last of run {@code run}. */
    public int last(int run) {
        return bounds[2 * run + 1];
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** Whether {@code codePoint} is one of them. */
    public boolean contains(int codePoint) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (codePoint >= bounds[i] && codePoint <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether all of {@code other} are in here. */
    public boolean containsAll(CodePoints other) {
        return other.minus(this).isEmpty();
    }

    /** Those that are in one of both. */
    public CodePoints or(CodePoints other) {
        int[] merged = new int[bounds.length + other.bounds.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < bounds.length || j < other.bounds.length) {
            boolean mine = j >= other.bounds.length || (i < bounds.length && bounds[i] <= other.bounds[j]);
            int first = mine ? bounds[i] : other.bounds[j];
            int last = mine ? bounds[i + 1] : other.bounds[j + 1];
            if (mine) {
                i += 2;
            } else {
                j += 2;
            }
            if (size > 0 && merged[size - 1] >= first - 1) {
                merged[size - 1] = Math.max(merged[size - 1], last);
            } else {
                merged[size++] = first;
                merged[size++] = last;
            }
        }
        return new CodePoints(Arrays.copyOf(merged, size));
    }

    /** Those that are in both. */
    public CodePoints and(CodePoints other) {
        int[] common = new int[bounds.length + other.bounds.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < bounds.length && j < other.bounds.length) {
            int first = Math.max(bounds[i], other.bounds[j]);
            int last = Math.min(bounds[i + 1], other.bounds[j + 1]);
            if (first <= last) {
                common[size++] = first;
                common[size++] = last;
            }
            if (bounds[i + 1] < other.bounds[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return new CodePoints(Arrays.copyOf(common, size));
    }

    /** Those that are in here and not in {@code other}. */
    public CodePoints minus(CodePoints other) {
        return and(other.not());
    }

    /** All others. */
    public CodePoints not() {
        int[] others = new int[bounds.length + 2];
        int size = 0;
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            if (bounds[i] > next) {
                others[size++] = next;
                others[size++] = bounds[i] - 1;
            }
            next = bounds[i + 1] + 1;
        }
        if (next <= 0x10FFFF) {
            others[size++] = next;
            others[size++] = 0x10FFFF;
        }
        return new CodePoints(Arrays.copyOf(others, size)).and(ALL);
    }

    /** With the other case of each letter that has one. */
    public CodePoints ignoringCase() {
        CodePoints all = this;
        for (int i = 0; i < bounds.length; i += 2) {
            for (int c = bounds[i]; c <= bounds[i + 1] && c < 0x2000; c++) {
                all = all.or(of(Character.toLowerCase(c))).or(of(Character.toUpperCase(c)));
            }
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodePoints that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(i == 0 ? "" : " ").append(Integer.toHexString(bounds[i]));
            if (bounds[i] != bounds[i + 1]) {
                text.append('-').append(Integer.toHexString(bounds[i + 1]));
            }
        }
        return text.append(']').toString();
    }
}
