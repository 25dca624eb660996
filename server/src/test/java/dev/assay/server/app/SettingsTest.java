package dev.assay.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SettingsTest {

    @TempDir
    private Path data = Path.of("");

    @Test
    void nothingHasToBeSet() {
        assertThat(Settings.config(data, Map.of(), Map.of("PATH", "/bin", "ASSAY_KEY", "assay_f_x")))
                .isEqualTo(new Config(data, "127.0.0.1", 4318, 4317));
    }

    @Test
    void theCommandLineWinsOverTheEnvironment_andThatOverTheFile() throws IOException {
        write("# ours\nhost = ::1\nport: 1\ngrpc-port=2\n");
        assertThat(Settings.config(
                        data,
                        Map.of(Setting.PORT, "5"),
                        Map.of("ASSAY_PORT", "3", "ASSAY_GRPC_PORT", " 4 ", "ASSAY_HOST", "")))
                .isEqualTo(new Config(data, "::1", 5, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prot=1       |            | assay.properties sets 'prot', which is no setting (expected: 'port' perhaps",
                "grpc.port=1  |            | (expected: 'grpc-port' perhaps",
                "port=lots    |            | assay.properties sets port to 'lots' (expected: 0 to 65535)",
                "port=70000   |            | sets port to '70000'",
                "port=1       | ASSAY_PROT | the environment sets 'ASSAY_PROT', which is no setting (expected: 'ASSAY_PORT' perhaps",
                "port=1       | ASSAY_PORT | the environment sets port to 'x' (expected: 0 to 65535)",
                "port=\\u00   |            | cannot be read",
            })
    void errorsNameTheSource_theKey_theValue_andWhatIsExpected(String file, String variable, String message)
            throws IOException {
        write(file);
        Map<String, String> environment = variable == null ? Map.of() : Map.of(variable, "x");
        assertThatThrownBy(() -> Settings.config(data, Map.of(), environment))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theDocumentTellsEverySetting_andTheCommandLineHasAFlagForEach() throws IOException {
        List<String> rows = Pattern.compile("^\\| `.*$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../docs/configuration.md")))
                .results()
                .map(match -> match.group())
                .toList();
        assertThat(rows).hasSameSizeAs(Setting.values());
        CommandLine.Model.CommandSpec serve = Objects.requireNonNull(
                        Main.commandLine("serve").getSubcommands().get("serve"))
                .getCommandSpec();
        for (Setting setting : Setting.values()) {
            assertThat(rows)
                    .anySatisfy(row -> assertThat(row)
                            .startsWith("| `" + setting.key() + "` | `" + setting.variable() + "` | `--" + setting.key()
                                    + "` | " + setting.meaning())
                            .endsWith("| `" + setting.otherwise() + "` |"));
            assertThat(Objects.requireNonNull(serve.findOption("--" + setting.key()))
                            .description()[0])
                    .contains(setting.otherwise());
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(data.resolve(Settings.FILE), text);
    }
}
