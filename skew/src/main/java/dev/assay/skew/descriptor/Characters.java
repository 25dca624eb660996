package dev.assay.skew.descriptor;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.Map;

/** Counts of code points by class, from one pass over a text. */
public final class Characters {

    private static final byte[] ASCII = new byte[128];
    private static final int UPPER = 1;
    private static final int LOWER = 2;
    private static final int DIGIT = 4;
    private static final int SPACE = 8;
    private static final int CODE = 16;
    private static final int CONTROL = 32;

    static {
        for (int c = 0; c < 128; c++) {
            int is = 0;
            is |= c >= 'A' && c <= 'Z' ? UPPER : 0;
            is |= c >= 'a' && c <= 'z' ? LOWER : 0;
            is |= c >= '0' && c <= '9' ? DIGIT : 0;
            is |= c == ' ' || (c >= 9 && c <= 13) ? SPACE : 0;
            is |= "{};=()<>".indexOf(c) >= 0 ? CODE : 0;
            is |= (c < 32 && (is & SPACE) == 0) || c == 127 ? CONTROL : 0;
            ASCII[c] = (byte) is;
        }
    }

    private int all;
    private int bytes;
    private int upper;
    private int letters;
    private int digits;
    private int spaces;
    private int doubleSpaces;
    private int tabs;
    private int carriageReturns;
    private int codeSymbols;
    private int controls;
    private int noBreakSpaces;
    private int zeroWidth;
    private int directionMarks;
    private int replacements;
    private int mojibake;
    private int emoji;
    private int nonAscii;
    private int latin;
    private int otherScript;
    private UnicodeScript script = UnicodeScript.COMMON;
    private boolean normalised = true;

    private Characters() {}

    static Characters of(String text) {
        Characters counts = new Characters();
        Map<UnicodeScript, int[]> scripts = new EnumMap<>(UnicodeScript.class);
        int before = 0;
        int length = text.length();
        for (int i = 0; i < length; ) {
            int c = text.charAt(i);
            if (c < 128) {
                counts.ascii(c, before);
                i++;
            } else {
                c = text.codePointAt(i);
                counts.other(c, before, scripts);
                i += Character.charCount(c);
            }
            before = c;
        }
        counts.decideScript(scripts);
        // Only letters beyond Latin-1 and combining marks can be composed otherwise.
        counts.normalised = counts.nonAscii == 0 || Normalizer.isNormalized(text, Normalizer.Form.NFC);
        return counts;
    }

    private void ascii(int c, int before) {
        int is = ASCII[c];
        all++;
        bytes++;
        if ((is & LOWER) != 0) {
            letters++;
            latin++;
        } else if ((is & UPPER) != 0) {
            letters++;
            latin++;
            upper++;
        } else if ((is & DIGIT) != 0) {
            digits++;
        } else if ((is & SPACE) != 0) {
            spaces++;
            doubleSpaces += c == ' ' && before == ' ' ? 1 : 0;
            tabs += c == '\t' ? 1 : 0;
            carriageReturns += c == '\r' ? 1 : 0;
        } else {
            codeSymbols += (is & CODE) != 0 ? 1 : 0;
            controls += (is & CONTROL) != 0 ? 1 : 0;
        }
    }

    private void other(int c, int before, Map<UnicodeScript, int[]> scripts) {
        all++;
        nonAscii++;
        bytes += c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        if (Character.isLetter(c)) {
            letters++;
            upper += Character.isUpperCase(c) ? 1 : 0;
            UnicodeScript of = UnicodeScript.of(c);
            scripts.computeIfAbsent(of, _ -> new int[1])[0]++;
            latin += of == UnicodeScript.LATIN ? 1 : 0;
            otherScript += of == UnicodeScript.LATIN ? 0 : 1;
        } else if (Character.isDigit(c)) {
            digits++;
        }
        noBreakSpaces += c == 0xA0 || c == 0x202F ? 1 : 0;
        zeroWidth += c == 0x200B || c == 0x200C || c == 0x2060 || c == 0xFEFF ? 1 : 0;
        directionMarks +=
                c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ? 1 : 0;
        replacements += c == 0xFFFD ? 1 : 0;
        // UTF-8 that was read as Windows-1252: A-tilde or a-circumflex before a character of the upper half.
        mojibake +=
                (before == 0xC3 || before == 0xC2 || before == 0xE2) && c >= 0x80 && !Character.isLowerCase(c) ? 1 : 0;
        emoji += c > 0x2000 && Character.isEmojiPresentation(c) ? 1 : 0;
    }

    private void decideScript(Map<UnicodeScript, int[]> scripts) {
        int most = latin;
        script = latin > 0 ? UnicodeScript.LATIN : UnicodeScript.COMMON;
        for (Map.Entry<UnicodeScript, int[]> entry : scripts.entrySet()) {
            if (entry.getValue()[0] > most) {
                most = entry.getValue()[0];
                script = entry.getKey();
            }
        }
    }

    public int all() {
        return all;
    }

    /** In UTF-8. */
    public int bytes() {
        return bytes;
    }

    public int upper() {
        return upper;
    }

    public int letters() {
        return letters;
    }

    public int digits() {
        return digits;
    }

    public int spaces() {
        return spaces;
    }

    public int doubleSpaces() {
        return doubleSpaces;
    }

    public int tabs() {
        return tabs;
    }

    public int carriageReturns() {
        return carriageReturns;
    }

    /** Of braces, brackets that are round or angular, semicolons and equals signs. */
    public int codeSymbols() {
        return codeSymbols;
    }

    public int controls() {
        return controls;
    }

    public int noBreakSpaces() {
        return noBreakSpaces;
    }

    public int zeroWidth() {
        return zeroWidth;
    }

    public int directionMarks() {
        return directionMarks;
    }

    public int replacements() {
        return replacements;
    }

    public int mojibake() {
        return mojibake;
    }

    public int emoji() {
        return emoji;
    }

    public int nonAscii() {
        return nonAscii;
    }

    /** Letters that are not Latin. */
    public int otherScript() {
        return otherScript;
    }

    /** The script of most letters; COMMON where there are none. */
    public UnicodeScript script() {
        return script;
    }

    /** Whether it is in Unicode's composed normal form. */
    public boolean normalised() {
        return normalised;
    }
}
