package dev.assay.server.structured;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConstrainCommandTest {

    private static final String SCHEMA = """
        {"type":"object","properties":{"currency":{"type":"string","pattern":"^[A-Z]{3}$"},
         "total":{"type":"number","minimum":0}},"required":["currency"],"additionalProperties":false}\
        """;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeSchema() throws IOException {
        Files.writeString(folder.resolve("schema.json"), SCHEMA);
    }

    private int run(String... arguments) {
        return new CommandLine(new ConstrainCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int check(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("text.json"), text);
        List<String> arguments = new ArrayList<>(
                List.of("--schema", folder.resolve("schema.json").toString(), "--text", file.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void acceptsAnInstance() throws IOException {
        assertThat(check("{ \"total\": 1.5,\n \"currency\": \"EUR\" }\n")).isZero();
        assertThat(out.toString()).startsWith("accepted").contains("masks over a vocabulary of 200019 tokens");
    }

    @Test
    void saysWhereATextFails() throws IOException {
        assertThat(check("{\"currency\": \"EURO\"}")).isEqualTo(1);
        assertThat(out.toString())
                .contains("refused at line 1, column 18 (byte 17)")
                .contains("  {\"currency\": \"EURO\"}")
                .contains("\n" + " ".repeat(19) + "^")
                .contains("expected: '\"'");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(check("{\"currency\": \"EUR\"")).isEqualTo(1);
        assertThat(out.toString()).contains("ends too soon").contains("expected: blank , }");
    }

    @Test
    void tellsTheFirstTimesApartFromThoseOfAMachineThatIsWarm() throws IOException {
        assertThat(check("{\"currency\": \"EUR\"}")).isZero();
        assertThat(out.toString().lines().map(line -> line.split(" {2,}", -1)[0]))
                .contains("first compile", "first masks", "compile", "masks");
    }

    @Test
    void filesThatAreNotWhatTheyShouldBeAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("schema.json"), "{\"type\":\n \"string\"");
        assertThat(check("{}")).isEqualTo(2);
        assertThat(err.toString()).contains(file + " is no JSON").contains("line 2");
        Files.writeString(file, "{}");
        Path prose = Files.writeString(folder.resolve("words"), "hello, this is prose");
        assertThat(check("{}", "--vocabulary", prose.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(prose.toString()).contains("expected");
        assertThat(check("{}", "--vocabulary", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--vocabulary " + folder + " is not there (expected: a file)");
        Path bytes = Files.write(folder.resolve("grammar"), new byte[] {(byte) 0xFF, 0});
        assertThat(run("--gbnf", bytes.toString(), "--text", prose.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--gbnf " + bytes + " is no text in UTF-8");
    }

    @Test
    void takesAnotherVocabulary() throws IOException {
        assertThat(check("{\"currency\": \"EUR\"}", "--vocabulary", "cl100k_base"))
                .isZero();
        assertThat(out.toString()).contains("vocabulary of 100277 tokens");
    }

    @Test
    void namesWhatCannotBeHeld() throws IOException {
        Files.writeString(folder.resolve("schema.json"), "{\"properties\":{\"a\":{\"uniqueItems\":true}}}");
        assertThat(check("{}")).isEqualTo(2);
        assertThat(err.toString()).contains("#/properties/a: uniqueItems");
    }

    @Test
    void runsAFolderOfSchemas() throws IOException {
        Path bench = Files.createDirectory(folder.resolve("bench"));
        Files.writeString(
                bench.resolve("a.json"),
                "{\"description\":\"orders\",\"schema\":" + SCHEMA
                        + ",\"tests\":[{\"valid\":true,\"data\":{\"currency\":\"EUR\",\"total\":2}},"
                        + "{\"valid\":false,\"data\":{\"currency\":\"EUR\",\"total\":-1}}]}");
        Files.writeString(
                bench.resolve("b.json"),
                "{\"schema\":{\"uniqueItems\":true},\"tests\":[{\"valid\":true,\"data\":[1]}]}");
        Files.writeString(
                bench.resolve("c.json"),
                "{\"schema\":{\"type\":\"string\"},\"tests\":[{\"valid\":true,\"data\":1},{\"valid\":false,\"data\":\"x\"}]}");
        assertThat(run("--maskbench", bench.toString(), "--verbose")).isZero();
        String last = out.toString().lines().reduce("", (before, line) -> line);
        JsonNode json = JsonMapper.shared().readTree(last);
        assertThat(json.path("passing").intValue()).isEqualTo(1);
        assertThat(json.path("compileErrors").intValue()).isEqualTo(1);
        assertThat(json.path("validRefused").intValue()).isZero();
        assertThat(json.path("invalidAccepted").intValue()).isEqualTo(1);
        assertThat(json.propertyNames())
                .containsExactly("passing", "compileErrors", "validRefused", "invalidAccepted", "mask", "compile");
        for (String times : List.of("mask", "compile")) {
            assertThat(json.path(times).propertyNames()).containsExactly("avg", "p50", "p90", "p99", "max");
            for (String name : List.of("avg", "p50", "p90", "p99", "max")) {
                assertThat(json.path(times).path(name).doubleValue()).isPositive();
            }
        }
        assertThat(out.toString())
                .contains("b.json: COMPILE_ERROR: #: uniqueItems")
                .doesNotContain("compile µs");
        assertThat(run("--maskbench", bench.toString(), "--cold", "--per-schema"))
                .isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches(" +[0-9.]+ +[0-9]+ +[0-9.]+ +[0-9.]+ +INVALID_ACCEPTED +c.json"))
                .anyMatch(line -> line.matches(" +0.0 +0 +0.0 +0.0 +COMPILE_ERROR +b.json"))
                // one for the schema, and one for each of its two instances; the second schema does not compile
                .anyMatch(line -> line.matches("compile +6 .*"));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(run("--schema", "none.json", "--text", "none.txt")).isEqualTo(2);
        assertThat(err.toString()).contains("--schema none.json is not there");
    }
}
