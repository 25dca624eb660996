package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        URI tests = Objects.requireNonNull(getClass().getResource("/json-schema-test-suite/tests"))
                .toURI();
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(tests))) {
            files = all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        List<String> compileErrors = new ArrayList<>();
        List<String> invalidAccepted = new ArrayList<>();
        List<String> validRefused = new ArrayList<>();
        int passing = 0;
        for (Path file : files) {
            JsonNode groups;
            try (InputStream in = Files.newInputStream(file)) {
                groups = MAPPER.readTree(in);
            }
            for (JsonNode group : groups) {
                String name =
                        file.getFileName() + ": " + group.path("description").asString("");
                Constraint constraint;
                try {
                    constraint = Constraint.compile(
                            Language.schema(group.path("schema"), SchemaOptions.DEFAULT.withFormats(false)),
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
        // the one refusal follows from a meta-schema of one's own that turns a vocabulary off
        assertThat(validRefused)
                .allMatch(name -> name.startsWith("vocabulary.json"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(passing).as("not compiled: %s", compileErrors).isGreaterThanOrEqualTo(316);
    }
}
