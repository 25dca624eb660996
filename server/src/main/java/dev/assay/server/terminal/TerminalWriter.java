package dev.assay.server.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Makes whatever is printed {@link Harmless}, but for what the program itself wants of the terminal. */
public final class TerminalWriter extends PrintWriter {

    /** What the program itself wants. */
    public enum Control {
        BOLD("\u001b[1m"),
        PLAIN("\u001b[0m"),
        /** To the beginning of the line, which is written over. */
        LINE_START("\r"),
        ERASE_REST("\u001b[K");

        private final String code;

        Control(String code) {
            this.code = code;
        }
    }

    private final Writer terminal;

    public TerminalWriter(Writer terminal) {
        super(new Filter(terminal), true);
        this.terminal = terminal;
    }

    /** Writes codes where there is a terminal; nothing elsewhere. */
    public static void control(PrintWriter out, Control... controls) {
        if (out instanceof TerminalWriter writer) {
            writer.control(controls);
        }
    }

    private void control(Control... controls) {
        flush();
        try {
            for (Control control : controls) {
                terminal.write(control.code);
            }
            terminal.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Code points may come in two pieces, and so may ends of lines as RFC 4180 has them. */
    private static final class Filter extends FilterWriter {

        private static final char NONE = 0;

        /** A high surrogate or a carriage return. */
        private char waiting = NONE;

        Filter(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            char unit = (char) c;
            char before = waiting;
            waiting = NONE;
            if (Character.isSurrogatePair(before, unit)) {
                put(Character.toCodePoint(before, unit));
                return;
            }
            if (before != NONE && !(before == '\r' && unit == '\n')) {
                put(before);
            }
            if (Character.isHighSurrogate(unit) || unit == '\r') {
                waiting = unit;
            } else {
                put(unit);
            }
        }

        private void put(int c) throws IOException {
            out.write(Character.toString(Harmless.of(c)));
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(text[i]);
            }
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(text.charAt(i));
            }
        }
    }
}
