package dev.assay.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CSV after RFC 4180; the first record names the columns. */
final class CsvRows implements RowSource {

    /** How the parser says where a broken record begins: it has no other way to say so. */
    private static final Pattern PLACE = Pattern.compile("\\(?record (?:that started in|starting at) line (\\d+)\\)?");

    /** What the reader and the parser take in at a time, beyond the record itself. */
    private static final int READ_AHEAD = 32 << 10;

    private final MeteredInput in;
    private final CloseableIterator<CsvRecord> records;
    private final int maxBytes;
    private List<String> columns = List.of();
    private long line = 1;
    private boolean ended;

    CsvRows(InputStream in, char delimiter, int maxBytes) {
        this.in = new MeteredInput(in);
        this.maxBytes = maxBytes;
        Reader reader = new InputStreamReader(
                this.in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        this.records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .maxBufferSize(Integer.highestOneBit(maxBytes + READ_AHEAD) << 2)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(reader)
                .iterator();
    }

    @Override
    public Optional<Row> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        try {
            in.allow((long) maxBytes + READ_AHEAD);
            if (columns.isEmpty() && records.hasNext()) {
                CsvRecord header = records.next();
                line = header.getStartingLineNumber();
                columns = names(header.getFields());
            }
            if (!records.hasNext()) {
                ended = true;
                return Optional.empty();
            }
            return Optional.of(row(records.next()));
        } catch (UncheckedIOException | CsvParseException e) {
            ended = true;
            return Optional.of(bad(e));
        }
    }

    private Row row(CsvRecord fields) {
        line = fields.getStartingLineNumber();
        if (fields.getFieldCount() != columns.size()) {
            return new Row.Bad(
                    line,
                    "has " + fields.getFieldCount() + (fields.getFieldCount() == 1 ? " field" : " fields")
                            + " (expected: " + columns.size() + ", as the header has)");
        }
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < columns.size(); i++) {
            value.put(columns.get(i), fields.getField(i));
        }
        return new Row.Good("", line, value);
    }

    private String reason(IOException e) throws IOException {
        return switch (e) {
            case MeteredInput.ExceededException _ ->
                Limits.tooLong(maxBytes) + "; is a quote left open? Nothing after it was read";
            case CharacterCodingException _ ->
                "is not UTF-8, at or shortly after this line (expected: UTF-8; convert the file, for example with "
                        + "iconv -f WINDOWS-1252 -t UTF-8); nothing after it was read";
            case EOFException _ -> Limits.damaged(e);
            case ZipException _ -> Limits.damaged(e);
            default -> throw e;
        };
    }

    private Row bad(RuntimeException e) throws IOException {
        String deepest = "";
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            deepest = cause.getMessage() == null ? deepest : cause.getMessage();
            Matcher place = PLACE.matcher(deepest);
            if (place.find()) {
                line = Long.parseLong(place.group(1));
                deepest = place.replaceFirst("");
            }
            if (cause instanceof IOException failed) {
                return new Row.Bad(line, reason(failed));
            }
        }
        return new Row.Bad(line, "is no CSV: " + deepest.strip() + "; nothing after it was read");
    }

    /** Every column needs a name of its own, so that nothing is lost. */
    private static List<String> names(List<String> header) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            if (name.isEmpty()) {
                name = "column " + (i + 1);
            }
            String unique = name;
            while (!names.add(unique)) {
                unique = name + " " + last.merge(name, 2, (number, _) -> number + 1);
            }
        }
        return List.copyOf(names);
    }
}
