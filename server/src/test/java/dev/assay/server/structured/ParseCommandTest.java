package dev.assay.server.structured;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ParseCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new ParseCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void mendsATextAndTellsEachRepair() throws IOException {
        assertThat(run(file("a.txt", "Sure: {total: 1.10, 'big': 1e400,}"))).isZero();

        assertThat(out.toString()).isEqualTo("{\"total\":1.10,\"big\":1e400}\n");
        assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("assay parse: at "));
        assertThat(err.toString()).contains("at 7: a property's name had no quotes (1)");
    }

    @Test
    void jsonPassesUnchanged() throws IOException {
        String json = "{ \"a\" : 1.50,\n  \"b\" : [ 1E400 , \"\\u00e9\" ] }";

        assertThat(run(file("a.json", json + "\n"))).isZero();
        assertThat(out.toString()).isEqualTo(json + "\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aSchemaGuides() throws IOException {
        String schema = file(
                "s.json",
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":false}");

        assertThat(run("--schema", schema, file("a.txt", "{\"N\": \"1,000\"}"))).isZero();
        assertThat(out.toString()).isEqualTo("{\"n\":1000}\n");
        assertThat(run("--schema", schema, file("b.txt", "{\"n\": \"many\"}"))).isEqualTo(1);
        assertThat(err.toString()).contains("/n: expected integer, found string \"many\"");
    }

    @Test
    void whatCannotBeReadIsSaidWithItsPlace() throws IOException {
        assertThat(run(file("a.txt", "I cannot help with that."))).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("at 0: there is no JSON in the text");
    }

    @Test
    void whatWasCutOffIsSaidAndRefusedWhereOneAsks() throws IOException {
        String cut = file("a.txt", "{\"items\": [1, 2");
        assertThat(run(cut)).isZero();
        assertThat(out.toString()).isEqualTo("{\"items\":[1,2]}\n");
        assertThat(err.toString()).contains("warning: the text was cut off at 15");

        assertThat(run("--whole", file("b.txt", "{\"items\": [1, 2]"))).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(run("--whole", file("c.txt", "{items: [1, 2]}"))).isZero();
        assertThat(run("--whole", "--jsonl", file("d.jsonl", "{\"id\":1,\"text\":\"[1, 2\"}")))
                .isEqualTo(1);
        assertThat(out.toString().lines().toList().get(2))
                .startsWith("{\"id\":1,\"error\":\"the text was cut off at 5");
    }

    @Test
    void wrongArgumentsAreUsage() throws IOException {
        assertThat(run(folder.resolve("none.txt").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file");
        assertThat(run("--schema", file("bad.json", "{\"type\":\"text\"}"), file("a.txt", "1")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'type' is \"text\"");
    }

    @Test
    void linesAreReadOneByOne() throws IOException {
        String lines = file("lines.jsonl", """
                {"id":1,"text":"{a: 1.10}"}
                {"id":"x","text":"{\\n \\"a\\": 1e400}"}

                {"id":3,"text":"[\\"5\\"]","schema":{"type":"array","items":{"type":"integer"}}}
                {"id":4,"text":"nothing"}
                {"id":5}
                no json
                """);

        assertThat(run("--jsonl", lines)).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"id\":1,\"value\":{\"a\":1.10},\"repairs\":[{\"kind\":\"UNQUOTED_KEY\",\"position\":1,\"penalty\":1}]}",
                        "{\"id\":\"x\",\"value\":{  \"a\": 1e400},\"repairs\":[]}",
                        "{\"id\":3,\"value\":[5],\"repairs\":[{\"kind\":\"TEXT_TO_NUMBER\",\"position\":1,\"penalty\":1}]}",
                        "{\"id\":4,\"error\":\"at 0: there is no JSON in the text, which begins with 'nothing' (expected: a JSON object, list or scalar)\"}",
                        "{\"id\":5,\"error\":\"line 6 has no \\\"text\\\" (expected: {\\\"id\\\", \\\"text\\\", \\\"schema\\\"?})\"}",
                        out.toString().lines().toList().get(5));
        assertThat(out.toString().lines().toList().get(5)).startsWith("{\"id\":null,\"error\":\"line 7 is no JSON: ");
    }
}
