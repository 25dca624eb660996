package dev.assay.structured.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.structured.constrain.Constraint;
import dev.assay.structured.constrain.Vocabulary;
import dev.assay.structured.json.LenientJson;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.Models;
import dev.assay.structured.provider.ToolCall;
import dev.assay.structured.wire.ChatSpeaker;
import dev.assay.structured.wire.Order;
import dev.assay.structured.wire.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The README's examples run, and stand in the README as they stand in the code. */
class ExamplesTest {
    private final ScriptedServer server = new ScriptedServer();
    private final ChatSpeaker speaker =
            new ChatSpeaker("openai", at -> Models.openAi("m-1", "key").at(at));

    @AfterEach
    void close() {
        server.close();
    }

    private Model says(String text) {
        server.then(speaker.words(text));
        return speaker.model(server);
    }

    private Model streams(String text) {
        server.then(speaker.streamed(text));
        return speaker.model(server);
    }

    @Test
    void theyRun() {
        assertThat(Examples.model().name()).isEqualTo("gpt-5-mini");
        assertThat(Examples.ask(says(Order.GOOD)).items()).hasSize(2);
        server.then(speaker.call("Order", Order.GOOD));
        assertThat(Examples.bounds(speaker.model(server)).attempts()).hasSize(1);
        assertThat(Examples.check(says(Order.GOOD)).currency()).isEqualTo("EUR");
        assertThat(Examples.stream(streams(Order.GOOD))).contains("EUR").endsWith("total: 12.50");
        assertThat(Examples.items(streams("{\"items\":[{\"name\":\"tea\",\"count\":2}]}")))
                .containsExactly("tea");
        assertThat(Examples.maybe(says("{\"value\":null,\"reason\":\"It is not told.\"}")))
                .isEqualTo("unknown: It is not told.");
        assertThat(Examples.choice(says("{\"value\":\"billing\"}"))).isEqualTo(7);
        assertThat(Examples.cite(
                                says("{\"facts\":[{\"claim\":\"blue\",\"quote\":\"the sky is blue\"}]}"),
                                "Today the sky is blue.")
                        .facts())
                .hasSize(1);
        server.then(speaker.calls(List.of(
                new ToolCall("call_1", "weather", "{\"city\":\"Lima\"}"),
                new ToolCall("call_2", "sum", "{\"left\":1,\"right\":2}"))));
        assertThat(Examples.tools(speaker.model(server))).hasSize(2);
        assertThat(Examples.picture(says(Order.GOOD), new byte[] {1}).items()).hasSize(2);
        assertThat(Examples.read().value()).isEqualTo(new Examples.Item("tea", 2));
        Vocabulary vocabulary = Examples.vocabulary();
        Constraint constraint = Examples.constrain(vocabulary);
        assertThat(constraint.start().allows(0)).isTrue();
        assertThat(constraint.start().allows(7)).isFalse();
        String written = Examples.write(constraint, vocabulary, mask -> Long.numberOfTrailingZeros(mask[0]));
        assertThat(LenientJson.parse(written, Examples.Item.class).reading().repairs())
                .isEmpty();
        assertThat(Examples.grammar()).startsWith("root ::=");
        server.then(speaker.words("12"));
        assertThat(Examples.held(Models.vllm("m-1", server.at("/v1")))).isEqualTo(12);
    }

    @Test
    void theReadmeQuotesThem() throws IOException {
        Map<String, String> code = parts(
                Files.readString(Path.of("src/test/java/dev/assay/structured/examples/Examples.java")),
                "(?s) *// begin (\\w+)\\n(.*?) *// end");
        Map<String, String> readme =
                parts(Files.readString(Path.of("README.md")), "(?s)<!-- example (\\w+) -->\\n```java\\n(.*?)```");
        assertThat(readme).isEqualTo(code);
        assertThat(readme).hasSizeGreaterThanOrEqualTo(10);
    }

    private static Map<String, String> parts(String text, String pattern) {
        Map<String, String> parts = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            // a README has narrower lines
            parts.put(matcher.group(1), matcher.group(2).replaceAll("\\s+", ""));
        }
        return parts;
    }
}
