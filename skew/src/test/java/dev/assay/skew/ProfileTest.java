package dev.assay.skew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Json;
import dev.assay.model.Message;
import dev.assay.model.Part;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is measured of calls as a whole, by role and by path. */
class ProfileTest {

    private static final String LOOK_UP =
            "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}, \"required\": [\"id\"]}";

    private static Example call(String system, String output, Part.ToolCall... calls) {
        List<Part> parts = new ArrayList<>(List.of(calls));
        parts.add(new Part.Text(output));
        return new Example(
                List.of(Message.text("system", system), Message.text("user", "Where is it?")),
                List.of(Message.of("assistant", parts.toArray(Part[]::new))),
                "",
                Optional.empty(),
                Map.of(),
                new Envelope(
                        "m-1",
                        List.of("stop"),
                        "Timeout after 30 s\nat the provider",
                        Map.of("temperature", "0.7"),
                        Map.of("latency, seconds", 1.5),
                        List.of(new Tool("look_up", LOOK_UP))));
    }

    private static Part.ToolCall tool(String name, String arguments) {
        return new Part.ToolCall("", name, Json.of(arguments));
    }

    private static Corpus corpus(Example example) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            examples.add(example);
        }
        try (Workers workers = Workers.of(1)) {
            return Corpus.of(examples, Optional.empty(), workers);
        }
    }

    private static double value(Corpus corpus, String name) {
        return corpus.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among "
                        + corpus.columns().stream().map(Measured::name).toList()))
                .values()[0];
    }

    @Test
    void callsAreMeasured() {
        Corpus corpus = corpus(call(
                "Be brief.",
                "{\"status\": \"lost\", \"days\": 3}",
                tool("look_up", "{\"id\": 7}"),
                tool("look_up", "{\"id\": 7}"),
                tool("refund", "{\"id\": 7}")));
        assertThat(value(corpus, "tool calls")).isEqualTo(3);
        assertThat(value(corpus, "tool calls at once")).isEqualTo(3);
        assertThat(value(corpus, "repeated tool calls")).isEqualTo(1);
        assertThat(value(corpus, "latency")).isEqualTo(1.5);
        assertThat(value(corpus, "path $.days")).isEqualTo(3);
        assertThat(value(corpus, "path $.status characters")).isEqualTo(4);
        assertThat(value(corpus, "system: words")).isEqualTo(2);
        assertThat(value(corpus, "user: words")).isEqualTo(3);
        assertThat(corpus.marks().stream().map(Mark::name))
                .contains(
                        "tool look_up",
                        "argument look_up.id:integer",
                        "tools in turn: look_up, refund",
                        "tool that was not offered: refund",
                        "finish reason stop",
                        "model m-1",
                        "temperature 0.7",
                        "the call failed",
                        "error Timeout after # s",
                        "path $.status:string",
                        "value $.status is lost",
                        "roles: system user")
                .anyMatch(name -> name.startsWith("system prompt Be brief. #"))
                .doesNotContain("tool that was not offered: look_up");
    }

    @Test
    void argumentsThatBreakTheSchemaOfTheirToolAreTold() {
        String broken = "arguments that break the tool's schema: look_up";
        assertThat(names(call("", "", tool("look_up", "{\"id\": \"seven\"}")))).contains(broken);
        assertThat(names(call("", "", tool("look_up", "{}")))).contains(broken);
        assertThat(names(call("", "", tool("look_up", "{\"id\": 7}")))).doesNotContain(broken);
        assertThat(names(call("", "", tool("look_up", "{\"id\": ")))).contains("arguments that are no JSON: look_up");
        ToolSchemas schemas = new ToolSchemas();
        assertThat(schemas.areBrokenBy("{}", new Tool("odd", "{\"type\": 7}"))).isFalse();
        assertThat(schemas.areBrokenBy("{}", new Tool("untold", ""))).isFalse();
    }

    private static List<String> names(Example example) {
        return corpus(example).marks().stream().map(Mark::name).toList();
    }

    @Test
    void freeValuesOfAPathAreNoEnumeration() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String letters = Character.toString('a' + i / 26) + Character.toString('a' + i % 26);
            examples.add(
                    Example.of("", "{\"name\": \"" + letters + "\", \"kind\": \"" + (i % 2 == 0 ? "a" : "b") + "\"}"));
        }
        try (Workers workers = Workers.of(1)) {
            Corpus corpus = Corpus.of(examples, Optional.empty(), workers);
            assertThat(corpus.marks().stream().map(Mark::name).filter(name -> name.startsWith("value ")))
                    .containsExactlyInAnyOrder("value $.kind is a", "value $.kind is b");
        }
    }
}
