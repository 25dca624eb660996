package dev.assay.server.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SkewCommandTest {

    private static final Path DATA = Path.of("../../shared/data");
    private static final String HOSTILE = "<script>alert(1)</script>\\u202e & \\\"quoted\\\"";

    @TempDir
    private Path folder = Path.of("");

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new SkewCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Ran(code, out.toString(), err.toString());
    }

    private String file(String name, int rows, String answer) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            lines.add("{\"input\": \"What is item " + i % 17 + "?\", \"output\": \"" + answer + " It is " + i % 13
                    + ".\"}");
        }
        return Files.write(folder.resolve(name), lines).toString();
    }

    @Test
    void noDifferenceIsNoAlarm() throws IOException {
        Ran ran = run(file("a", 120, "Yes."), file("b", 100, "Yes."), "--encoder", "words", "--permutations", "199");
        assertThat(ran.code).as(ran.err).isZero();
        assertThat(ran.out).contains("No alarm.", "False-alarm budget 5.0 %", "seed 1", "would have found");
    }

    @Test
    void aDifferenceIsExitCodeOneAndJsonSaysIt() throws IOException {
        Path html = folder.resolve("skew.html");
        Ran ran = run(
                file("a", 120, "Yes."),
                file("b", 100, HOSTILE),
                "--encoder",
                "words",
                "--permutations",
                "199",
                "--json",
                "--html",
                html.toString(),
                "--seed",
                "4");
        assertThat(ran.code).as(ran.err).isEqualTo(1);
        JsonNode report = JsonMapper.shared().readTree(ran.out);
        assertThat(report.path("alarm").booleanValue()).isTrue();
        assertThat(report.path("seed").intValue()).isEqualTo(4);
        assertThat(report.path("sizes").path("reference").intValue()).isEqualTo(120);
        assertThat(report.path("mde").path("share5").doubleValue()).isPositive();
        assertThat(report.path("families").get(0).propertyNames()).contains("name", "p", "pAdjusted", "alarm");
        JsonNode finding = report.path("findings").get(0);
        assertThat(finding.propertyNames())
                .contains(
                        "kind",
                        "name",
                        "side",
                        "reference",
                        "current",
                        "effect",
                        "low",
                        "high",
                        "pAdjusted",
                        "examples");
        assertThat(finding.path("kind").stringValue()).isEqualTo("descriptor");
        assertThat(finding.path("side").stringValue()).isEqualTo("output");
        assertThat(finding.path("examples").size()).isEqualTo(10);
        assertThat(Files.readString(html))
                .doesNotContain("<script", "\u202e")
                .contains("&lt;script&gt;", "[U+202E]", "Content-Security-Policy");
    }

    @Test
    void splitsOfTheReferenceAreCounted() throws IOException {
        Ran ran = run(
                file("a", 60, "Yes."),
                file("b", 60, "Yes."),
                "--encoder",
                "none",
                "--permutations",
                "99",
                "--aa",
                "10");
        assertThat(ran.out).containsPattern("A/A: \\d+ of 10 random splits");
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        assertThat(run(file("a", 5, "x"), folder.resolve("none").toString(), "--encoder", "none"))
                .satisfies(ran -> {
                    assertThat(ran.code).isEqualTo(2);
                    assertThat(ran.err).contains("there is no file");
                });
        assertThat(run(file("a", 5, "x"), file("b", 5, "x"), "--encoder", "bert").err)
                .contains("--encoder bert", "minilm");
    }

    @Test
    void gpt4OfMarchAndJuneDifferFirstInTheirCodeFences() {
        Path file = DATA.resolve("llmdrift-leetcode-easy.csv");
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        Ran ran = run(
                file.toString(),
                file.toString(),
                "--map",
                "input=query,output=answer",
                "--reference-where",
                "model=openaichat/gpt-4-0314",
                "--current-where",
                "model=openaichat/gpt-4-0613",
                "--json",
                "--encoder",
                "words");
        assertThat(ran.code).as(ran.err).isEqualTo(1);
        JsonNode first = JsonMapper.shared().readTree(ran.out).path("findings").get(0);
        assertThat(first.path("name").stringValue()).contains("code fence");
        assertThat(first.path("side").stringValue()).isEqualTo("output");
        assertThat(first.path("low").doubleValue()).isGreaterThan(0.5);
    }

    @Test
    void arenaSnapshotsDifferInFormattingAndLength() {
        Path file = DATA.resolve("arenahard-gpt-4-0314.jsonl");
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        Ran ran = run(
                file.toString(),
                DATA.resolve("arenahard-gpt-4-0613.jsonl").toString(),
                "--json",
                "--encoder",
                "none",
                "--permutations",
                "499");
        assertThat(ran.code).as(ran.err).isEqualTo(1);
        List<String> names = new ArrayList<>();
        JsonMapper.shared().readTree(ran.out).path("findings").forEach(finding -> {
            names.add(finding.path("name").stringValue());
            finding.path("also").forEach(also -> names.add(also.stringValue()));
        });
        assertThat(names).contains("has bold text", "has a numbered list", "characters", "tokens (estimated)");
    }
}
