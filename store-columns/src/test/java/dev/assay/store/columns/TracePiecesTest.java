package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TracePiecesTest {

    private final Random random = new Random(7);

    @Test
    void pieces_comeBackAsTheyWereAdded() {
        List<TracePiece> added = new ArrayList<>();
        TracePieces pieces = new TracePieces();
        for (int i = 0; i < 500; i++) {
            TracePiece piece = piece(new UUID(random.nextInt(3), random.nextInt(2)), i);
            pieces.add(piece);
            added.add(piece);
            if (i == 250) {
                pieces.trim();
            }
        }
        assertThat(pieces).containsExactlyElementsOf(added);
        assertThat(pieces.size()).isEqualTo(500);
        assertThat(pieces.has(499)).isTrue();
        assertThat(pieces.has(500)).isFalse();
        List<UUID> traceIds = new ArrayList<>();
        pieces.traceIds(traceIds::add);
        assertThat(traceIds).containsAll(added.stream().map(TracePiece::traceId).toList());
        for (Telling.Kept kept : TracePiece.TOLD) {
            List<String> values = new ArrayList<>();
            pieces.anyValue(kept, value -> !values.add(value));
            assertThat(values)
                    .isEqualTo(added.stream()
                            .filter(piece -> (piece.tells() & kept.bit()) != 0)
                            .map(piece -> piece.told().get(Integer.bitCount(piece.tells() & (kept.bit() - 1))))
                            .filter(value -> !value.isEmpty())
                            .toList());
        }
    }

    private TracePiece piece(UUID traceId, long id) {
        int tells = random.nextInt(Telling.EVERYTHING + 1);
        List<String> told = new ArrayList<>();
        for (int i = Integer.bitCount(tells); i > 0; i--) {
            told.add(random.nextInt(5) == 0 ? "" : "value " + random.nextInt(20));
        }
        return new TracePiece(
                traceId,
                id,
                number(),
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean(),
                random.nextBoolean(),
                new Usage(number(), number(), number(), number(), number()),
                random.nextBoolean() ? OptionalDouble.of(random.nextGaussian()) : OptionalDouble.empty(),
                random.nextBoolean() ? "" : "session " + random.nextInt(3),
                tells,
                told);
    }

    private OptionalLong number() {
        return random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty();
    }
}
