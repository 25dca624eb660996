package dev.assay.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

    @Test
    void readsJsonLinesWithTheirNumbers() throws IOException {
        assertThat(read("{\"a\":1}\n\n  \r\n{\"a\":2}\r\n{\"a\":3}"))
                .containsExactly("1 {\"a\":1}", "4 {\"a\":2}", "5 {\"a\":3}");
    }

    @Test
    void goesOnAfterABrokenLine() throws IOException {
        List<Row> rows = rows("{\"a\":1}\n{\"a\":,}\nnonsense\nnull\n{\"a\":2}\n", 100);
        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(bad(rows.get(1)))
                .startsWith("is no JSON: Unexpected character (','")
                .contains("at column 6");
        assertThat(bad(rows.get(2))).startsWith("is no JSON: Unrecognized token 'nonsense'");
        assertThat(bad(rows.get(3))).isEqualTo("is null (expected: a JSON object)");
        assertThat(rows.get(4)).isInstanceOf(Row.Good.class);
    }

    @Test
    void goesOnAfterABrokenFirstLine() throws IOException {
        List<Row> rows = rows("{\"a\":1,,}\n{\"a\":2}\n{\"a\":3}\n", 100);
        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 3L);
        assertThat(rows.getFirst()).isInstanceOf(Row.Bad.class);
    }

    @Test
    void goesOnAfterALineThatIsTooLong() throws IOException {
        List<Row> rows = rows("{\"a\":1}\n{\"a\":\"" + "x".repeat(100_000) + "\"}\n{\"a\":2}\n", 1000);
        assertThat(bad(rows.get(1))).isEqualTo("is longer than 1000 bytes (expected: one row of at most 1000 bytes)");
        assertThat(rows.get(2)).isEqualTo(new Row.Good("", 3, Trees.MAPPER.readTree("{\"a\":2}")));
    }

    @Test
    void takesTextAfterARowAsBroken() throws IOException {
        assertThat(bad(rows("{\"a\":1} {\"a\":2}\n{\"a\":3}\n", 100).getFirst()))
                .contains("more text after the value, at column 10");
    }

    @Test
    void readsOneLineThatIsARow() throws IOException {
        assertThat(read("{\"prompt\":\"p\",\"tools\":[{\"name\":\"t\"}]}"))
                .containsExactly("1 {\"prompt\":\"p\",\"tools\":[{\"name\":\"t\"}]}");
        assertThat(read("{\"messages\":[{\"role\":\"user\"}]}\n")).hasSize(1);
    }

    @Test
    void readsAnArrayWithTheLinesOfItsElements() throws IOException {
        assertThat(read("[\n  {\"a\":1},\n  {\n    \"a\":2\n  },\n  [\"x\"]\n]"))
                .containsExactly("2 {\"a\":1}", "3 {\"a\":2}", "6 [\"x\"]");
        assertThat(read("[{\"a\":1},{\"a\":2}]")).containsExactly("1 {\"a\":1}", "1 {\"a\":2}");
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void readsLinesOfArrays() throws IOException {
        assertThat(read("[\"x\",1]\n[\"y\",2]\n")).containsExactly("1 [\"x\",1]", "2 [\"y\",2]");
    }

    @Test
    void saysWhereAnArrayBreaksAndStops() throws IOException {
        List<Row> rows = rows("[\n{\"a\":1},\n{\"a\":2\n{\"a\":3}\n]", 100);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).line()).isEqualTo(4);
        assertThat(bad(rows.get(1)))
                .startsWith("is no JSON: Unexpected character")
                .endsWith("nothing after it was read");
    }

    @Test
    void saysThatAnArrayIsCutOff() throws IOException {
        List<Row> rows = rows("[\n{\"a\":1},\n{\"a\":2}", 100);
        assertThat(rows).hasSize(3);
        assertThat(bad(rows.get(2))).contains("end-of-input");
    }

    @Test
    void boundsTheRowsOfAnArray() throws IOException {
        List<Row> rows = rows("[{\"a\":1},\n{\"a\":\"" + "x".repeat(300_000) + "\"}]", 20_000);
        assertThat(rows).hasSize(2);
        assertThat(bad(rows.get(1))).startsWith("is longer than 20000 bytes");
        assertThat(rows.get(1).line()).isEqualTo(2);
    }

    @Test
    void readsManyRowsThatAreTogetherLongerThanOneMayBe() throws IOException {
        String row = "{\"a\":\"" + "x".repeat(500) + "\"}";
        assertThat(rows("[" + String.join(",", java.util.Collections.nCopies(2000, row)) + "]", 20_000))
                .hasSize(2000)
                .hasOnlyElementsOfType(Row.Good.class);
    }

    @Test
    void readsAnObjectOfArrays() throws IOException {
        String text = """
                {
                  "version": 2,
                  "intents": ["a", "b"],
                  "about": {"rows": [[1]]},
                  "train": [["x", "a"], ["y", "b"]],
                  "test": [
                    ["z", "a"]
                  ]
                }
                """;
        assertThat(rows(text, 1000))
                .map(row -> (Row.Good) row)
                .extracting(Row.Good::section, Row::line, row -> row.value().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("train", 5L, "[\"x\",\"a\"]"),
                        org.assertj.core.groups.Tuple.tuple("train", 5L, "[\"y\",\"b\"]"),
                        org.assertj.core.groups.Tuple.tuple("test", 7L, "[\"z\",\"a\"]"));
        assertThat(rows("{\"data\":[{\"a\":1},{\"a\":2}]}", 1000)).hasSize(2);
    }

    @Test
    void readsObjectsOverManyLines() throws IOException {
        assertThat(read("{\n  \"messages\": [{\"role\": \"user\"}]\n}\n{\n  \"messages\": []\n}\n"))
                .containsExactly("1 {\"messages\":[{\"role\":\"user\"}]}", "4 {\"messages\":[]}");
    }

    @Test
    void readsCsvWithQuotedNewlinesAndTheLinesOfItsRecords() throws IOException {
        assertThat(read("\ufeffquery,answer,\n\"one\ntwo\",\"say \"\"hi\"\"\",x\n\nthree,,\n"))
                .containsExactly(
                        "2 {\"query\":\"one\\ntwo\",\"answer\":\"say \\\"hi\\\"\",\"column 3\":\"x\"}",
                        "5 {\"query\":\"three\",\"answer\":\"\",\"column 3\":\"\"}");
    }

    @Test
    void keepsColumnsOfOneNameApart() throws IOException {
        assertThat(read("a,a,a\n1,2,3\n")).containsExactly("2 {\"a\":\"1\",\"a 2\":\"2\",\"a 3\":\"3\"}");
    }

    @Test
    void findsTheDelimiter() throws IOException {
        assertThat(format("a;b;c\n1,5;2;3\n2,5;3;4\n")).isEqualTo(new FileFormat.Csv(';'));
        assertThat(format("a\tb\n1, 2, 3\t2\n")).isEqualTo(new FileFormat.Csv('\t'));
        assertThat(format("a|b|c\n1|2|3\n")).isEqualTo(new FileFormat.Csv('|'));
        assertThat(format("prompt,\"a;b;c\"\n\"x;y;z\",2\n")).isEqualTo(new FileFormat.Csv(','));
        assertThat(format("prompt\nhello there\n")).isEqualTo(new FileFormat.Csv(','));
    }

    @Test
    void reportsARecordOfAnotherWidthAndGoesOn() throws IOException {
        List<Row> rows = rows("a,b\n1,2\n1\n1,2,3\n3,4\n", 1000);
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 4L, 5L);
        assertThat(bad(rows.get(1))).isEqualTo("has 1 field (expected: 2, as the header has)");
        assertThat(bad(rows.get(2))).isEqualTo("has 3 fields (expected: 2, as the header has)");
        assertThat(rows.get(3)).isInstanceOf(Row.Good.class);
    }

    @Test
    void reportsAQuoteThatIsNeverClosed() throws IOException {
        List<Row> rows = rows("a,b\n1,2\n\"3,4\n5,6\n", 100_000);
        assertThat(rows).hasSize(2);
        assertThat(bad(rows.get(1))).startsWith("is no CSV:").endsWith("nothing after it was read");
        assertThat(rows.get(1).line()).isEqualTo(3);
    }

    @Test
    void boundsTheRecordsOfCsv() throws IOException {
        List<Row> rows = rows("a,b\n1,2\n\"" + "x\n".repeat(100_000) + "\",4\n", 20_000);
        assertThat(bad(rows.getLast())).startsWith("is longer than 20000 bytes");
    }

    @Test
    void reportsTextThatIsNotUtf8() throws IOException {
        List<Row> rows = rows("a,b\n1,2\n1,é\n".getBytes(ISO_8859_1), 1000);
        assertThat(bad(rows.getLast())).startsWith("is not UTF-8");
        List<Row> lines = rows("{\"a\":1}\n{\"a\":\"é\"}\n{\"a\":2}\n".getBytes(ISO_8859_1), 1000);
        assertThat(bad(lines.get(1))).contains("UTF-8");
        assertThat(lines.get(2)).isInstanceOf(Row.Good.class);
    }

    @Test
    void readsGzippedFilesAndSaysHowFarItIs(@TempDir Path folder) throws IOException {
        byte[] gzipped = gzip("a,b\n" + "1,2\n".repeat(5000));
        Path file = folder.resolve("rows.csv");
        Files.write(file, gzipped);
        try (Rows rows = Rows.open(file)) {
            assertThat(rows.gzipped()).isTrue();
            assertThat(rows.size()).hasValue(gzipped.length);
            int count = 0;
            while (rows.next().isPresent()) {
                count++;
            }
            assertThat(count).isEqualTo(5000);
            assertThat(rows.bytesRead()).isEqualTo(gzipped.length);
        }
    }

    @Test
    void readsWhatThereIsOfAGzippedFileThatIsCutOff() throws IOException {
        byte[] gzipped = gzip("{\"a\":1}\n".repeat(20_000));
        List<Row> rows = rows(Arrays.copyOf(gzipped, gzipped.length - 30), 1000);
        assertThat(rows).hasSizeGreaterThan(1);
        assertThat(bad(rows.getLast())).startsWith("the compressed file is damaged or ends too early");
    }

    @Test
    void refusesFilesThatHaveNoRows(@TempDir Path folder) {
        assertThatThrownBy(() -> rows("PAR1....".getBytes(UTF_8), 100))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("Parquet")
                .hasMessageContaining("COPY (FROM 'test')");
        assertThatThrownBy(() -> rows("a,b\n".getBytes(UTF_16), 100)).hasMessageContaining("iconv -f UTF-16");
        assertThatThrownBy(() -> rows(new byte[] {1, 2, 0, 4}, 100)).hasMessageContaining("binary");
        assertThatThrownBy(() -> Rows.open(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> Rows.open(folder.resolve("none.csv"))).hasMessageContaining("there is no file");
    }

    @Test
    void readsNothingFromAnEmptyFile() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read(" \n\n")).isEmpty();
        assertThat(read("a,b\n")).isEmpty();
    }

    private static List<String> read(String text) throws IOException {
        return rows(text, 100_000).stream()
                .map(row -> row.line() + " " + (row instanceof Row.Good good ? good.value() : bad(row)))
                .toList();
    }

    private static FileFormat format(String text) throws IOException {
        try (Rows rows = Rows.of("test", new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            return rows.format();
        }
    }

    private static List<Row> rows(String text, int maxRowBytes) throws IOException {
        return rows(text.getBytes(UTF_8), maxRowBytes);
    }

    private static List<Row> rows(byte[] bytes, int maxRowBytes) throws IOException {
        try (Rows rows = Rows.of("test", new ByteArrayInputStream(bytes), maxRowBytes)) {
            List<Row> read = new ArrayList<>();
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                read.add(row.get());
            }
            return read;
        }
    }

    private static String bad(Row row) {
        assertThat(row).isInstanceOf(Row.Bad.class);
        return ((Row.Bad) row).reason();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
