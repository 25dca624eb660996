package dev.assay.server.app;

import dev.assay.server.terminal.TerminalWriter;
import dev.assay.server.terminal.TerminalWriter.Control;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code assay restore}. */
@Command(
        name = "restore",
        description = "Makes a data folder of what 'assay backup' wrote; a server that runs takes it while it runs.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    private static final Duration STEP = Duration.ofMillis(200);

    @Parameters(paramLabel = "FILE", description = "What 'assay backup' wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = Config.DEFAULT_DATA,
            description = "The data folder to make (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(Config.DEFAULT_DATA);

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Option(
            names = "--overwrite",
            description =
                    "Whether it may take the place of what is in the folder, which is kept in it under another name.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Secret secret;
    private long shown = -1;
    private String shownOf = "";

    RestoreCommand() {
        this(Secret.known(System.in));
    }

    RestoreCommand(Secret secret) {
        this.secret = secret;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new StartException("there is no file " + file.toAbsolutePath().normalize());
        }
        try {
            Optional<Answers> asked = remote.answers(secret);
            if (asked.isPresent()) {
                try (Answers answers = asked.get()) {
                    requireConsent();
                    send(answers);
                }
                return 0;
            }
            Path target = data.toAbsolutePath().normalize();
            requireFree(target);
            Optional<Endpoint> server = ServerOptions.running(target);
            if (server.isPresent()) {
                try (Answers answers = new Answers(server.get(), true)) {
                    send(answers);
                }
            } else {
                restore(target);
            }
        } catch (IOException e) {
            throw new StartException("the backup " + file + " could not be restored: " + e, e);
        }
        return 0;
    }

    private void requireConsent() {
        if (!overwrite) {
            throw new StartException(
                    "all that the server holds would give way, of every project (expected: --overwrite, "
                            + "which keeps what is there in its data folder under another name); nothing was sent");
        }
    }

    private void requireFree(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> files = Files.list(target)) {
            if (files.findAny().isPresent() && !overwrite) {
                throw new StartException(
                        target + " is not empty (expected: a folder that is not there yet); name another "
                                + "with --data DIR, or say --overwrite, which keeps what is there under another name");
            }
        }
    }

    private void restore(Path target) throws IOException {
        boolean isNew = !Files.exists(target);
        boolean done = false;
        try (DataFolder folder = DataFolder.open(target);
                InputStream in = reading("unpacking")) {
            Replacement replacement = new Replacement(folder.path());
            try {
                new Restore(replacement.draft()).unpack(in);
                replacement.apply(Instant.now());
                done = true;
                spec.commandLine().getErr().println();
                sayKept(replacement.replaced().map(Path::toString).orElse(""));
            } finally {
                replacement.discard();
            }
        } finally {
            if (isNew && !done) {
                Folders.delete(target);
            }
        }
        say("Restored " + target + ". The columns are made from the journal when the server starts: "
                + "assay serve --data " + data);
    }

    private void send(Answers answers) throws IOException {
        JsonNode answer;
        try (InputStream in = answers.post("/api/v1/restore", "application/zip", () -> reading("sending"))) {
            answer = JsonMapper.shared().readTree(in);
        }
        spec.commandLine().getErr().println();
        sayKept(answer.path("replaced").asString(""));
        say("Restored the backup of " + answer.path("backupAt").asString("?") + ": "
                + answer.path("requests").asLong() + " requests. The server takes and answers again; its columns "
                + "are made from the journal.");
        awaitColumns(answers);
    }

    /** Whoever does not want to wait may end this; the server goes on. */
    private void awaitColumns(Answers answers) throws IOException {
        long target = -1;
        while (true) {
            JsonNode ready;
            try (InputStream in = answers.get("/ready")) {
                ready = JsonMapper.shared().readTree(in);
            }
            target = target < 0 ? ready.path("journalPosition").asLong(0) : target;
            long reached = Math.min(target, ready.path("columnsPosition").asLong(0));
            progress("making the columns", reached, target);
            if (reached >= target) {
                spec.commandLine().getErr().println();
                return;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted; the server goes on by itself", e);
        }
    }

    private InputStream reading(String what) {
        try {
            long size = Files.size(file);
            return new Counted(
                    new BufferedInputStream(Files.newInputStream(file), 1 << 16), read -> progress(what, read, size));
        } catch (IOException e) {
            throw new StartException(file + " cannot be read: " + e, e);
        }
    }

    private void progress(String what, long done, long all) {
        long percent = all == 0 ? 100 : 100 * done / all;
        if (percent == shown && what.equals(shownOf)) {
            return;
        }
        shown = percent;
        shownOf = what;
        PrintWriter err = spec.commandLine().getErr();
        TerminalWriter.control(err, Control.LINE_START);
        err.print(what + " " + percent + " %");
        err.flush();
    }

    private void sayKept(String old) {
        if (!old.isEmpty()) {
            say("What was there is kept as " + old + "; delete it when it is not needed.");
        }
    }

    private void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
