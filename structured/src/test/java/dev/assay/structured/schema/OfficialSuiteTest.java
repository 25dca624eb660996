package dev.assay.structured.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The required tests of the official JSON Schema test suite for 2020-12. */
class OfficialSuiteTest {

    private record Case(String name, JsonNode schema, JsonNode data, boolean valid) {}

    @TestFactory
    Stream<DynamicNode> required() throws IOException, URISyntaxException {
        Map<String, JsonNode> remotes = remotes();
        return cases().stream()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    Validator validator = Validator.compile(c.schema, remotes, false);
                    assertThat(validator.isValid(c.data))
                            .as(c.schema + " of " + c.data)
                            .isEqualTo(c.valid);
                    assertThat(validator.validate(c.data).isEmpty())
                            .as("the verdict with violations is the one without")
                            .isEqualTo(c.valid);
                }));
    }

    @Test
    void theSuiteIsWhole() throws IOException, URISyntaxException {
        assertThat(cases()).hasSizeGreaterThan(1250);
    }

    private static List<Case> cases() throws IOException, URISyntaxException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder("tests"))) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode group : SchemaJson.MAPPER.readTree(file)) {
                    for (JsonNode test : group.path("tests")) {
                        cases.add(new Case(
                                file.getFileName() + ": "
                                        + group.path("description").asString() + ": "
                                        + test.path("description").asString(),
                                group.path("schema"),
                                test.path("data"),
                                test.path("valid").asBoolean()));
                    }
                }
            }
        }
        return cases;
    }

    /** What the suite expects a server on port 1234 to hand out, from memory. */
    private static Map<String, JsonNode> remotes() throws IOException, URISyntaxException {
        Map<String, JsonNode> remotes = new HashMap<>();
        Path root = folder("remotes");
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".json")).forEach(file -> {
                String name = root.relativize(file).toString().replace('\\', '/');
                remotes.put("http://localhost:1234/" + name, read(file));
            });
        }
        return remotes;
    }

    private static JsonNode read(Path file) {
        try {
            return SchemaJson.MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(OfficialSuiteTest.class.getResource("/json-schema-test-suite/" + name), name)
                        .toURI());
    }
}
