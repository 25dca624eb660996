package dev.assay.server.ingest.imports;

import dev.assay.files.Rows;
import dev.assay.server.terminal.TerminalWriter;
import dev.assay.server.terminal.TerminalWriter.Control;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** How far an import is: a bar that moves on a terminal, a line now and then elsewhere. */
public final class Progress {

    private static final Duration BAR_EVERY = Duration.ofMillis(100);
    private static final Duration LINE_EVERY = Duration.ofSeconds(10);
    private static final int BAR_WIDTH = 24;

    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;
    private Instant began;
    private Instant shown;
    private boolean barStands;

    public Progress(PrintWriter out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.began = clock.instant();
        this.shown = began;
    }

    void begin() {
        began = clock.instant();
        shown = began;
    }

    void row(Rows rows, long count) {
        Instant now = clock.instant();
        if (Duration.between(shown, now).compareTo(terminal ? BAR_EVERY : LINE_EVERY) >= 0) {
            shown = now;
            show(rows, count, now);
        }
    }

    /** Makes room for a line of text. */
    public void say(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    void end() {
        clear();
        out.flush();
    }

    private void show(Rows rows, long count, Instant now) {
        double seconds = Math.max(0.001, Duration.between(began, now).toMillis() / 1000.0);
        String numbers = String.format(Locale.ROOT, "%,d rows, %,.0f rows/s", count, count / seconds);
        String size = rows.size().isPresent()
                ? megabytes(rows.bytesRead()) + " of " + megabytes(rows.size().getAsLong()) + " MB"
                : megabytes(rows.bytesRead()) + " MB";
        if (!terminal) {
            out.println(rows.name() + ": " + size + ", " + numbers);
        } else {
            // The rest of the line is erased: what stood there may have been longer.
            TerminalWriter.control(out, Control.LINE_START);
            out.print(bar(rows) + size + ", " + numbers);
            TerminalWriter.control(out, Control.ERASE_REST);
            barStands = true;
        }
        out.flush();
    }

    private static String bar(Rows rows) {
        if (rows.size().isEmpty() || rows.size().getAsLong() == 0) {
            return "";
        }
        double done = Math.min(1, (double) rows.bytesRead() / rows.size().getAsLong());
        int filled = (int) Math.round(done * BAR_WIDTH);
        return "[" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] "
                + String.format(Locale.ROOT, "%3.0f%%  ", done * 100);
    }

    private void clear() {
        if (barStands) {
            TerminalWriter.control(out, Control.LINE_START, Control.ERASE_REST);
            barStands = false;
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
