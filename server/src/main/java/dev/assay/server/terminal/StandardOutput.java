package dev.assay.server.terminal;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the command line writes: to people's terminals, or to files and pipes, which get everything to the letter. */
public final class StandardOutput {

    private StandardOutput() {}

    /** Standard output. */
    public static PrintWriter out() {
        return isTerminal() ? new TerminalWriter(encoded(System.out)) : new PrintWriter(encoded(System.out), true);
    }

    /** Standard error, which is for people wherever it goes. */
    public static PrintWriter err() {
        return new TerminalWriter(encoded(System.err));
    }

    private static BufferedWriter encoded(PrintStream stream) {
        return new BufferedWriter(new OutputStreamWriter(stream, stream.charset()));
    }

    /** Whether people read standard output. {@link Console} says so only where input comes from there too. */
    public static boolean isTerminal() {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            return true;
        }
        Path output = Path.of("/proc/self/fd/1");
        return Files.exists(output) ? isDevice(output) : test();
    }

    private static boolean isDevice(Path output) {
        try {
            String real = output.toRealPath().toString();
            return real.startsWith("/dev/pts/") || real.startsWith("/dev/tty") || real.equals("/dev/console");
        } catch (IOException e) {
            return false; // a pipe
        }
    }

    /** Where the system has no such files, as on macOS. */
    private static boolean test() {
        try {
            return new ProcessBuilder("/bin/test", "-t", "1")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // Windows
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
