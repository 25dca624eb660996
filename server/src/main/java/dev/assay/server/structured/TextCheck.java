package dev.assay.server.structured;

import dev.assay.structured.constrain.Constraint;
import dev.assay.structured.constrain.Language;
import dev.assay.structured.constrain.Vocabulary;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Holds one text against a language: whether it is accepted, where it fails and what could stand there, and how long the masks take. */
final class TextCheck {

    /** So long masks are found again and again, so that the machine has seen its own code before the times count. */
    private static final long WARM_UP_NANOS = 700_000_000;

    private static final int FEWEST_ROUNDS = 3;
    private static final int SHOWN = 60;

    private final Language language;
    private final Vocabulary vocabulary;
    private final byte[] text;
    private final List<Integer> tokens;

    TextCheck(Language language, Vocabulary vocabulary, byte[] text) {
        this.language = language;
        this.vocabulary = vocabulary;
        this.text = text;
        this.tokens = vocabulary.longestTokens(text);
    }

    /** Times of one round, in which everything is made anew. */
    private record Times(Micros compile, Micros masks) {

        static Times none() {
            return new Times(new Micros(), new Micros());
        }
    }

    /** Prints what it finds; tells whether the text is accepted. */
    boolean print(PrintWriter out) {
        Times first = Times.none();
        Constraint constraint = round(first);
        int good = constraint.start().acceptable(text);
        Constraint.State last =
                constraint.start().tryAccept(Arrays.copyOf(text, good)).orElseThrow();
        boolean accepted = good == text.length && last.isComplete();
        if (accepted) {
            out.println("accepted");
        } else if (good == text.length) {
            out.println("refused: the text ends too soon, at " + place(good));
            out.println(marked(good));
            out.println("expected: " + expected(last));
            out.println("could end: " + new String(last.ending(), StandardCharsets.UTF_8));
        } else {
            out.println("refused at " + place(good));
            out.println(marked(good));
            out.println("expected: " + expected(last));
        }
        Times steady = Times.none();
        long start = System.nanoTime();
        for (int i = 0; i < FEWEST_ROUNDS || System.nanoTime() - start < WARM_UP_NANOS; i++) {
            round(Times.none());
        }
        for (int i = 0; i < FEWEST_ROUNDS || System.nanoTime() - start < 2 * WARM_UP_NANOS; i++) {
            round(steady);
        }
        out.printf(
                "%n%d masks over a vocabulary of %d tokens, everything made anew each time:%n%s%n",
                first.masks.size(), vocabulary.size(), Micros.head());
        out.println(first.compile.row("first compile"));
        out.println(first.masks.row("first masks"));
        out.println(steady.compile.row("compile"));
        out.println(steady.masks.row("masks"));
        return accepted;
    }

    private Constraint round(Times times) {
        long start = System.nanoTime();
        Constraint constraint = Constraint.compile(language, vocabulary);
        times.compile.add(System.nanoTime() - start);
        Constraint.State state = constraint.start();
        for (int token : tokens) {
            start = System.nanoTime();
            long[] mask = state.mask();
            times.masks.add(System.nanoTime() - start);
            if ((mask[token >> 6] & (1L << token)) == 0) {
                break;
            }
            state = state.accept(token);
        }
        return constraint;
    }

    private String place(int at) {
        String before = decoded(0, at);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        String column = before.substring(before.lastIndexOf('\n') + 1);
        return "line " + line + ", column " + (column.codePointCount(0, column.length()) + 1) + " (byte " + at + ")";
    }

    private String decoded(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    /** The line with a caret below the place. */
    private String marked(int at) {
        String before = decoded(0, at);
        String start = before.substring(before.lastIndexOf('\n') + 1);
        String rest = decoded(at, text.length);
        int end = rest.indexOf('\n');
        String line = end < 0 ? rest : rest.substring(0, end);
        String left = start.length() > SHOWN ? "…" + start.substring(start.length() - SHOWN) : start;
        String right = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        String shown = printable(left);
        return "  " + shown + printable(right) + System.lineSeparator() + "  "
                + " ".repeat(shown.codePointCount(0, shown.length())) + "^";
    }

    private static String printable(String part) {
        StringBuilder all = new StringBuilder();
        part.codePoints().forEach(c -> all.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return all.toString();
    }

    /** What could come instead. */
    private static String expected(Constraint.State state) {
        String forced = new String(state.forcedBytes(), StandardCharsets.UTF_8);
        if (!forced.isEmpty()) {
            return "'" + forced + "'";
        }
        StringBuilder all = new StringBuilder();
        for (int b = 0x20; b < 0x7F; b++) {
            int from = b;
            while (b < 0x7F && state.tryAccept(new byte[] {(byte) b}).isPresent()) {
                b++;
            }
            append(all, from, b - 1);
        }
        if (state.tryAccept("é".getBytes(StandardCharsets.UTF_8)).isPresent()) {
            all.append(all.isEmpty() ? "" : " ").append("or letters beyond ASCII");
        }
        String end = state.isComplete() ? "the end of the text" : "";
        return all + (all.isEmpty() || end.isEmpty() ? "" : ", or ") + end;
    }

    private static void append(StringBuilder all, int from, int to) {
        if (to - from > 2) {
            append(all, from, from);
            all.append("…").append((char) to);
            return;
        }
        for (int b = from; b <= to; b++) {
            all.append(all.isEmpty() ? "" : " ").append(b == ' ' ? "blank" : String.valueOf((char) b));
        }
    }
}
