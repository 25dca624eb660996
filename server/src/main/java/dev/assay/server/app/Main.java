package dev.assay.server.app;

import dev.assay.server.demo.DemoCommand;
import dev.assay.server.demo.RehearseCommand;
import dev.assay.server.skew.CoverageCommand;
import dev.assay.server.skew.SkewCommand;
import dev.assay.server.structured.ConstrainCommand;
import dev.assay.server.structured.ParseCommand;
import dev.assay.server.terminal.StandardOutput;
import dev.assay.server.web.PortInUseException;
import dev.assay.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The command line. */
@Command(
        name = "assay",
        description = "Sees what goes into your models and what comes out.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class)
public final class Main {

    private static final Map<String, Class<?>> COMMANDS = commands();

    private static final Set<String> SERVERS = Set.of("serve", "demo", "rehearse");

    private Main() {}

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>(); // in the order of the help
        commands.put("serve", ServeCommand.class);
        commands.put("demo", DemoCommand.class);
        commands.put("import", ImportCommand.class);
        commands.put("rebuild", RebuildCommand.class);
        commands.put("backup", BackupCommand.class);
        commands.put("restore", RestoreCommand.class);
        commands.put("user", UserCommand.class);
        commands.put("key", KeyCommand.class);
        commands.put("export", ExportCommand.class);
        commands.put("sql", SqlCommand.class);
        commands.put("skew", SkewCommand.class);
        commands.put("coverage", CoverageCommand.class);
        commands.put("rehearse", RehearseCommand.class);
        commands.put("constrain", ConstrainCommand.class);
        commands.put("parse", ParseCommand.class);
        return commands;
    }

    public static void main(String[] args) {
        LoggingProvider.choose();
        if (args.length > 0 && SERVERS.contains(args[0])) {
            Ahead.begin();
        }
        System.exit(
                plain(args).map(Main::serve).orElseGet(() -> commandLine(args).execute(args)));
    }

    private static Optional<ServeOptions> plain(String... args) {
        return args.length > 0 && args[0].equals("serve")
                ? ServeOptions.plain(Arrays.asList(args).subList(1, args.length))
                : Optional.empty();
    }

    private static int serve(ServeOptions options) {
        try {
            ServeCommand.serve(options, StandardOutput.out());
            return 0;
        } catch (IOException | InterruptedException | RuntimeException e) {
            return failed(e, StandardOutput.err());
        }
    }

    private static int failed(Exception failure, PrintWriter err) {
        switch (failure) {
            case StartException _, StoreException _, PortInUseException _ ->
                err.println("assay: " + failure.getMessage());
            default -> failure.printStackTrace(err);
        }
        return 1;
    }

    /**
     * With every command, or just the one that is called: to read the annotations of all takes as long as to open the data.
     *
     * @param args what the program is called with
     */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        @Nullable Class<?> called = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (called != null) {
            line.addSubcommand(args[0], called);
        } else {
            COMMANDS.forEach(line::addSubcommand);
        }
        return line.setOut(StandardOutput.out())
                .setErr(StandardOutput.err())
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF)) // its codes are not told apart from others'
                .setExecutionExceptionHandler((failure, commandLine, _) -> failed(failure, commandLine.getErr()));
    }

    /** For {@code --version}. */
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"assay " + Version.CURRENT};
        }
    }
}
