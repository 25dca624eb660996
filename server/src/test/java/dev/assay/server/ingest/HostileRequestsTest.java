package dev.assay.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.web.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fuzzing is likely to find, and what it has found, by name. */
class HostileRequestsTest {

    private static boolean attribute(String value) {
        String body = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "0af7651916cd43dd8448eb211c80319c",
                "spanId": "b7ad6b7169203331", "name": "a", "startTimeUnixNano": "1795435200000000000",
                "events": [{"name": "e", "attributes": [{"key": "k", "value": %s}]}],
                "links": [{"attributes": [{"key": "k", "value": %s}]}],
                "attributes": [{"key": "gen_ai.input.messages", "value": %s}]}]}]}]}
                """.formatted(value, value, value);
        return HostileRequests.traces(body.getBytes(StandardCharsets.UTF_8), true);
    }

    private static String nested(int depth, String before, String after) {
        return before.repeat(depth) + "{\"stringValue\": \"x\"}" + after.repeat(depth);
    }

    /** What is taken as JSON is kept as protobuf where it is redacted, and protobuf's own reader stops at 100 messages. */
    @ParameterizedTest
    @ValueSource(ints = {1, 30, 31, 32, 33, 50, 300, 5_000, 100_000})
    void depth(int depth) {
        boolean lists = attribute(nested(depth, "{\"arrayValue\": {\"values\": [", "]}}"));
        boolean objects =
                attribute(nested(depth, "{\"kvlistValue\": {\"values\": [{\"key\": \"a\", \"value\": ", "}]}}"));
        assertThat(lists).isEqualTo(objects).isEqualTo(depth <= 31);
    }

    /** Texts that are JSON themselves. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 100_000})
    void depthOfJsonWithinTexts(int depth) {
        assertThat(attribute("{\"stringValue\": \"" + "[".repeat(depth) + "\"}"))
                .isTrue();
        assertThat(attribute("{\"stringValue\": \"" + "[".repeat(depth) + "]".repeat(depth) + "\"}"))
                .isTrue();
        assertThat(attribute("{\"stringValue\": \"" + "{\\\"a\\\":".repeat(depth) + "1" + "}".repeat(depth) + "\"}"))
                .isTrue();
    }

    @Test
    void numbersThatAreTooLarge() {
        assertThat(attribute("{\"doubleValue\": 1e999}")).isTrue();
        assertThat(attribute("{\"intValue\": 1e300}")).isFalse();
        assertThat(attribute("{\"intValue\": " + "9".repeat(100_000) + "}")).isFalse();
        assertThat(attribute("{\"doubleValue\": " + "9".repeat(100_000) + "}")).isFalse();
    }

    @Test
    void lettersThatAreNoUtf8() {
        byte[] name = {'{', '"', (byte) 0xff, (byte) 0xc0, '"', ':', '1', '}'};
        assertThat(HostileRequests.traces(name, true)).isFalse();
        byte[] schemaUrl = {0x0a, 0x04, 0x1a, 0x02, (byte) 0xff, (byte) 0xfe};
        assertThat(HostileRequests.traces(schemaUrl, false)).isFalse();
    }

    /** A megabyte that would be a gigabyte costs the memory of what is let through. */
    @Test
    void zipBomb() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        }
        assertThatThrownBy(() -> Gzip.inflate(bomb.toByteArray(), 8 << 20))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("8388608");
    }
}
