package dev.assay.server.skew;

import static org.assertj.core.api.Assertions.assertThat;

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

class CoverageCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new CoverageCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Ran(code, out.toString(), err.toString());
    }

    private String file(String name, String... questions) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            String question = questions[i % questions.length].formatted(100 + i * 7 % 83);
            lines.add(JsonMapper.shared()
                    .createObjectNode()
                    .put("input", question)
                    .toString());
        }
        return Files.write(folder.resolve(name), lines).toString();
    }

    private String holdout() throws IOException {
        return file("holdout.jsonl", "Where is my parcel with number %d?", "When will order %d come to my house?");
    }

    private String production() throws IOException {
        return file(
                "production.jsonl",
                "Where is my parcel with number %d?",
                "when will order %d come to my house",
                "How do I cancel the insurance of car %d?\u202e");
    }

    @Test
    void aReaderSeesWhatIsLackingAndWhatToAdd() throws IOException {
        Ran ran = run(holdout(), production(), "--encoder", "words", "--suggest", "10");
        assertThat(ran.code).as(ran.err).isZero();
        assertThat(ran.out)
                .contains(
                        "of production has no near neighbour in the holdout",
                        "about 10 % if both were drawn alike",
                        "Least covered topics:",
                        "insurance",
                        "lacking; --twins makes it",
                        "chosen  How do I cancel",
                        "drawn   ")
                .doesNotContain("\u202e");
        assertThat(ran.out.lines().filter(line -> line.startsWith("  chosen") || line.startsWith("  drawn")))
                .hasSize(10);
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        Ran ran = run(holdout(), production(), "--encoder", "words", "--suggest", "10", "--json", "--seed", "3");
        assertThat(ran.code).as(ran.err).isZero();
        JsonNode report = JsonMapper.shared().readTree(ran.out);
        assertThat(report.path("uncovered").path("share").doubleValue()).isBetween(0.15, 0.6);
        assertThat(report.path("uncovered").propertyNames()).contains("low", "high", "expected");
        assertThat(report.path("clusters").get(0).propertyNames())
                .contains("name", "examples", "share", "uncovered", "low", "high");
        assertThat(report.path("suggestions").size()).isEqualTo(10);
        for (JsonNode one : report.path("suggestions")) {
            boolean drawn = one.path("how").stringValue().equals("drawn");
            assertThat(one.path("inclusion").doubleValue()).isEqualTo(drawn ? 2.0 / 120 : 0);
            assertThat(one.path("row").intValue()).isBetween(0, 119);
        }
        assertThat(report.path("seed").intValue()).isEqualTo(3);
    }

    @Test
    void twinsAreMarkedAndLinkedToTheirSources() throws IOException {
        Path twins = folder.resolve("twins.jsonl");
        Ran ran = run(holdout(), production(), "--encoder", "words", "--twins", twins.toString());
        assertThat(ran.code).as(ran.err).isZero();
        List<String> sources = Files.readAllLines(folder.resolve("holdout.jsonl"));
        List<String> lines = Files.readAllLines(twins);
        assertThat(lines).hasSizeBetween(60, 100);
        for (String line : lines) {
            JsonNode twin = JsonMapper.shared().readTree(line);
            JsonNode metadata = twin.path("metadata");
            assertThat(metadata.path("made").booleanValue()).isTrue();
            String source = JsonMapper.shared()
                    .readTree(sources.get(metadata.path("source_row").intValue()))
                    .path("input")
                    .stringValue();
            assertThat(metadata.path("source_input").stringValue()).isEqualTo(source);
            assertThat(twin.path("input").stringValue()).isNotEqualTo(source);
            assertThat(metadata.path("noise").stringValue()).isNotEmpty();
        }
    }

    @Test
    void whatCannotBeIsSaidBeforeTheWork() throws IOException {
        Ran negative = run(holdout(), production(), "--suggest", "-3");
        assertThat(negative.code).isEqualTo(2);
        assertThat(negative.err).contains("--suggest -3", "expected").doesNotContain("Measuring");
        Path nowhere = folder.resolve("none").resolve("twins.jsonl");
        Ran unwritable = run(holdout(), production(), "--twins", nowhere.toString());
        assertThat(unwritable.code).isEqualTo(2);
        assertThat(unwritable.err).contains("--twins " + nowhere, "expected").doesNotContain("Measuring");
        Ran pointless = run(holdout(), production(), "--encoder", "none");
        assertThat(pointless.code).isEqualTo(2);
        assertThat(pointless.err).contains("an encoder");
    }
}
