package dev.assay.server.skew;

import dev.assay.files.Rows;
import dev.assay.server.terminal.TerminalWriter;
import dev.assay.server.terminal.TerminalWriter.Control;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Says on the error stream what is being done: one line that changes on a terminal, a line a step elsewhere. */
final class Steps {

    private static final Duration EVERY = Duration.ofMillis(200);

    private final PrintWriter err;
    private final boolean terminal;
    private final InstantSource clock;
    private Instant shown;

    Steps(PrintWriter err, boolean terminal, InstantSource clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
        this.shown = clock.instant();
    }

    void reading(Rows rows, long count) {
        Instant now = clock.instant();
        if (terminal && Duration.between(shown, now).compareTo(EVERY) >= 0) {
            shown = now;
            line("Reading " + rows.name()
                    + String.format(Locale.ROOT, ": %,d rows, %.1f MB", count, rows.bytesRead() / 1e6));
        }
    }

    /** Something that goes on for long: told on a terminal alone. */
    void going(String what) {
        if (terminal) {
            line(what);
        }
    }

    void say(String what) {
        line(what);
    }

    private void line(String text) {
        if (terminal) {
            TerminalWriter.control(err, Control.LINE_START);
            err.print(text);
            TerminalWriter.control(err, Control.ERASE_REST);
        } else {
            err.println(text);
        }
        err.flush();
    }

    void done() {
        if (terminal) {
            TerminalWriter.control(err, Control.LINE_START, Control.ERASE_REST);
        }
    }
}
