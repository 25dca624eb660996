package dev.assay.server.ingest.otlp;

import com.google.protobuf.UnsafeByteOperations;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts of bytes. Keys of attributes, names of models and the like are the same in span after span: those that came of late are not made again. */
final class Words {

    private final Recurring<String> words = new Recurring<>(Words::decoded);

    /** @return null where the bytes are no UTF-8 */
    @Nullable String text(byte[] bytes, int from, int to) {
        return to - from > Recurring.LONGEST ? decoded(bytes, from, to) : words.of(bytes, from, to);
    }

    private static @Nullable String decoded(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        boolean mayBeReplaced = text.indexOf('\uFFFD') >= 0;
        return mayBeReplaced
                        && !UnsafeByteOperations.unsafeWrap(bytes, from, to - from)
                                .isValidUtf8()
                ? null
                : text;
    }
}
