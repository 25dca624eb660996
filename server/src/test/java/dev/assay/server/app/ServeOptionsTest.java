package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ServeOptionsTest {

    @TempDir
    private Path data = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--port 0",
                "--host ::1 --grpc-port 2 --port 1",
                "--data /var/lib/assay-1/a.b_c --host assay.internal",
                "--data . --port 65535",
            })
    void plainFlags_meanWhatTheyMeanToPicocli(String line) {
        List<String> arguments = arguments(line);
        ServeOptions parsed = new ServeOptions();
        new CommandLine(new Command(parsed)).parseArgs(arguments.toArray(String[]::new));

        assertThat(ServeOptions.plain(arguments).map(options -> options.config(data)))
                .contains(parsed.config(data));
    }

    @Test
    void everyFlag_canBePlain() {
        List<OptionSpec> flags = new CommandLine(new Command(new ServeOptions()))
                .getCommandSpec()
                .options();

        assertThat(flags)
                .isNotEmpty()
                .allSatisfy(flag -> assertThat(ServeOptions.plain(List.of(flag.longestName(), "1")))
                        .as(flag.longestName())
                        .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--port",
                "--port=1",
                "--port -1",
                "--port 1 --port 2",
                "--port 1 --grpc-port",
                "--data --port",
                "--data @file",
                "--data 'a'",
                "--data \"a\"",
                "--data caf\u00e9",
                "--seed 1",
                "folder",
            })
    void everythingElse_isForPicocli(String line) {
        assertThat(ServeOptions.plain(arguments(line))).isEmpty();
    }

    @Test
    void emptyValue_isForPicocli() {
        assertThat(ServeOptions.plain(List.of("--host", ""))).isEmpty();
    }

    private static List<String> arguments(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    @CommandLine.Command
    private record Command(@CommandLine.Mixin ServeOptions options) {}
}
