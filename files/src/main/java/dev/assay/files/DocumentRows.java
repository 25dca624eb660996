package dev.assay.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * JSON that is not one row a line: an array of rows, an object with arrays of rows, or objects one after the other. What
 * is broken ends the file, since nobody knows where the next row begins.
 */
final class DocumentRows implements RowSource {

    private enum Place {
        ROOT,
        ARRAY,
        CONTAINER,
        CONTAINED_ARRAY
    }

    private final MeteredInput in;
    private final CountedParser json;
    private final boolean holdsArrays;
    private final int maxBytes;
    private Place place = Place.ROOT;
    private String section = "";
    private long rowLine;
    private boolean onElement;
    private boolean ended;

    DocumentRows(InputStream in, boolean holdsArrays, int maxBytes) {
        this.in = new MeteredInput(in);
        this.json = new CountedParser(Trees.MAPPER.createParser(this.in));
        this.holdsArrays = holdsArrays;
        this.maxBytes = maxBytes;
    }

    @Override
    public Optional<Row> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        try {
            in.allow(maxBytes);
            json.begin();
            Optional<Row> row = read();
            ended = row.isEmpty();
            return row;
        } catch (JacksonException e) {
            ended = true;
            boolean tooLong = e.getCause() instanceof MeteredInput.ExceededException;
            long line = tooLong ? rowLine : e.getLocation().getLineNr();
            return Optional.of(new Row.Bad(Math.max(1, line), reason(e)));
        }
    }

    private String reason(JacksonException e) throws IOException {
        return switch (e.getCause()) {
            case MeteredInput.ExceededException _ -> Limits.tooLong(maxBytes) + "; nothing after it was read";
            case EOFException cut -> Limits.damaged(cut);
            case ZipException cut -> Limits.damaged(cut);
            case IOException failed -> throw failed;
            case null, default ->
                "is no JSON: " + Trees.problem(e) + ", at column "
                        + e.getLocation().getColumnNr() + "; nothing after it was read";
        };
    }

    private Optional<Row> read() {
        while (true) {
            JsonToken token = onElement ? json.currentToken() : json.nextToken();
            onElement = false;
            switch (place) {
                case ROOT -> {
                    if (token == null) {
                        return Optional.empty();
                    }
                    if (token == JsonToken.START_ARRAY) {
                        place = Place.ARRAY;
                    } else if (token == JsonToken.START_OBJECT && holdsArrays) {
                        place = Place.CONTAINER;
                    } else {
                        return Optional.of(row());
                    }
                }
                case ARRAY -> {
                    if (token != JsonToken.END_ARRAY) {
                        return Optional.of(row());
                    }
                    place = Place.ROOT;
                }
                case CONTAINER -> {
                    if (token == JsonToken.END_OBJECT) {
                        place = Place.ROOT;
                    } else {
                        enterArrayOfRows();
                    }
                }
                case CONTAINED_ARRAY -> {
                    if (token != JsonToken.END_ARRAY) {
                        return Optional.of(row());
                    }
                    section = "";
                    place = Place.CONTAINER;
                }
            }
        }
    }

    /** On the name of a property of the container; other values than arrays of rows are about the file, not rows. */
    private void enterArrayOfRows() {
        String name = json.currentName();
        if (json.nextToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY) {
            section = name;
            place = Place.CONTAINED_ARRAY;
            onElement = true;
            return;
        }
        while (json.currentToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            json.nextToken();
        }
    }

    private Row row() {
        rowLine = json.currentTokenLocation().getLineNr();
        JsonNode value = Trees.MAPPER.readTree(json);
        return value.isNull()
                ? new Row.Bad(rowLine, "is null (expected: a JSON object)")
                : new Row.Good(section, rowLine, value);
    }
}
