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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The command line. */
@Command(
        name = "assay",
        description = "Sees what goes into your models and what comes out.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            RebuildCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            UserCommand.class,
            KeyCommand.class,
            ExportCommand.class,
            SqlCommand.class,
            SkewCommand.class,
            CoverageCommand.class,
            RehearseCommand.class,
            ConstrainCommand.class,
            ParseCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setOut(StandardOutput.out())
                .setErr(StandardOutput.err())
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF)) // its codes are not told apart from others'
                .setExecutionExceptionHandler((failure, commandLine, _) -> {
                    switch (failure) {
                        case StartException _, StoreException _, PortInUseException _ ->
                            commandLine.getErr().println("assay: " + failure.getMessage());
                        default -> failure.printStackTrace(commandLine.getErr());
                    }
                    return 1;
                });
    }

    /** For {@code --version}. */
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"assay " + Version.CURRENT};
        }
    }
}
