package dev.assay.server.ingest.imports;

import com.google.protobuf.ByteString;
import dev.assay.files.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identities of the rows of one file, made of what the rows hold: a file that is imported twice, a copy of it, or the file
 * with rows appended gives what is there already the identity it has. The name of the file, times and the mapping are no
 * part of it.
 */
final class RowIds {

    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;

    private final String project;
    private final Ordinals ordinals = new Ordinals();

    RowIds(String project) {
        this.project = project;
    }

    /**
     * The trace id of the next row of the file, 16 bytes. Rows that are the same differ in their order.
     *
     * @param id the identity that the row gives itself, or empty
     */
    ByteString next(Row.Good row, String id) {
        if (!id.isEmpty()) {
            return truncated(hash("id", project, id), TRACE_ID_BYTES);
        }
        byte[] hash = hash("row", project, row.section(), row.canonical());
        int ordinal = ordinals.next(ByteBuffer.wrap(hash).getLong());
        return truncated(ordinal == 0 ? hash : hash("again", text(hash), String.valueOf(ordinal)), TRACE_ID_BYTES);
    }

    /** The id of a span by its place in its trace, 8 bytes. */
    static ByteString span(ByteString traceId, String place) {
        return truncated(hash("span", text(traceId.toByteArray()), place), SPAN_ID_BYTES);
    }

    /** The id of a score by its name, 16 bytes. */
    static ByteString score(ByteString traceId, String name) {
        return truncated(hash("score", text(traceId.toByteArray()), name), TRACE_ID_BYTES);
    }

    /** Each part goes in with its length, so that no two lists of parts are one text. */
    private static byte[] hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ByteString truncated(byte[] hash, int length) {
        return ByteString.copyFrom(hash, 0, length);
    }

    private static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
