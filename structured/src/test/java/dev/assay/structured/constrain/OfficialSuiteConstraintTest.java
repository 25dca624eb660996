package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The required cases of the official suite for 2020-12, held by masks: what is compiled must be right, and nothing invalid gets through. */
class OfficialSuiteConstraintTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void nothingInvalidIsAcceptedAndNothingValidRefused() throws IOException, URISyntaxException {
        Map<String, JsonNode> remotes = new HashMap<>();
        Path remote = folder("remotes");
        for (Path file : files(remote)) {
            String name = remote.relativize(file).toString().replace('\\', '/');
            remotes.put("http://localhost:1234/" + name, read(file));
        }
        List<String> compileErrors = new ArrayList<>();
        List<String> invalidAccepted = new ArrayList<>();
        List<String> validRefused = new ArrayList<>();
        int passing = 0;
        for (Path file : files(folder("tests"))) {
            for (JsonNode group : read(file)) {
                String name =
                        file.getFileName() + ": " + group.path("description").asString("");
                Constraint constraint;
                try {
                    constraint = Constraint.compile(
                            Language.schema(group.path("schema"), SchemaOptions.DEFAULT.withFormats(false), remotes),
                            Vocabularies.bytes());
                } catch (ConstraintException error) {
                    compileErrors.add(name + " -> " + error.getMessage());
                    continue;
                }
                int wrong = invalidAccepted.size() + validRefused.size();
                for (JsonNode test : group.path("tests")) {
                    String text = MAPPER.writeValueAsString(test.path("data"));
                    boolean accepted = constraint
                            .start()
                            .tryAccept(text.getBytes(StandardCharsets.UTF_8))
                            .map(Constraint.State::isComplete)
                            .orElse(false);
                    if (accepted != test.path("valid").asBoolean()) {
                        (accepted ? invalidAccepted : validRefused)
                                .add(name + ": " + test.path("description").asString("") + ": " + text);
                    }
                }
                passing += wrong == invalidAccepted.size() + validRefused.size() ? 1 : 0;
            }
        }
        assertThat(invalidAccepted).isEmpty();
        assertThat(validRefused).isEmpty();
        // ten of those that are not compiled are schemas that no value satisfies, which is an error here
        assertThat(passing).as("not compiled: %s", compileErrors).isGreaterThanOrEqualTo(347);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return MAPPER.readTree(in);
        }
    }

    private static Path folder(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(
                        OfficialSuiteConstraintTest.class.getResource("/json-schema-test-suite/" + name), name)
                .toURI());
    }
}
