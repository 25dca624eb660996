package dev.assay.files;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** JSON lines: a line that cannot be read costs only itself. */
final class LineRows implements RowSource {

    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private long line;
    private boolean ended;

    LineRows(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    @Override
    public Optional<Row> next() throws IOException {
        while (!ended) {
            line++;
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            boolean fits;
            try {
                fits = readLine(text);
            } catch (EOFException | ZipException e) {
                ended = true;
                return Optional.of(new Row.Bad(line, Limits.damaged(e)));
            }
            if (!fits) {
                return Optional.of(new Row.Bad(line, Limits.tooLong(maxBytes)));
            }
            byte[] bytes = text.toByteArray();
            if (!isBlank(bytes)) {
                return Optional.of(row(bytes));
            }
        }
        return Optional.empty();
    }

    private Row row(byte[] bytes) {
        try {
            JsonNode value = Trees.parse(bytes);
            return value.isNull()
                    ? new Row.Bad(line, "is null (expected: a JSON object)")
                    : new Row.Good("", line, value);
        } catch (JacksonException e) {
            return new Row.Bad(
                    line,
                    "is no JSON: " + Trees.problem(e) + ", at column "
                            + e.getLocation().getColumnNr());
        }
    }

    /** Reads up to the end of the line, and says whether all of it is kept. */
    private boolean readLine(ByteArrayOutputStream text) throws IOException {
        boolean fits = true;
        while (true) {
            if (position == filled) {
                filled = in.read(buffer);
                position = 0;
                if (filled < 0) {
                    filled = 0;
                    ended = true;
                    return fits;
                }
            }
            int newline = position;
            while (newline < filled && buffer[newline] != '\n') {
                newline++;
            }
            int length = newline - position;
            fits = fits && text.size() + length <= maxBytes;
            if (fits) {
                text.write(buffer, position, length);
            }
            if (newline < filled) {
                position = newline + 1;
                return fits;
            }
            position = filled;
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
