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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        Ran ran = run(file("a", 120, "Yes."), file("b", 100, "Yes."), "--encoder", "words", "--permutations", "299");
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
                "299",
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
    void failuresAreTestedAndSettingsAreNot() throws IOException {
        List<String> reference = new ArrayList<>();
        List<String> current = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String input = "{\"input\": {\"model\": \"m-1\", \"temperature\": %s, \"messages\": [{\"role\": \"user\", "
                    + "\"content\": \"Question " + i + "\"}]}, ";
            reference.add(input.formatted("0.2") + "\"output\": \"Yes.\"}");
            String failed = "\"error\": \"Overloaded: try again in " + i + " s\"}";
            current.add(input.formatted("0.9") + (i % 2 == 0 ? failed : "\"output\": \"Yes.\"}"));
        }
        Ran ran = run(
                Files.write(folder.resolve("r.jsonl"), reference).toString(),
                Files.write(folder.resolve("c.jsonl"), current).toString(),
                "--encoder",
                "none",
                "--json");
        assertThat(ran.code).as(ran.err).isEqualTo(1);
        JsonNode findings = JsonMapper.shared().readTree(ran.out).path("findings");
        assertThat(findings.valueStream())
                .anySatisfy(finding -> {
                    assertThat(finding.path("name").stringValue()).isEqualTo("the call failed");
                    assertThat(finding.path("kind").stringValue()).isEqualTo("descriptor");
                    assertThat(finding.path("current").doubleValue()).isEqualTo(0.5);
                })
                .anySatisfy(finding -> {
                    assertThat(finding.path("name").stringValue()).isEqualTo("temperature 0.9");
                    assertThat(finding.path("kind").stringValue()).isEqualTo("new-value");
                    assertThat(finding.path("pAdjusted").doubleValue()).isEqualTo(1);
                })
                .anySatisfy(finding ->
                        assertThat(finding.path("name").stringValue()).isEqualTo("error Overloaded: try again in # s"));
    }

    @Test
    void splitsOfTheReferenceAreCounted() throws IOException {
        Ran ran = run(
                file("a", 60, "Yes."),
                file("b", 60, "Yes."),
                "--encoder",
                "none",
                "--permutations",
                "299",
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
    void errorsSayTheValueWhatWasExpectedAndWhatToDo() throws IOException {
        String a = file("a", 30, "Yes.");
        Path nowhere = folder.resolve("none").resolve("report.html");
        record Wrong(List<String> said, List<String> options) {}
        for (Wrong wrong : List.of(
                new Wrong(List.of("--sample 1", "at least 2"), List.of("--sample", "1")),
                new Wrong(List.of("budget of 2.0", "below 1"), List.of("--budget", "2")),
                new Wrong(List.of("tolerance of 7.0", "0.02"), List.of("--tolerance", "7")),
                new Wrong(List.of("3 permutations", "at least 263"), List.of("--permutations", "3")),
                new Wrong(List.of("--aa -1", "100"), List.of("--aa", "-1")),
                new Wrong(List.of("--html " + nowhere, "expected"), List.of("--html", nowhere.toString())),
                new Wrong(
                        List.of("no example where tier is 9", "tier is in no row"),
                        List.of("--current-where", "tier=9")),
                new Wrong(List.of("'tier'", "FIELD=VALUE"), List.of("--current-where", "tier")),
                new Wrong(List.of("--strata day", "no example has that metadata"), List.of("--strata", "day")),
                new Wrong(
                        List.of("--map inputs=/a", "no field 'inputs'", "input, output"),
                        List.of("--map", "inputs=/a")))) {
            List<String> args = new ArrayList<>(List.of(a, a, "--encoder", "none"));
            args.addAll(wrong.options);
            Ran ran = run(args.toArray(String[]::new));
            assertThat(ran.code).as(ran.err).isEqualTo(2);
            assertThat(ran.err).contains(wrong.said).doesNotContain("Comparing");
            assertThat(ran.out).isEmpty();
        }
        assertThat(run("-", "-").err).contains("Both sides are standard input");
    }

    @Test
    void aValueThatNoRowHasIsAnsweredWithThoseThereAre() throws IOException {
        Path file = folder.resolve("c.jsonl");
        Files.write(file, List.of("{\"input\": \"a\", \"model\": \"m-1\"}", "{\"input\": \"b\", \"model\": \"m-2\"}"));
        assertThat(run(file.toString(), file.toString(), "--encoder", "none", "--current-where", "model=m-3").err)
                .contains("no example where model is m-3", "model is one of: m-1, m-2");
    }

    @Test
    void slicesSayWhereItIsStrongest() throws IOException {
        List<List<String>> sides = List.of(new ArrayList<>(), new ArrayList<>());
        for (int side = 0; side < 2; side++) {
            for (int i = 0; i < 160; i++) {
                String customer = i % 2 == 0 ? "north" : "south";
                String answer = side == 1 && i % 2 == 0 ? "# Answer\\n- it is " + i % 13 : "It is " + i % 13 + ".";
                sides.get(side)
                        .add("{\"input\": \"What is item " + i % 17 + "?\", \"output\": \"" + answer
                                + "\", \"metadata\": {\"customer\": \"" + customer + "\"}}");
            }
        }
        String a = Files.write(folder.resolve("a.jsonl"), sides.get(0)).toString();
        String b = Files.write(folder.resolve("b.jsonl"), sides.get(1)).toString();
        Ran ran = run(a, b, "--encoder", "none", "--permutations", "299", "--json");
        assertThat(ran.code).as(ran.err).isEqualTo(1);
        JsonNode slice = JsonMapper.shared()
                .readTree(ran.out)
                .path("findings")
                .get(0)
                .path("slices")
                .get(0);
        assertThat(slice.path("field").stringValue()).isEqualTo("customer");
        assertThat(slice.path("value").stringValue()).isEqualTo("north");
        assertThat(Math.abs(slice.path("effect").doubleValue())).isGreaterThan(0.9);
        assertThat(run(a, b, "--encoder", "none", "--permutations", "299").out).contains("where customer is north");
    }

    @Test
    void hostileTextsNeverActInThePage() throws IOException {
        List<String> hostile = List.of(
                "</pre><img src=x onerror=alert(1)>",
                "</title></style><svg onload=alert(2)>",
                "<a href=javascript:alert(3)>x</a>",
                "]]><!--<script>alert(4)</script>",
                "&lt;b&gt; \" onmouseover=\"alert(5)");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            String text = hostile.get(i % hostile.size());
            var row = JsonMapper.shared().createObjectNode().put("input", text).put("output", text + " ok");
            row.putObject("metadata").put(text, text);
            lines.add(row.put("model", text).put("session", text + i).toString());
        }
        Path current = Files.write(folder.resolve("<svg onload=alert(6)>.jsonl"), lines);
        Path html = folder.resolve("h.html");
        Ran ran = run(
                file("a", 120, "Yes."),
                current.toString(),
                "--encoder",
                "words",
                "--permutations",
                "299",
                "--html",
                html.toString());
        assertThat(ran.code).as(ran.err).isEqualTo(1);
        String page = Files.readString(html);
        assertThat(page).contains("default-src 'none'", "&lt;img src=x onerror=alert(1)&gt;");
        // Whatever stands between angle brackets is the report's own: names of elements and attributes that it writes.
        List<String> attributes = List.of(
                "lang",
                "charset",
                "name",
                "content",
                "http-equiv",
                "class",
                "id",
                "href",
                "style",
                "viewBox",
                "role",
                "x",
                "y",
                "width",
                "height",
                "cx",
                "cy",
                "r",
                "d",
                "tabindex",
                "aria-label");
        Matcher tag = Pattern.compile("<([a-z0-9!]+)((?:\\s+[^<>\\s=]+(?:=\"[^\"<>]*\")?|\\s+html)*)/?>")
                .matcher(page.replace("<!doctype html>", ""));
        int tags = 0;
        while (tag.find()) {
            tags++;
            assertThat(tag.group(1)).isNotIn("script", "img", "iframe", "object", "embed", "link", "form", "b");
            for (String attribute : tag.group(2).strip().split("(?<=\")\\s+")) {
                String name = attribute.split("=", 2)[0];
                assertThat(name.isEmpty() || attributes.contains(name))
                        .as(attribute)
                        .isTrue();
            }
        }
        assertThat(page.chars().filter(c -> c == '<').count())
                .as("each < opens an element of the report")
                .isEqualTo(1 + tags + closing(page));
        assertThat(page).doesNotContain("href=\"http", "javascript:\"", "url(");
    }

    private static int closing(String page) {
        return page.split("</", -1).length - 1;
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
