package dev.assay.structured.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A model whose choices are random under the mask, judged by a validator that shares nothing with masks. */
class RandomModelTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int SCHEMAS = 4_000;
    private static final int SAMPLES_EACH = 5;
    private static final int ENOUGH = 30;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Vocabulary vocabulary = small();
    private final Random random = new Random(11);

    /** All bytes and some thousand short tokens of a real vocabulary: enough to cross every border, and quick to walk. */
    private static Vocabulary small() {
        Vocabulary large = Vocabularies.jtokkit("cl100k_base");
        List<byte[]> tokens = new ArrayList<>();
        for (int token = 0; token < 5_000; token++) {
            tokens.add(large.bytes(token));
        }
        tokens.add(new byte[0]);
        return Vocabulary.of(tokens, List.of(5_000));
    }

    @Test
    void writesOnlyValidInstancesAndIsNeverStuck() {
        RandomSchemas schemas = new RandomSchemas(2026);
        int compiled = 0;
        int samples = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < SCHEMAS; i++) {
            ObjectNode schema = schemas.schema();
            Constraint constraint;
            try {
                constraint = Constraint.compile(schema, vocabulary);
            } catch (ConstraintException notPossible) {
                continue;
            }
            compiled++;
            Schema judge = registry.getSchema(schema);
            for (int k = 0; k < SAMPLES_EACH; k++) {
                byte[] text = write(constraint, wrong, schema);
                samples++;
                String json = new String(text, StandardCharsets.UTF_8);
                if (!isValid(judge, json).orElse(true)) {
                    wrong.add("invalid: " + json + " of " + schema);
                }
                if (!acceptsAnyTokens(constraint, text)) {
                    wrong.add("other tokens refused: " + json + " of " + schema);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compiled).isGreaterThan(2_000);
        assertThat(samples).isGreaterThanOrEqualTo(10_000);
    }

    @Test
    void holdsTheSameValuesForInstancesAsAValidator() {
        RandomSchemas schemas = new RandomSchemas(77);
        List<String> wrong = new ArrayList<>();
        int valid = 0;
        int invalid = 0;
        for (int i = 0; i < 2_000; i++) {
            ObjectNode schema = schemas.schema();
            Constraint constraint;
            try {
                constraint = Constraint.compile(schema, vocabulary);
            } catch (ConstraintException notPossible) {
                continue;
            }
            Schema judge = registry.getSchema(schema);
            for (JsonNode value : schemas.values(40)) {
                String json = value.toString();
                Optional<Boolean> verdict = isValid(judge, json);
                if (verdict.isEmpty()) {
                    continue;
                }
                boolean expected = verdict.get();
                boolean accepted = acceptsAnyTokens(constraint, json.getBytes(StandardCharsets.UTF_8));
                valid += expected ? 1 : 0;
                invalid += expected ? 0 : 1;
                if (accepted != expected) {
                    wrong.add((accepted ? "invalid accepted: " : "valid refused: ") + json + " of " + schema);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(valid).isGreaterThan(8_000);
        assertThat(invalid).isGreaterThan(20_000);
    }

    /** What the validator says of a text; nothing where a reference that leads to itself leads it astray. */
    private static Optional<Boolean> isValid(Schema judge, String json) {
        try {
            return Optional.of(judge.validate(MAPPER.readTree(json)).isEmpty());
        } catch (StackOverflowError loop) {
            return Optional.empty();
        }
    }

    /** A text of random choices; after enough of them it is brought to an end, and at once where it may end. */
    private byte[] write(Constraint constraint, List<String> wrong, JsonNode schema) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Constraint.State state = constraint.start();
        for (int i = 0; i < ENOUGH && !state.isFinished(); i++) {
            int token = Vocabularies.pick(state.mask(), random);
            if (token < 0) {
                wrong.add("stuck after " + text.toString(StandardCharsets.UTF_8) + " of " + schema);
                return text.toByteArray();
            }
            text.writeBytes(vocabulary.bytes(token));
            state = state.accept(token);
        }
        if (!state.isFinished()) {
            for (int token : vocabulary.longestTokens(state.ending())) {
                if (!Vocabularies.has(state.mask(), token)) {
                    wrong.add("no way to the end after " + text.toString(StandardCharsets.UTF_8) + " of " + schema);
                }
                text.writeBytes(vocabulary.bytes(token));
                state = state.accept(token);
            }
            if (!state.isComplete()) {
                wrong.add("no end after " + text.toString(StandardCharsets.UTF_8) + " of " + schema);
            }
        }
        return text.toByteArray();
    }

    /** Whether masks let the text through, cut into tokens by chance. */
    private boolean acceptsAnyTokens(Constraint constraint, byte[] text) {
        Constraint.State state = constraint.start();
        int at = 0;
        while (at < text.length) {
            int most = Math.min(text.length - at, 1 + random.nextInt(8));
            int token = vocabulary
                    .longestTokens(Arrays.copyOfRange(text, at, at + most))
                    .get(0);
            if (!Vocabularies.has(state.mask(), token)) {
                return false;
            }
            state = state.accept(token);
            at += vocabulary.bytes(token).length;
        }
        return state.isComplete();
    }
}
