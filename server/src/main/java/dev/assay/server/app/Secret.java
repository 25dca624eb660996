package dev.assay.server.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A secret that somebody types, or that another program writes to standard input; never an argument, which others see. */
interface Secret {

    /** @throws StartException where there is none */
    String ask(String what);

    /** From the terminal, twice and without an echo; or the first line of standard input where that is none. */
    static Secret typed(InputStream in) {
        return what -> {
            Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
            if (terminal.isEmpty()) {
                return firstLine(in, what);
            }
            String once = read(terminal.get(), what);
            if (!once.equals(read(terminal.get(), what + ", again"))) {
                throw new StartException("the two differ; nothing was changed");
            }
            return once;
        };
    }

    /** The same, typed once: of what is known somewhere else already. */
    static Secret known(InputStream in) {
        return what -> Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(terminal -> read(terminal, what))
                .orElseGet(() -> firstLine(in, what));
    }

    private static String read(Console terminal, String what) {
        char[] typed = terminal.readPassword("%s: ", what);
        if (typed == null) {
            throw new StartException("no " + what + " was typed; nothing was changed");
        }
        return new String(typed);
    }

    private static String firstLine(InputStream in, String what) {
        try {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new StartException("standard input is empty (expected: the " + what + " in its first line)");
            }
            return line;
        } catch (IOException e) {
            throw new StartException("standard input cannot be read: " + e, e);
        }
    }
}
