package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    @Test
    void everyCommand_isCalledByItsName() {
        CommandLine all = Main.commandLine();

        assertThat(all.getSubcommands()).isNotEmpty().allSatisfy((name, command) -> {
            assertThat(command.getCommandSpec().userObject().getClass().getAnnotation(CommandLine.Command.class))
                    .extracting(CommandLine.Command::name)
                    .isEqualTo(name);
            assertThat(Main.commandLine(name, "--help").getSubcommands()).containsOnlyKeys(name);
        });
    }

    @Test
    void otherWords_areAnsweredByAllCommands() {
        Set<String> all = Main.commandLine().getSubcommands().keySet();

        assertThat(Main.commandLine("--help").getSubcommands().keySet()).isEqualTo(all);
        assertThat(Main.commandLine("servr").getSubcommands().keySet()).isEqualTo(all);
    }

    @Test
    void mistypedCommand_isToldTheNearest() {
        StringWriter err = new StringWriter();

        int code = Main.commandLine("servr").setErr(new PrintWriter(err)).execute("servr");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("servr").contains("serve");
    }
}
